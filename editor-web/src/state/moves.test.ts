import { beforeEach, expect, it } from 'vitest';
import type { Engine } from '../engine/EngineHost';
import type { EditorSession } from './EditorSession';
import { moveInto, watchMoves } from './moves';
import { Signal } from './signal';
import { Topics } from './topics';

let parents: Record<string, string>;
let told: string[];
let topics: Topics;
let engine: Engine;

beforeEach(() => {
  parents = { one: '', two: '', three: '' };
  told = [];
  topics = new Topics();
  engine = {
    node: (id: string) => (id in parents ? { parent: parents[id], name: id.toUpperCase() } : null),
    moveNodes: (ids: readonly string[], parent: string) => {
      for (const id of ids) {
        parents[id] = parent;
      }
    },
  } as unknown as Engine;
  watchMoves({
    topics,
    engine,
    past: new Signal(false),
    tell: (text: string) => told.push(text),
  } as unknown as EditorSession);
});

function changes(now: Record<string, string>): void {
  parents = now;
  topics.mark(['tree']);
  topics.flush();
}

it('[W104] a move that was not taken is named, once', () => {
  moveInto(engine, ['one'], 'two', 0, true);
  changes({ one: 'two', two: '' });
  expect(told).toEqual([]);
  changes({ one: '', two: 'three', three: 'one' });
  changes({ one: '', two: 'one', three: '' });
  expect(told).toEqual(['“ONE” was not moved into “TWO”: somebody moved that into “ONE” at the same time.']);
});

it('[W104] nothing is said where somebody has moved it on, or deleted it', () => {
  moveInto(engine, ['one'], 'two', 0, true);
  moveInto(engine, ['three'], 'two', 0, true);
  changes({ one: '', two: '' });
  expect(told).toEqual([]);
});
