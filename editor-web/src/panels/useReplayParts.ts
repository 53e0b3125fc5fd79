import { useEffect, useState } from 'react';
import { useSession, useSignal } from '../state/hooks';

type Parts = typeof import('./replay');

/** The replay's components while its drawer is open. They are loaded when they are wanted for the first time. */
export function useReplayParts(): Parts | null {
  const session = useSession();
  const wanted = useSignal(session.replayOpen);
  const running = useSignal(session.phase).kind === 'running';
  const open = wanted && running;
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    if (!open || parts !== null) {
      return;
    }
    import('./replay').then(setParts, (error: unknown) => {
      console.warn('the replay could not be loaded', error);
      session.replayOpen.set(false);
      session.tell('The replay could not be loaded. Is the server there?');
    });
  }, [open, parts, session]);
  return open ? parts : null;
}
