import { COMMANDS, command, sheetOpen } from '../state/commands';
import { type Engine, type SceneInfo, useEngine, useSession, useSignal } from '../state/hooks';
import { layout, type ThemeChoice, theme } from '../state/preferences';
import { IconButton } from '../ui/Button';
import type { IconName } from '../ui/Icon';
import { Menu, type MenuItem } from '../ui/Menu';
import { TextField } from '../ui/TextField';
import { People } from './People';
import { StateChip } from './StateChip';
import { ToolStrip } from './ToolStrip';
import { ViewMenu } from './ViewMenu';

const TOPICS = ['scene'] as const;
const TOOL_TOPICS = ['tool'] as const;
const canUndo = (engine: Engine): boolean => engine.canUndo();
const canRedo = (engine: Engine): boolean => engine.canRedo();
const NOTHING: SceneInfo = { name: '', background: [0, 0, 0], nodes: 0 };
const sceneInfo = (engine: Engine): SceneInfo => engine.sceneInfo();

const THEMES: readonly { id: ThemeChoice; label: string; icon: IconName }[] = [
  { id: 'system', label: 'System', icon: 'system' },
  { id: 'dark', label: 'Dark', icon: 'dark' },
  { id: 'light', label: 'Light', icon: 'light' },
];

/** Name and state of the scene, what can be added, and who is here. */
export function TopBar() {
  const session = useSession();
  const running = useSignal(session.phase).kind === 'running';
  const scene = useEngine(TOPICS, sceneInfo, NOTHING);
  const undoable = useEngine(TOOL_TOPICS, canUndo, false);
  const redoable = useEngine(TOOL_TOPICS, canRedo, false);
  const shown = useSignal(layout);
  const chosenTheme = useSignal(theme);
  const past = useSignal(session.past);
  const replaying = useSignal(session.replayOpen);
  const editable = running && !past;

  const additions: MenuItem[] = COMMANDS.filter((candidate) => candidate.group === 'Add').map((candidate) => ({
    id: candidate.id,
    label: candidate.label,
    icon: candidate.id.slice('add.'.length) as IconName,
    onSelect: () => candidate.run(session),
  }));

  return (
    <header className="top-bar">
      <div className="top-bar-part">
        <img className="logo" src="/icon.svg" alt="Diorama" width={20} height={20} />
        <h1 className="visually-hidden">{scene.name}</h1>
        <TextField
          name="Name of the scene"
          className="text-field-quiet scene-name"
          value={scene.name === '' ? session.room : scene.name}
          maxLength={80}
          disabled={past}
          onCommit={(name) => session.edit((engine) => engine.setSceneName(name))}
        />
        <StateChip />
      </div>
      <div className="top-bar-part top-bar-middle" role="toolbar" aria-label="Tools">
        <Menu label="Add an object" icon="plus" text="Add" items={additions} disabled={!editable} />
        <span className="top-bar-line" />
        <ToolStrip disabled={!editable} />
        <span className="top-bar-line" />
        <Tool id="edit.undo" icon="undo" disabled={!undoable || past} />
        <Tool id="edit.redo" icon="redo" disabled={!redoable || past} />
        <span className="top-bar-line" />
        <Tool id="view.frame" icon="focus" disabled={!running} />
        <ViewMenu disabled={!running} />
        <Tool id="edit.delete" icon="trash" disabled={!editable} />
      </div>
      <div className="top-bar-part top-bar-end">
        <People />
        <span className="top-bar-line" />
        <IconButton
          icon="history"
          label={command('view.replay').label}
          shortcut={'\\'}
          pressed={replaying}
          disabled={!running}
          onClick={() => command('view.replay').run(session)}
        />
        <IconButton
          icon="panel-left"
          label="Scene tree"
          pressed={shown.treeOpen}
          onClick={() => command('view.tree').run(session)}
        />
        <IconButton
          icon="panel-right"
          label="Inspector"
          pressed={shown.inspectorOpen}
          onClick={() => command('view.inspector').run(session)}
        />
        <Menu
          label="Theme"
          icon={THEMES.find((candidate) => candidate.id === chosenTheme)?.icon ?? 'system'}
          align="right"
          items={THEMES.map((candidate) => ({
            ...candidate,
            checked: candidate.id === chosenTheme,
            onSelect: () => theme.set(candidate.id),
          }))}
        />
        <IconButton
          icon="search"
          label={command('view.commands').label}
          shortcut="Ctrl+K"
          onClick={() => command('view.commands').run(session)}
        />
        <IconButton icon="keyboard" label="Keyboard shortcuts" shortcut="?" onClick={() => sheetOpen.set(true)} />
      </div>
    </header>
  );
}

function Tool({ id, icon, disabled }: { id: string; icon: IconName; disabled: boolean }) {
  const session = useSession();
  const tool = command(id);
  return (
    <IconButton
      icon={icon}
      label={tool.label}
      shortcut={tool.keys[0] ?? ''}
      disabled={disabled}
      onClick={() => tool.run(session)}
    />
  );
}
