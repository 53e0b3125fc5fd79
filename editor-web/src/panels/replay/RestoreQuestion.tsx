import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
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
  const question =
    sequence === 0
      ? t('Make the scene as it was before the first edit?')
      : t('Make the scene as it was at {time}?', { time: momentText(replay, sequence) });

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
    <div
      ref={box}
      className="replay-question"
      role="alertdialog"
      aria-label={t('Restore')}
      aria-describedby="restore-what"
    >
      <p id="restore-what" className="replay-question-text">
        <b>{question}</b>{' '}
        {timeline.length > sequence
          ? t('Takes back {edits} by {people}, for everybody. It is one change, and Undo brings all of it back.', {
              edits: behind(replay, sequence),
              people: people(timeline.authorsAfter(sequence)),
            })
          : t('This is the newest moment there is: nothing was edited after it.')}
      </p>
      <Button onClick={onClose}>{t('Cancel')}</Button>
      <Button
        kind="primary"
        icon="restore"
        disabled={timeline.length <= sequence}
        onClick={() => command('replay.restore').run(session)}
      >
        {t('Restore')}
      </Button>
    </div>
  );
}
