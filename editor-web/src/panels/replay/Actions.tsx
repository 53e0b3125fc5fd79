import { counted, t } from '../../i18n/i18n';
import { edits } from '../../replay/clock';
import type { ReplayController } from '../../replay/ReplayController';
import { command } from '../../state/commands';
import { useSession, useSignal } from '../../state/hooks';
import { Button, IconButton } from '../../ui/Button';
import { Trouble } from './Status';

/** What can be done with the moment shown, and the way back to the live scene. */
export function Actions({ replay, onRestore }: { replay: ReplayController; onRestore: () => void }) {
  const session = useSession();
  const past = useSignal(replay.past);
  const unseen = useSignal(replay.unseen);
  return (
    <div className="replay-actions">
      <Trouble replay={replay} />
      {unseen > 0 && (
        <span className="replay-unseen" role="status">
          {counted(unseen, 'One new edit', '{count} new edits')}
          <span className="replay-unseen-rest"> {t('while you watch')}</span>
        </span>
      )}
      {replay.timeline.length > 0 && (
        <IconButton
          icon="link"
          label={t(command('replay.link').label)}
          tip="above"
          onClick={() => command('replay.link').run(session)}
        />
      )}
      {past && (
        <>
          <Button icon="restore" onClick={onRestore}>
            <span className="replay-wide">{t('Restore to here…')}</span>
            <span className="replay-narrow">{t('Restore…')}</span>
          </Button>
          <Button kind="past" onClick={() => command('replay.live').run(session)}>
            {t('Go live')}
          </Button>
        </>
      )}
      <IconButton
        icon="close"
        label={t('Close the replay')}
        shortcut="Esc"
        tip="above"
        onClick={() => command('replay.live').run(session)}
      />
    </div>
  );
}

/** How much lies behind a moment, in words. */
export function behind(replay: ReplayController, sequence: number): string {
  return edits(Math.max(0, replay.timeline.length - sequence));
}
