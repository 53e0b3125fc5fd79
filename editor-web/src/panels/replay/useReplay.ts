import { useEffect } from 'react';
import { momentOf, withMoment } from '../../replay/address';
import { ReplayController } from '../../replay/ReplayController';
import { type EditorSession, useSession, useSignal } from '../../state/hooks';

/** The replay of the open scene; made at the first use, open as long as the drawer is. */
export function useReplay(): ReplayController | null {
  const session = useSession();
  const replay = useSignal(session.replay);
  useEffect(() => {
    const controller = session.replay.get() ?? make(session);
    session.replay.set(controller);
    controller.open();
    const moment = momentOf(location.search);
    if (moment !== null) {
      controller.seek(moment);
    }
    return () => {
      controller.close();
      history.replaceState(null, '', withMoment(location.href, null));
    };
  }, [session]);
  return replay;
}

function make(session: EditorSession): ReplayController {
  return new ReplayController({
    room: session.room,
    engine: () => session.engine,
    onPast: (past) => session.past.set(past),
  });
}
