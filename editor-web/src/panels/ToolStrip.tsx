import { command } from '../state/commands';
import { useSession, useSignal } from '../state/hooks';
import { TOOLS } from '../state/toolCommands';
import { IconButton } from '../ui/Button';

/** Which handles what is selected has in the viewport: none, to move, to rotate or to scale it, and along whose axes. */
export function ToolStrip({ disabled }: { disabled: boolean }) {
  const session = useSession();
  const chosen = useSignal(session.tool);
  return (
    <fieldset className="tool-strip" disabled={disabled} aria-label="What a drag does">
      {TOOLS.map(({ tool, label, key }) => (
        <IconButton
          key={tool}
          icon={tool}
          label={label}
          shortcut={key}
          pressed={chosen.tool === tool}
          onClick={() => command(`tool.${tool}`).run(session)}
        />
      ))}
      <span className="top-bar-line" />
      <IconButton
        icon="axes"
        label={chosen.space === 'world' ? 'Axes of the world' : 'Axes of the object'}
        shortcut="X"
        pressed={chosen.space === 'local'}
        onClick={() => command('tool.space').run(session)}
      />
      <IconButton
        icon="magnet"
        label="Snap to the grid"
        shortcut="Shift+S"
        pressed={chosen.snapping}
        onClick={() => command('tool.snap').run(session)}
      />
    </fieldset>
  );
}
