import type { SyncState } from '../engine/EngineHost';
import { counted, t } from '../i18n/i18n';

/** What the chip in the top bar says. */
export interface ChipState {
  readonly state: 'starting' | 'joining' | 'saved' | 'saving' | 'offline' | 'refused' | 'kept';
  readonly tone: 'quiet' | 'good' | 'busy' | 'bad';
  readonly text: string;
  readonly explanation: string;
}

/** The chip for a connection and a document. `failures` are attempts to connect in a row that did not succeed, `refused` why the server takes no edits,
 * `trouble` why it stores nobody's for a while. */
export function chipState(
  running: boolean,
  open: boolean,
  failures: number,
  sync: SyncState,
  refused: string | null = null,
  trouble: string | null = null,
): ChipState {
  if (!running) {
    return { state: 'starting', tone: 'quiet', text: t('Starting…'), explanation: 'The engine is being loaded' };
  }
  if (!open) {
    return failures === 0 ? joining() : offline(sync.pending);
  }
  if (!sync.synced) {
    return joining();
  }
  if (refused !== null) {
    return { state: 'refused', tone: 'bad', text: t('View only'), explanation: refused };
  }
  if (trouble !== null) {
    return {
      state: 'kept',
      tone: 'bad',
      text:
        sync.pending === 0
          ? t('Not saving')
          : counted(sync.pending, 'Not saved: 1 change', 'Not saved: {count} changes'),
      explanation: trouble,
    };
  }
  if (sync.pending > 0) {
    return {
      state: 'saving',
      tone: 'busy',
      text: counted(sync.pending, 'Saving 1 change…', 'Saving {count} changes…'),
      explanation: 'On the way to the server',
    };
  }
  return { state: 'saved', tone: 'good', text: t('Saved'), explanation: 'The server has every change' };
}

function joining(): ChipState {
  return { state: 'joining', tone: 'quiet', text: t('Joining…'), explanation: 'The scene is being fetched' };
}

function offline(pending: number): ChipState {
  return {
    state: 'offline',
    tone: 'bad',
    text: pending === 0 ? t('Offline') : counted(pending, 'Offline, 1 change', 'Offline, {count} changes'),
    explanation: 'You can go on working; your changes are kept here and merged when the server is back',
  };
}
