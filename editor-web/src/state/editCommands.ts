import type { Engine } from '../engine/EngineHost';
import { copySelection, cutSelection, pasteHere } from './clipboard';
import type { Command } from './command';
import { duplicate, group, HIDDEN, LAST, LOCKED, readNodes, setFlag, topmost, ungroup } from './document';
import type { EditorSession } from './EditorSession';
import { dropToFloor } from './floor';
import { moveInto } from './moves';
import { showAgain } from './sight';

/** Does something with what is selected, if anything is. */
function withSelection(session: EditorSession, run: (ids: string[]) => void): void {
  const ids = session.engine?.selection() ?? [];
  if (ids.length > 0) {
    run(ids);
  } else {
    session.tell('Nothing is selected.');
  }
}

/** Hides what is selected, or shows it if all of it is hidden; locking goes the same way. */
function toggle(session: EditorSession, flag: number): void {
  withSelection(session, (ids) =>
    session.edit((engine) => {
      const on = !ids.every((id) => ((engine.node(id)?.flags ?? 0) & flag) !== 0);
      setFlag(engine, ids, flag, on);
    }),
  );
}

type Move = (engine: Engine, ids: string[]) => void;

/** Puts what is selected one place further among its siblings. */
function step(engine: Engine, ids: string[], by: 1 | -1): void {
  const node = engine.node((by > 0 ? ids.at(-1) : ids[0]) ?? '');
  if (node === null) {
    return;
  }
  const ahead = ids.filter((id) => {
    const other = engine.node(id);
    return other?.parent === node.parent && other.index < node.index;
  }).length;
  const to = node.index - ahead + by;
  if (to >= 0) {
    engine.moveNodes(ids, node.parent, to, true);
  }
}

/** Puts what is selected behind the group that it is in. */
function moveOut(engine: Engine, ids: string[]): void {
  const above = engine.node(engine.node(ids[0] ?? '')?.parent ?? '');
  if (above !== null) {
    engine.moveNodes(ids, above.parent, above.index + 1, true);
  }
}

/** Puts what is selected into the object before it. */
function moveIn(engine: Engine, ids: string[]): void {
  const [first = ''] = ids;
  const before = siblingBefore(engine, engine.node(first)?.parent ?? '', first);
  if (before !== null) {
    engine.setExpanded(before, true);
    moveInto(engine, ids, before, LAST, true);
  }
}

function moving(session: EditorSession, move: Move): void {
  withSelection(session, (ids) => session.edit((engine) => move(engine, topmost(engine, ids))));
}

/** The row above, at the same depth. */
function siblingBefore(engine: Engine, parent: string, id: string): string | null {
  for (let at = engine.revealInTree(id) - 1; at >= 0; at--) {
    const row = engine.treeRows(at, 1)[0];
    if (row !== undefined && engine.node(row.id)?.parent === parent) {
      return row.id;
    }
    if (row?.id === parent) {
      return null;
    }
  }
  return null;
}

/** What is done to what is selected. */
export const EDIT_COMMANDS: readonly Command[] = [
  {
    id: 'edit.cut',
    label: 'Cut',
    group: 'Edit',
    keys: ['Ctrl+X'],
    edits: true,
    byBrowser: true,
    run: (session) => withSelection(session, () => cutSelection(session)),
  },
  {
    id: 'edit.copy',
    label: 'Copy',
    group: 'Edit',
    keys: ['Ctrl+C'],
    edits: true,
    byBrowser: true,
    run: (session) => withSelection(session, () => copySelection(session)),
  },
  {
    id: 'edit.paste',
    label: 'Paste',
    group: 'Edit',
    keys: ['Ctrl+V'],
    edits: true,
    byBrowser: true,
    run: (session) => pasteHere(session),
  },
  {
    id: 'edit.duplicate',
    label: 'Duplicate',
    group: 'Edit',
    keys: ['Ctrl+D'],
    edits: true,
    run: (session) => withSelection(session, (ids) => session.edit((engine) => duplicate(engine, ids))),
  },
  {
    id: 'edit.group',
    label: 'Group selection',
    group: 'Edit',
    keys: ['Ctrl+G'],
    edits: true,
    run: (session) => withSelection(session, (ids) => session.edit((engine) => group(engine, ids))),
  },
  {
    id: 'edit.ungroup',
    label: 'Ungroup',
    group: 'Edit',
    keys: ['Ctrl+Shift+G'],
    edits: true,
    run: (session) =>
      withSelection(session, (ids) =>
        session.edit((engine) => {
          const groups = ids.filter((id) => engine.node(id)?.kind === 'group');
          if (groups.length > 0) {
            ungroup(engine, groups);
          } else {
            session.tell('No group is selected.');
          }
        }),
      ),
  },
  {
    id: 'edit.hide',
    label: 'Hide or show',
    group: 'Edit',
    keys: ['H'],
    edits: true,
    run: (session) => toggle(session, HIDDEN),
  },
  {
    id: 'edit.floor',
    label: 'Drop to the floor',
    group: 'Edit',
    keys: ['Shift+G'],
    edits: true,
    run: (session) => withSelection(session, (ids) => session.edit((engine) => dropToFloor(engine, ids))),
  },
  {
    id: 'edit.showAll',
    label: 'Show everything',
    group: 'Edit',
    keys: ['Alt+H'],
    edits: true,
    run: (session) =>
      session.edit((engine) => {
        showAgain(session);
        const hidden = readNodes(engine, []).filter((item) => (Number(item.set.v ?? 0) & HIDDEN) !== 0);
        if (hidden.length > 0) {
          setFlag(
            engine,
            hidden.map((item) => item.node),
            HIDDEN,
            false,
          );
        }
      }),
  },
  {
    id: 'edit.lock',
    label: 'Lock or unlock',
    group: 'Edit',
    keys: ['Shift+L'],
    edits: true,
    run: (session) => toggle(session, LOCKED),
  },
  {
    id: 'edit.up',
    label: 'Move up in the tree',
    group: 'Edit',
    keys: ['Alt+ArrowUp'],
    edits: true,
    run: (session) => moving(session, (engine, ids) => step(engine, ids, -1)),
  },
  {
    id: 'edit.down',
    label: 'Move down in the tree',
    group: 'Edit',
    keys: ['Alt+ArrowDown'],
    edits: true,
    run: (session) => moving(session, (engine, ids) => step(engine, ids, 1)),
  },
  {
    id: 'edit.out',
    label: 'Move out of its group',
    group: 'Edit',
    keys: ['Alt+ArrowLeft'],
    edits: true,
    run: (session) => moving(session, moveOut),
  },
  {
    id: 'edit.in',
    label: 'Move into what is above it',
    group: 'Edit',
    keys: ['Alt+ArrowRight'],
    edits: true,
    run: (session) => moving(session, moveIn),
  },
];
