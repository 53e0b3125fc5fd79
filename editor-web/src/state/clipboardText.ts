import type { Engine } from '../engine/EngineHost';
import {
  LAST,
  type NodeItem,
  newId,
  readMaterials,
  readNodes,
  topmost,
  type Value,
  type Values,
  type Write,
  write,
} from './document';
import { HERE, inWorld, type Place, relativeTo } from './placement';

/*
 * Objects as text, for the system's clipboard: the format of scene-model's Clipboard, version 1. Nodes come parents first; the topmost say where
 * they stand in the world. What comes from a clipboard comes from anybody and is checked before anything is made of it.
 */

const VERSION = 1;
const MOST_NODES = 100_000;
const MOST_KEYS = 256;

interface Copied {
  readonly diorama: 'clipboard';
  readonly version: number;
  readonly nodes: readonly { readonly parent: number; readonly registers: Values }[];
  readonly materials: Readonly<Record<string, Values>>;
}

/** Nodes with all below them and the materials they are made of. */
export function copyNodes(engine: Engine, ids: readonly string[]): string {
  const items: NodeItem[] = [];
  const tops = topmost(engine, ids);
  const materials = readMaterials(engine);
  const named: Record<string, Values> = {};
  const places = new Map<string, number>();
  const nodes = readNodes(engine, tops).map((item, index) => {
    items.push(item);
    places.set(item.node, index);
    const { m } = item.set;
    const material = typeof m === 'string' ? materials[m] : undefined;
    if (typeof m === 'string' && material !== undefined) {
      named[m] = material;
    }
    const top = tops.includes(item.node);
    return {
      parent: top ? -1 : (places.get(item.parent) ?? -1),
      registers: top ? { ...item.set, ...registersOf(inWorld(engine, item.node)) } : item.set,
    };
  });
  const copied: Copied = { diorama: 'clipboard', version: VERSION, nodes, materials: named };
  return JSON.stringify(copied);
}

/** Puts what was copied below a parent, where it stood in the world, and selects it. `false` if the text is something else. */
export function pasteNodes(engine: Engine, text: string, parent: string, index: number): boolean {
  const copied = parse(text);
  if (copied === null) {
    return false;
  }
  const above = parent === '' ? HERE : inWorld(engine, parent);
  const known = readMaterials(engine);
  const items: Write[] = Object.entries(copied.materials)
    .filter(([id]) => known[id] === undefined)
    .map(([material, set]) => ({ material, set }));
  const ids = copied.nodes.map(newId);
  const tops: string[] = [];
  copied.nodes.forEach((each, at) => {
    const node = ids[at] ?? '';
    if (each.parent < 0) {
      tops.push(node);
      const set =
        parent === ''
          ? each.registers
          : { ...each.registers, ...registersOf(relativeTo(above, placeOf(each.registers))) };
      items.push({ node, parent, index, set });
    } else {
      items.push({ node, parent: ids[each.parent] ?? '', index: LAST, set: each.registers });
    }
  });
  write(engine, items);
  engine.setSelection(tops);
  return true;
}

function registersOf({ p, r, s }: Place): Values {
  return { p: p.map(Math.fround), r: r.map(Math.fround), s: s.map(Math.fround) };
}

function placeOf(registers: Values): Place {
  const numbers = <T>(value: Value | undefined, length: number, otherwise: T): T =>
    Array.isArray(value) && value.length === length && value.every((each) => typeof each === 'number')
      ? (value as T)
      : otherwise;
  return {
    p: numbers(registers.p, 3, HERE.p),
    r: numbers(registers.r, 4, HERE.r),
    s: numbers(registers.s, 3, HERE.s),
  };
}

/** What a text holds, `null` if it is not ours, of a later version, or not as we would have written it. */
export function parse(text: string): Copied | null {
  let value: Partial<Copied> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (value?.diorama !== 'clipboard' || value.version !== VERSION || !Array.isArray(value.nodes)) {
    return null;
  }
  const { nodes, materials = {} } = value;
  const sound =
    nodes.length > 0 &&
    nodes.length <= MOST_NODES &&
    nodes.every(
      (each, at) =>
        Number.isInteger(each?.parent) && each.parent >= -1 && each.parent < at && areRegisters(each.registers),
    ) &&
    isObject(materials) &&
    Object.values(materials).every(areRegisters);
  return sound ? { diorama: 'clipboard', version: VERSION, nodes, materials } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys that place a node in the tree are the engine's to write. */
function areRegisters(value: unknown): value is Values {
  return (
    isObject(value) &&
    Object.keys(value).length <= MOST_KEYS &&
    Object.keys(value).every((key) => key !== '' && key !== 'o' && !key.startsWith('@') && key.length <= 64)
  );
}
