import { type ReactNode, useCallback } from 'react';
import { command } from '../state/commands';
import { type Engine, type NodeInfo, PAST_REASON, useEngine, useSession, useSignal } from '../state/hooks';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { TextField } from '../ui/TextField';
import { iconOf } from './nodeIcon';
import { SceneSection } from './SceneSection';
import { ShapeSection } from './ShapeSection';
import { TransformSection } from './TransformSection';

const SELECTION_TOPICS = ['selection', 'tree'] as const;
const NODE_TOPICS = ['node', 'selection', 'tree'] as const;
const NO_IDS: readonly string[] = [];
const selectedIds = (engine: Engine): readonly string[] => engine.selection();

/** What is selected, as names and numbers; the scene itself when nothing is. */
export function InspectorPanel() {
  const selection = useEngine(SELECTION_TOPICS, selectedIds, NO_IDS);
  const session = useSession();
  const running = useSignal(session.phase).kind === 'running';
  const past = useSignal(session.past);
  const [first] = selection;
  return (
    <aside className="panel panel-inspector" aria-label="Inspector">
      {past && (
        <p id="past-reason" className="read-only">
          <Icon name="lock" size={14} />
          {PAST_REASON}
        </p>
      )}
      {running && first === undefined && (
        <Fields>
          <SceneSection />
        </Fields>
      )}
      {first !== undefined && selection.length === 1 && <NodeSections key={first} id={first} />}
      {selection.length > 1 && <ManySection count={selection.length} />}
    </aside>
  );
}

function NodeSections({ id }: { id: string }) {
  const session = useSession();
  const node = useEngine<NodeInfo | null>(
    NODE_TOPICS,
    useCallback((engine: Engine) => engine.node(id), [id]),
    null,
  );
  if (node === null) {
    return null;
  }
  return (
    <>
      <header className="panel-head inspector-head">
        <span className="inspector-icon">
          <Icon name={iconOf(node.kind, node.primitive)} />
        </span>
        <Fields>
          <TextField
            name="Name"
            className="text-field-quiet"
            value={node.name}
            onCommit={(name) => session.edit((engine) => engine.rename(id, name))}
          />
        </Fields>
      </header>
      <div className="panel-body scroll">
        <Fields>
          <TransformSection node={node} />
          <ShapeSection node={node} />
        </Fields>
        <SelectionActions />
      </div>
    </>
  );
}

function ManySection({ count }: { count: number }) {
  return (
    <>
      <header className="panel-head">
        <h2>{count.toLocaleString()} objects</h2>
      </header>
      <div className="panel-body scroll">
        <p className="section hint-text">
          Select one object to see its numbers. Drag the arrows in the viewport to move all of them.
        </p>
        <SelectionActions />
      </div>
    </>
  );
}

/** Fields that cannot be changed while the past is shown. */
function Fields({ children }: { children: ReactNode }) {
  const past = useSignal(useSession().past);
  return (
    <fieldset className="fields" disabled={past} {...(past ? { 'aria-describedby': 'past-reason' } : {})}>
      {children}
    </fieldset>
  );
}

function SelectionActions() {
  const session = useSession();
  const past = useSignal(session.past);
  return (
    <section className="section section-actions">
      <Button icon="focus" onClick={() => command('view.frame').run(session)}>
        Frame
      </Button>
      <Button icon="trash" disabled={past} onClick={() => command('edit.delete').run(session)}>
        Delete
      </Button>
    </section>
  );
}
