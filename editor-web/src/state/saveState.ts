import type { SyncState } from '../engine/EngineHost';

/** What the chip in the top bar says. */
export interface ChipState {
  readonly state: 'starting' | 'joining' | 'saved' | 'saving' | 'offline';
  readonly tone: 'quiet' | 'good' | 'busy' | 'bad';
  readonly text: string;
  readonly explanation: string;
}

/** The chip for a connection and a document. `failures` are attempts to connect in a row that did not succeed. */
export function chipState(running: boolean, open: boolean, failures: number, sync: SyncState): ChipState {
  if (!running) {
    return { state: 'starting', tone: 'quiet', text: 'Starting…', explanation: 'The engine is being loaded' };
  }
  if (!open) {
    return failures === 0 ? joining() : offline(sync.pending);
  }
  if (!sync.synced) {
    return joining();
  }
  if (sync.pending > 0) {
    return {
      state: 'saving',
      tone: 'busy',
      text: `Saving ${changes(sync.pending)}…`,
      explanation: 'On the way to the server',
    };
  }
  return { state: 'saved', tone: 'good', text: 'Saved', explanation: 'The server has every change' };
}

function joining(): ChipState {
  return { state: 'joining', tone: 'quiet', text: 'Joining…', explanation: 'The scene is being fetched' };
}

function offline(pending: number): ChipState {
  return {
    state: 'offline',
    tone: 'bad',
    text: pending === 0 ? 'Offline' : `Offline, ${changes(pending)}`,
    explanation: 'You can go on working; your changes are kept here and merged when the server is back',
  };
}

function changes(count: number): string {
  return count === 1 ? '1 change' : `${count.toLocaleString()} changes`;
}
