import type { Engine } from '../engine/EngineHost';

/** What a register of the document can hold. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Values = Readonly<Record<string, Value>>;

/** A node as the document has it; those of a list come parents first. */
export interface NodeItem {
  readonly node: string;
  readonly parent: string;
  readonly set: Values;
}

/** One thing to write: to a node or material that is there, or a new one. */
export type Write =
  | { readonly node: string; readonly set: Values }
  | { readonly node: string; readonly parent: string; readonly index: number; readonly set: Values }
  | { readonly material: string; readonly set: Values };

/** More than any tree has children; the engine counts in 32 bits. */
export const LAST = 0x7fffffff;

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An id that nobody else makes: 22 letters of which each is one of 62, so 131 bits by chance. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(22));
  return Array.from(bytes, (each) => LETTERS[each % LETTERS.length]).join('');
}

/** Nodes with all below them, each before its children. */
export function readNodes(engine: Engine, ids: readonly string[]): NodeItem[] {
  return JSON.parse(engine.read([...ids])) as NodeItem[];
}

/** The values of the scene's materials by their ids. */
export function readMaterials(engine: Engine): Readonly<Record<string, Values>> {
  return JSON.parse(engine.materials()) as Record<string, Values>;
}

/** Writes all of it in one transaction. */
export function write(engine: Engine, items: readonly Write[]): void {
  engine.write(JSON.stringify(items));
}

/** Runs edits that are one step of undo; the one before belongs to it, too, if it has the same key and was just now. */
export function asOneStep(engine: Engine, key: string, edits: () => void): void {
  engine.beginStep(key);
  try {
    edits();
  } finally {
    engine.endStep();
  }
}

/** Those of the nodes that are not below others of them, in the order of the tree. */
export function topmost(engine: Engine, ids: readonly string[]): string[] {
  const chosen = new Set(ids);
  const paths = new Map<string, readonly number[]>();
  for (const id of chosen) {
    const path: number[] = [];
    let inside = false;
    for (let node = engine.node(id); node !== null; node = engine.node(node.parent)) {
      path.unshift(node.index);
      inside ||= node.id !== id && chosen.has(node.id);
    }
    if (path.length > 0 && !inside) {
      paths.set(id, path);
    }
  }
  return [...paths].sort(([, a], [, b]) => comparePaths(a, b)).map(([id]) => id);
}

function comparePaths(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((each, depth) => each !== b[depth]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** Copies nodes with all below them, each copy right behind its original, and selects the copies. */
export function duplicate(engine: Engine, ids: readonly string[]): void {
  const items: Write[] = [];
  const copies: string[] = [];
  for (const top of topmost(engine, ids)) {
    const copyOf = new Map<string, string>();
    for (const item of readNodes(engine, [top])) {
      const copy = newId();
      copyOf.set(item.node, copy);
      if (item.node === top) {
        copies.push(copy);
        const behind = (engine.node(top)?.index ?? LAST) + 1;
        items.push({ node: copy, parent: item.parent, index: behind, set: item.set });
      } else {
        items.push({ node: copy, parent: copyOf.get(item.parent) ?? '', index: LAST, set: item.set });
      }
    }
  }
  write(engine, items);
  engine.setSelection(copies);
}

/** Puts nodes into a new group below their nearest common parent, where the first of them stood, and selects it. */
export function group(engine: Engine, ids: readonly string[]): void {
  const tops = topmost(engine, ids);
  const paths = tops.map((id) => ancestors(engine, id));
  const parent = paths[0]?.find((candidate) => paths.every((path) => path.includes(candidate))) ?? '';
  let first = tops[0] ?? '';
  for (
    let above = engine.node(first)?.parent;
    above !== undefined && above !== parent;
    above = engine.node(first)?.parent
  ) {
    first = above;
  }
  const id = newId();
  asOneStep(engine, '', () => {
    write(engine, [{ node: id, parent, index: engine.node(first)?.index ?? LAST, set: { k: 'group', n: 'Group' } }]);
    engine.moveNodes(tops, id, 0, true);
  });
  engine.setExpanded(id, true);
  engine.setSelection([id]);
}

/** The nodes above, the nearest first, the root (`''`) last. */
function ancestors(engine: Engine, id: string): string[] {
  const above: string[] = [];
  for (let node = engine.node(id); node !== null; node = engine.node(node.parent)) {
    above.push(node.parent);
  }
  return above;
}

/** Puts what is in groups in their place, deletes the groups, and selects what was in them. */
export function ungroup(engine: Engine, groups: readonly string[]): void {
  const freed: string[] = [];
  asOneStep(engine, '', () => {
    for (const id of [...topmost(engine, groups)].reverse()) {
      const above = engine.node(id);
      if (above !== null) {
        const inside = readNodes(engine, [id])
          .filter((item) => item.parent === id)
          .map((item) => item.node);
        engine.moveNodes(inside, above.parent, above.index, true);
        freed.unshift(...inside);
      }
    }
    engine.setSelection([...groups]);
    engine.deleteSelection();
  });
  engine.setSelection(freed);
}

/** Bits of a node's flags. */
export const HIDDEN = 1;
export const LOCKED = 2;

/** Sets or clears a flag of nodes. */
export function setFlag(engine: Engine, ids: readonly string[], flag: number, on: boolean): void {
  write(
    engine,
    ids.map((node) => {
      const flags = engine.node(node)?.flags ?? 0;
      return { node, set: { v: on ? flags | flag : flags & ~flag } };
    }),
  );
}
