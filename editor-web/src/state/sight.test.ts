import { expect, it } from 'vitest';
import type { Engine } from '../engine/EngineHost';
import { besides } from './sight';

const TREE = [
  ['room', ''],
  ['shelf', 'room'],
  ['book', 'shelf'],
  ['page', 'book'],
  ['vase', 'shelf'],
  ['lamp', 'room'],
  ['bulb', 'lamp'],
  ['tree', ''],
] as const;

const parents = new Map<string, string>(TREE);
const engine = {
  node: (id: string) => (parents.has(id) ? { parent: parents.get(id) } : null),
  read: () => JSON.stringify(TREE.map(([node, parent]) => ({ node, parent, set: {} }))),
} as unknown as Engine;

it.each([
  [['book'], ['vase', 'lamp', 'tree']],
  [
    ['book', 'bulb'],
    ['vase', 'tree'],
  ],
  [
    ['shelf', 'page'],
    ['lamp', 'tree'],
  ],
  [['room'], ['tree']],
  [['room', 'tree'], []],
])('[W122] beside %j there are %j, whose insides need not be named', (chosen, rest) => {
  expect(besides(engine, chosen)).toEqual(rest);
});
