import { type ReactNode, useCallback } from 'react';
import { t } from '../i18n/i18n';
import { command } from '../state/commands';
import { type Engine, type NodeInfo, useEngine, useSession, useSignal } from '../state/hooks';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { TextField } from '../ui/TextField';
import { ComponentSection } from './ComponentSection';
import { MaterialSection } from './MaterialSection';
import { iconOf } from './nodeIcon';
import { SceneSection } from './SceneSection';
import { ShapeSection } from './ShapeSection';
import { TransformSection } from './TransformSection';

const SELECTION_TOPICS = ['selection', 'tree'] as const;
const NODE_TOPICS = ['node', 'selection', 'tree'] as const;
const NO_IDS: readonly string[] = [];
const NO_NODES: readonly NodeInfo[] = [];
const selectedIds = (engine: Engine): readonly string[] => engine.selection();

/** What is selected, as names and numbers; the scene itself when nothing is. */
export function InspectorPanel() {
  const selection = useEngine(SELECTION_TOPICS, selectedIds, NO_IDS);
  const session = useSession();
  const running = useSignal(session.phase).kind === 'running';
  const reason = useSignal(session.locked);
  const [first] = selection;
  return (
    <aside className="panel panel-inspector" aria-label={t('Inspector')}>
      {reason !== null && (
        <p id="locked-reason" className="read-only">
          <Icon name="lock" size={14} />
          {t(reason)}
        </p>
      )}
      {running && first === undefined && (
        <Fields>
          <SceneSection />
        </Fields>
      )}
      {first !== undefined && <Selected key={selection.length === 1 ? first : 'many'} ids={selection} />}
    </aside>
  );
}

/** With more of them than this only what can be done to all is shown: to read all of their numbers would take too long. */
const READ_AT_MOST = 500;

function Selected({ ids }: { ids: readonly string[] }) {
  const nodes = useEngine<readonly NodeInfo[]>(
    NODE_TOPICS,
    useCallback(
      (engine: Engine) =>
        ids.length > READ_AT_MOST
          ? []
          : ids.map((id) => engine.node(id)).filter((node): node is NodeInfo => node !== null),
      [ids],
    ),
    NO_NODES,
  );
  const [first] = nodes;
  if (first === undefined && ids.length <= READ_AT_MOST) {
    return null;
  }
  return (
    <>
      {first !== undefined && nodes.length === 1 ? <NameHead node={first} /> : <CountHead count={ids.length} />}
      <div className="panel-body scroll">
        {first !== undefined && (
          <Fields>
            <TransformSection nodes={nodes} />
            <ShapeSection nodes={nodes} />
            <ComponentSection nodes={nodes} />
            <MaterialSection nodes={nodes} />
          </Fields>
        )}
        <SelectionActions />
      </div>
    </>
  );
}

function NameHead({ node }: { node: NodeInfo }) {
  const session = useSession();
  return (
    <header className="panel-head inspector-head">
      <span className="inspector-icon">
        <Icon name={iconOf(node.kind, node.primitive)} />
      </span>
      <Fields>
        <TextField
          name={t('Name')}
          className="text-field-quiet"
          value={node.name}
          onCommit={(name) => session.edit((engine) => engine.rename(node.id, name))}
        />
      </Fields>
    </header>
  );
}

function CountHead({ count }: { count: number }) {
  return (
    <header className="panel-head">
      <h2>{t('{count} objects', { count })}</h2>
    </header>
  );
}

/** Fields that cannot be changed while the past is shown. */
function Fields({ children }: { children: ReactNode }) {
  const locked = useSignal(useSession().locked) !== null;
  return (
    <fieldset className="fields" disabled={locked} {...(locked ? { 'aria-describedby': 'locked-reason' } : {})}>
      {children}
    </fieldset>
  );
}

function SelectionActions() {
  const session = useSession();
  const reason = useSignal(session.locked);
  return (
    <section className="section section-actions">
      <Button icon="focus" onClick={() => command('view.frame').run(session)}>
        {t('Frame')}
      </Button>
      <Button icon="copy" disabled={reason !== null} onClick={() => command('edit.duplicate').run(session)}>
        {t('Duplicate')}
      </Button>
      <Button icon="group" disabled={reason !== null} onClick={() => command('edit.group').run(session)}>
        {t('Group')}
      </Button>
      <Button icon="trash" disabled={reason !== null} onClick={() => command('edit.delete').run(session)}>
        {t('Delete')}
      </Button>
    </section>
  );
}
