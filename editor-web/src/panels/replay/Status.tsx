import { t } from '../../i18n/i18n';
import type { ReplayController } from '../../replay/ReplayController';
import { command } from '../../state/commands';
import { useSession, useSignal } from '../../state/hooks';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';

const TROUBLES = {
  offline: {
    title: 'The server does not answer',
    text: 'The history is kept there. It is read as soon as it is back.',
  },
  refused: { title: 'The history cannot be read', text: 'The server refuses to show it.' },
  unreadable: { title: 'The history cannot be read', text: 'The server sends something that is no history.' },
  'other-log': { title: 'The history is another one now', text: 'Load the page anew to see it.' },
} as const;

/** Instead of the lanes while there are none: why, and what can be done. */
export function Status({ replay }: { replay: ReplayController }) {
  const session = useSession();
  const load = useSignal(replay.load);
  if (load.kind === 'failed') {
    const { title, text } = TROUBLES[load.trouble];
    return (
      <div className="replay-status" role="alert">
        <Icon name={load.trouble === 'offline' ? 'offline' : 'warning'} size={24} />
        <h3>{t(title)}</h3>
        <p>{t(text)}</p>
        <Button onClick={() => replay.retry()}>{t('Try again')}</Button>
      </div>
    );
  }
  if (load.kind === 'ready') {
    return (
      <div className="replay-status" role="status">
        <Icon name="history" size={24} />
        <h3>{t('Nothing has happened here yet')}</h3>
        <p>{t('Every edit that anybody makes appears here, to be watched again.')}</p>
      </div>
    );
  }
  return (
    <div className="replay-status" role="status">
      <span className="spinner" />
      <h3>{t('Reading the history')}</h3>
      <Button onClick={() => command('replay.live').run(session)}>{t('Cancel')}</Button>
    </div>
  );
}

/** Beside the actions, once there are lanes: that more is being read, or that it cannot be. */
export function Trouble({ replay }: { replay: ReplayController }) {
  const load = useSignal(replay.load);
  const preparing = useSignal(replay.preparing);
  if (replay.timeline.length === 0) {
    return null;
  }
  if (load.kind === 'ready') {
    return preparing === null ? null : <Progress text={t('Preparing')} percent={preparing} />;
  }
  if (load.kind === 'failed') {
    return (
      <button
        type="button"
        className="replay-trouble"
        onClick={() => replay.retry()}
        title={t(TROUBLES[load.trouble].text)}
      >
        <Icon name="offline" size={14} />
        {load.trouble === 'offline' ? t('Offline: try again') : t('Not up to date: try again')}
      </button>
    );
  }
  return <Progress text={t('Reading')} percent={load.head === 0 ? 0 : Math.floor((100 * load.loaded) / load.head)} />;
}

function Progress({ text, percent }: { text: string; percent: number }) {
  return (
    <span className="replay-progress">
      {text} {percent} %
      <progress value={percent} max={100} aria-label={text} />
    </span>
  );
}
