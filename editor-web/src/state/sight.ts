import type { Engine } from '../engine/EngineHost';
import { readNodes } from './document';
import type { EditorSession } from './EditorSession';

/** The uppermost nodes that are neither chosen nor above or below what is. */
export function besides(engine: Engine, chosen: readonly string[]): string[] {
  const kept = new Set(chosen);
  const above = new Set(chosen.flatMap((id) => ancestors(engine, id)));
  const inside = new Set<string>(['']);
  const rest: string[] = [];
  for (const { node, parent } of readNodes(engine, [])) {
    if (!inside.has(parent) || kept.has(node)) {
      continue;
    }
    if (above.has(node)) {
      inside.add(node);
    } else {
      rest.push(node);
    }
  }
  return rest;
}

function ancestors(engine: Engine, id: string): string[] {
  const above: string[] = [];
  for (let node = engine.node(id); node !== null; node = engine.node(node.parent)) {
    above.push(node.parent);
  }
  return above;
}

/** Shows what is selected alone, here; or everything again, if it was alone. */
export function toggleAlone(session: EditorSession): void {
  if (session.alone.get() !== null) {
    showAgain(session);
    return;
  }
  const { engine } = session;
  const ids = engine?.selection() ?? [];
  if (engine === null || ids.length === 0) {
    session.tell('Nothing is selected.');
    return;
  }
  engine.hideHere(besides(engine, ids));
  session.alone.set(ids.length === 1 ? (engine.node(ids[0] ?? '')?.name ?? '') : ids.length);
}

/** Draws everything again. */
export function showAgain(session: EditorSession): void {
  session.engine?.hideHere([]);
  session.alone.set(null);
}
