import { useEffect, useRef, useState } from 'react';
import { people } from '../../replay/captions';
import type { ReplayController } from '../../replay/ReplayController';
import { command } from '../../state/commands';
import { useSession, useSignal } from '../../state/hooks';
import { Button } from '../../ui/Button';
import { behind } from './Actions';
import { momentText } from './Caption';

/** Says what restoring will do, before it is done. */
export function RestoreQuestion({ replay, onClose }: { replay: ReplayController; onClose: () => void }) {
  const session = useSession();
  const [sequence] = useState(() => {
    replay.pause();
    return replay.position.get();
  });
  useSignal(replay.revision);
  const box = useRef<HTMLDivElement>(null);
  const { timeline } = replay;
  const when = sequence === 0 ? 'before the first edit' : `at ${momentText(replay, sequence)}`;

  useEffect(() => {
    box.current?.querySelector<HTMLElement>('.button-primary')?.focus();
    // The question is about one moment: who goes to another takes it back.
    return replay.position.subscribe(() => {
      if (replay.position.get() !== sequence) {
        onClose();
      }
    });
  }, [replay, sequence, onClose]);

  return (
    <div ref={box} className="replay-question" role="alertdialog" aria-label="Restore" aria-describedby="restore-what">
      <p id="restore-what" className="replay-question-text">
        <b>Make the scene as it was {when}?</b>{' '}
        {timeline.length > sequence
          ? `Takes back ${behind(replay, sequence)} by ${people(timeline.authorsAfter(sequence))}, for everybody. It is one change, and Undo brings all of it back.`
          : 'This is the newest moment there is: nothing was edited after it.'}
      </p>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        kind="primary"
        icon="restore"
        disabled={timeline.length <= sequence}
        onClick={() => command('replay.restore').run(session)}
      >
        Restore
      </Button>
    </div>
  );
}
