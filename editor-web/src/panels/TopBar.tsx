import { t } from '../i18n/i18n';
import { COMMANDS, command } from '../state/commands';
import { type Engine, type SceneInfo, useEngine, useSession, useShortcuts, useSignal } from '../state/hooks';
import { layout } from '../state/preferences';
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

/** Name and state of the scene, what can be added, and who is here. */
export function TopBar() {
  const session = useSession();
  const running = useSignal(session.phase).kind === 'running';
  const scene = useEngine(TOPICS, sceneInfo, NOTHING);
  const undoable = useEngine(TOOL_TOPICS, canUndo, false);
  const redoable = useEngine(TOOL_TOPICS, canRedo, false);
  const shown = useSignal(layout);
  const keysOf = useShortcuts();
  const locked = useSignal(session.locked) !== null;
  const editing = session.mode === 'edit';
  const replaying = useSignal(session.replayOpen);
  const editable = running && !locked;

  const additions: MenuItem[] = COMMANDS.filter((candidate) => candidate.group === 'Add').map((candidate) => ({
    id: candidate.id,
    label: t(candidate.label),
    icon: candidate.id.slice('add.'.length) as IconName,
    onSelect: () => candidate.run(session),
  }));

  return (
    <header className="top-bar">
      <div className="top-bar-part">
        <img className="logo" src="/icon.svg" alt="Diorama" width={20} height={20} />
        <h1 className="visually-hidden">{scene.name}</h1>
        <TextField
          name={t('Name of the scene')}
          className="text-field-quiet scene-name"
          value={scene.name === '' ? session.room : scene.name}
          maxLength={80}
          disabled={locked}
          onCommit={(name) => session.edit((engine) => engine.setSceneName(name))}
        />
        <StateChip />
      </div>
      <div className="top-bar-part top-bar-middle" role="toolbar" aria-label={t('Tools')}>
        {editing && (
          <>
            <Menu label={t('Add an object')} icon="plus" text={t('Add')} items={additions} disabled={!editable} />
            <span className="top-bar-line" />
            <ToolStrip disabled={!editable} />
            <span className="top-bar-line" />
            <Tool id="edit.undo" icon="undo" disabled={!undoable || locked} />
            <Tool id="edit.redo" icon="redo" disabled={!redoable || locked} />
            <span className="top-bar-line" />
          </>
        )}
        <Tool id="view.frame" icon="focus" disabled={!running} />
        <ViewMenu disabled={!running} />
        {editing && <Tool id="edit.delete" icon="trash" disabled={!editable} />}
      </div>
      <div className="top-bar-part top-bar-end">
        <People />
        <span className="top-bar-line" />
        <IconButton
          icon="history"
          label={t(command('view.replay').label)}
          shortcut={keysOf(command('view.replay'))[0]}
          pressed={replaying}
          disabled={!running}
          onClick={() => command('view.replay').run(session)}
        />
        <IconButton
          icon="panel-left"
          label={t('Scene tree')}
          pressed={shown.treeOpen}
          onClick={() => command('view.tree').run(session)}
        />
        <IconButton
          icon="panel-right"
          label={t('Inspector')}
          pressed={shown.inspectorOpen}
          onClick={() => command('view.inspector').run(session)}
        />
        <IconButton
          icon="search"
          label={t(command('view.commands').label)}
          shortcut={keysOf(command('view.commands'))[0]}
          onClick={() => command('view.commands').run(session)}
        />
        <IconButton
          icon="settings"
          label={t('Settings')}
          shortcut={keysOf(command('settings.open'))[0]}
          onClick={() => command('settings.open').run(session)}
        />
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
      label={t(tool.label)}
      shortcut={useShortcuts()(tool)[0]}
      disabled={disabled}
      onClick={() => tool.run(session)}
    />
  );
}
