import { type DragEvent, type RefObject, useCallback, useState } from 'react';
import { LAST, topmost } from '../state/document';
import type { EditorSession, Engine, TreeRow } from '../state/hooks';
import { moveInto } from '../state/moves';

/** Where dragged rows would go. */
export interface Drop {
  /** Row that the pointer is over. */
  readonly row: number;
  readonly depth: number;
  readonly zone: 'before' | 'into' | 'after';
  readonly parent: string;
  readonly index: number;
}

/** Parts of a row that mean "before it" and "after it"; the rest means "into it". */
const EDGE = 0.28;

interface TreeDrop {
  readonly drop: Drop | null;
  readonly handlers: {
    onDragStart(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
    onDragEnd(): void;
  };
}

/** Dragging rows of the tree to another place in it: what is selected if the row is, else the row alone. */
export function useTreeDrop(
  session: EditorSession,
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
): TreeDrop {
  const [drop, setDrop] = useState<Drop | null>(null);
  const [moved, setMoved] = useState<readonly string[]>([]);

  const end = useCallback(() => {
    setDrop(null);
    setMoved([]);
  }, []);

  function onDragStart(event: DragEvent): void {
    const engine = session.engine;
    const id = event.target instanceof HTMLElement ? event.target.dataset.node : undefined;
    if (engine === null || id === undefined) {
      return;
    }
    const reason = session.locked.get();
    if (reason !== null) {
      event.preventDefault();
      session.tell(reason);
      return;
    }
    if (!engine.selection().includes(id)) {
      engine.setSelection([id]);
    }
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/x-diorama-nodes', id);
    setMoved(topmost(engine, engine.selection()));
  }

  function place(event: DragEvent): Drop | null {
    const element = scroller.current;
    const engine = session.engine;
    if (element === null || engine === null || moved.length === 0) {
      return null;
    }
    const y = event.clientY - element.getBoundingClientRect().top + element.scrollTop - element.clientTop;
    const at = Math.floor(y / rowHeight);
    const row = engine.treeRows(Math.min(at, Math.max(0, engine.treeRowCount() - 1)), 1)[0];
    if (row === undefined) {
      return null;
    }
    const within = at >= engine.treeRowCount() ? 1 : y / rowHeight - at;
    const found = dropOn(engine, row, Math.min(at, engine.treeRowCount() - 1), within);
    return isBelow(engine, found.parent, moved) ? null : found;
  }

  function onDragOver(event: DragEvent): void {
    const found = place(event);
    setDrop((before) =>
      before?.row === found?.row && before?.zone === found?.zone && before?.parent === found?.parent ? before : found,
    );
    if (found !== null) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    }
  }

  function onDrop(event: DragEvent): void {
    const found = place(event);
    if (found !== null) {
      event.preventDefault();
      session.edit((engine) => {
        const ahead = moved.filter((id) => {
          const node = engine.node(id);
          return node?.parent === found.parent && node.index < found.index;
        }).length;
        moveInto(engine, moved, found.parent, found.index - (found.index === LAST ? 0 : ahead), !event.altKey);
        if (found.zone === 'into') {
          engine.setExpanded(found.parent, true);
        }
      });
    }
    end();
  }

  return {
    drop,
    handlers: { onDragStart, onDragOver, onDrop, onDragEnd: end, onDragLeave: () => setDrop(null) },
  };
}

/** @param within how far down the row the pointer is, from 0 to 1 */
export function dropOn(engine: Engine, row: TreeRow, at: number, within: number): Drop {
  const node = engine.node(row.id);
  const parent = node?.parent ?? '';
  const index = node?.index ?? 0;
  if (within < EDGE) {
    return { row: at, depth: row.depth, zone: 'before', parent, index };
  }
  if (within > 1 - EDGE) {
    // Below an open row is above its first child.
    return row.expandable && row.expanded
      ? { row: at, depth: row.depth + 1, zone: 'after', parent: row.id, index: 0 }
      : { row: at, depth: row.depth, zone: 'after', parent, index: index + 1 };
  }
  return { row: at, depth: row.depth, zone: 'into', parent: row.id, index: LAST };
}

/** Whether a node is one of these or below one of them. */
function isBelow(engine: Engine, id: string, tops: readonly string[]): boolean {
  for (let at = id; at !== ''; at = engine.node(at)?.parent ?? '') {
    if (tops.includes(at)) {
      return true;
    }
  }
  return false;
}
