import { useEffect, useState } from 'react';
import { t } from '../i18n/i18n';
import { type Engine, type SyncState, useEngine, useSession, useSignal } from '../state/hooks';
import { type ChipState, chipState } from '../state/saveState';
import { Icon } from '../ui/Icon';

const TOPICS = ['sync'] as const;
const UNKNOWN: SyncState = { synced: false, connected: false, pending: 0 };
const syncState = (engine: Engine): SyncState => engine.syncState();

/** A state that lasts shorter than this is not shown, in milliseconds: a quick edit must not make the chip blink. */
const CALM_MILLIS = 250;

/** Instead of a Save button: whether the server has everything. */
export function StateChip() {
  const session = useSession();
  const phase = useSignal(session.phase);
  const connection = useSignal(session.connection);
  const sync = useEngine(TOPICS, syncState, UNKNOWN);
  const chip = useCalm(
    chipState(
      phase.kind === 'running',
      connection.open,
      connection.failures,
      sync,
      useSignal(session.refused),
      useSignal(session.trouble),
    ),
  );
  if (phase.kind === 'failed') {
    return null;
  }
  return (
    <span className={`chip chip-${chip.tone}`} role="status" data-tip={t(chip.explanation)} data-state={chip.state}>
      {chip.tone === 'bad' ? (
        <Icon name={chip.state === 'refused' ? 'lock' : 'offline'} size={14} />
      ) : (
        <span className="chip-dot" />
      )}
      {chip.text}
    </span>
  );
}

/** The chip as it was, until the new state has lasted a moment; good news is told at once. */
function useCalm(next: ChipState): ChipState {
  const [shown, setShown] = useState(next);
  const { state, text } = next;
  // biome-ignore lint/correctness/useExhaustiveDependencies: state and text are all that differs between two chips
  useEffect(() => {
    if (state === 'saved') {
      setShown(next);
      return;
    }
    const timer = setTimeout(() => setShown(next), CALM_MILLIS);
    return () => clearTimeout(timer);
  }, [state, text]);
  return shown;
}
