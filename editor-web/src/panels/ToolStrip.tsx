import { t } from '../i18n/i18n';
import { command } from '../state/commands';
import { useSession, useShortcuts, useSignal } from '../state/hooks';
import { TOOLS } from '../state/toolCommands';
import { IconButton } from '../ui/Button';

/** Which handles what is selected has in the viewport: none, to move, to rotate or to scale it, and along whose axes. */
export function ToolStrip({ disabled }: { disabled: boolean }) {
  const session = useSession();
  const chosen = useSignal(session.tool);
  const keysOf = useShortcuts();
  return (
    <fieldset className="tool-strip" disabled={disabled} aria-label={t('What a drag does')}>
      {TOOLS.map(({ tool, label }) => (
        <IconButton
          key={tool}
          icon={tool}
          label={t(label)}
          shortcut={keysOf(command(`tool.${tool}`))[0]}
          pressed={chosen.tool === tool}
          onClick={() => command(`tool.${tool}`).run(session)}
        />
      ))}
      <span className="top-bar-line" />
      <IconButton
        icon="axes"
        label={chosen.space === 'world' ? t('Axes of the world') : t('Axes of the object')}
        shortcut={keysOf(command('tool.space'))[0]}
        pressed={chosen.space === 'local'}
        onClick={() => command('tool.space').run(session)}
      />
      <IconButton
        icon="magnet"
        label={t('Snap to the grid')}
        shortcut={keysOf(command('tool.snap'))[0]}
        pressed={chosen.snapping}
        onClick={() => command('tool.snap').run(session)}
      />
    </fieldset>
  );
}
