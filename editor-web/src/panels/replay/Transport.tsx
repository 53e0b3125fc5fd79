import { t } from '../../i18n/i18n';
import { FACTORS, FITS, speedText } from '../../replay/Playback';
import type { ReplayController } from '../../replay/ReplayController';
import { command } from '../../state/commands';
import { useSession, useSignal } from '../../state/hooks';
import { IconButton } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Menu, type MenuItem } from '../../ui/Menu';

/** Back, play, on, and how fast. */
export function Transport({ replay }: { replay: ReplayController }) {
  const session = useSession();
  const direction = useSignal(replay.direction);
  const speed = useSignal(replay.speed);
  const disabled = replay.timeline.length === 0;
  const text = speedText(speed);
  const items: MenuItem[] = [...FACTORS.map((factor) => ({ factor })), ...FITS.map((fit) => ({ fit }))].map(
    (choice) => {
      const label = speedText(choice);
      return { id: label, label, checked: label === text, onSelect: () => replay.choose(choice) };
    },
  );
  const playing = direction !== 0;
  return (
    <div className="replay-transport" role="toolbar" aria-label={t('Playing')}>
      <Key id="replay.previous" icon="step-back" disabled={disabled} shown="←" />
      <button
        type="button"
        className="replay-play"
        aria-label={playing ? t('Pause') : t('Play')}
        data-tip-place="above"
        data-tip={`${playing ? t('Pause') : t('Play')}  Space`}
        disabled={disabled}
        onClick={() => command('replay.play').run(session)}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <Key id="replay.next" icon="step-on" disabled={disabled} shown="→" />
      <Menu
        label={t('Speed: {speed}', { speed: text })}
        text={`${direction < 0 ? '−' : ''}${text}`}
        items={items}
        above
        disabled={disabled}
      />
    </div>
  );
}

function Key({ id, icon, disabled, shown }: { id: string; icon: IconName; disabled: boolean; shown: string }) {
  const session = useSession();
  const tool = command(id);
  return (
    <IconButton
      icon={icon}
      label={t(tool.label)}
      shortcut={shown}
      tip="above"
      disabled={disabled}
      onClick={() => tool.run(session)}
    />
  );
}
