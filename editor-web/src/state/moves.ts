import type { Engine } from '../engine/EngineHost';
import { t } from '../i18n/i18n';
import type { EditorSession } from './EditorSession';

/** A node that this person put into another one. */
interface Move {
  readonly id: string;
  readonly parent: string;
}

/** Older ones are not watched over. */
const MOST = 100;

let made: Move[] = [];

/** Puts nodes into another one, and remembers it until it is known whether that lasts. */
export function moveInto(engine: Engine, ids: readonly string[], parent: string, index: number, keep: boolean): void {
  engine.moveNodes([...ids], parent, index, keep);
  const others = made.filter(({ id }) => !ids.includes(id));
  made = parent === '' ? others : [...others, ...ids.map((id) => ({ id, parent }))].slice(-MOST);
}

/** Says which move was not taken where two people have put two things into each other. */
export function watchMoves(session: EditorSession): void {
  session.topics.subscribe(['tree'], () => {
    const { engine } = session;
    if (engine === null || made.length === 0 || session.past.get()) {
      return;
    }
    const undone = made.filter(({ id, parent }) => engine.node(id)?.parent !== parent);
    made = made.filter((move) => !undone.includes(move));
    for (const { id, parent } of undone) {
      if (isInside(engine, parent, id)) {
        session.tell(notTaken(engine, id, parent), { label: 'Show it', run: () => engine.setSelection([id]) });
      }
    }
  });
}

function notTaken(engine: Engine, id: string, parent: string): string {
  const name = (node: string): string => engine.node(node)?.name ?? '';
  return t('“{child}” was not moved into “{parent}”: somebody moved that into “{child}” at the same time.', {
    child: name(id),
    parent: name(parent),
  });
}

/** Whether a node is somewhere below another one. */
function isInside(engine: Engine, id: string, above: string): boolean {
  for (let at = engine.node(id)?.parent ?? ''; at !== ''; at = engine.node(at)?.parent ?? '') {
    if (at === above) {
      return true;
    }
  }
  return false;
}
