import { expect, it } from 'vitest';
import { parse } from './clipboardText';

const HEAD = { diorama: 'clipboard', version: 1 };
const BALL = { parent: -1, registers: { k: 'mesh', g: 'sphere', p: [1, 2, 3] } };

it('[W71] reads what was copied', () => {
  const text = JSON.stringify({ ...HEAD, nodes: [BALL, { ...BALL, parent: 0 }], materials: { oak: { n: 'Oak' } } });
  expect(parse(text)?.nodes).toHaveLength(2);
});

it.each([
  'a shopping list',
  '{}',
  'null',
  '7',
  JSON.stringify({ ...HEAD, version: 2, nodes: [BALL] }),
  JSON.stringify({ ...HEAD, nodes: [] }),
  JSON.stringify({ ...HEAD, nodes: 'many' }),
  JSON.stringify({ ...HEAD, nodes: [{ ...BALL, parent: 0 }] }),
  JSON.stringify({ ...HEAD, nodes: [{ ...BALL, parent: -2 }] }),
  JSON.stringify({ ...HEAD, nodes: [{ parent: -1, registers: { '@root': 1 } }] }),
  JSON.stringify({ ...HEAD, nodes: [{ parent: -1, registers: { o: 'a0' } }] }),
  JSON.stringify({ ...HEAD, nodes: [{ parent: -1, registers: [] }] }),
  JSON.stringify({ ...HEAD, nodes: [BALL], materials: { oak: 7 } }),
])('[W71] takes nothing of %s', (text) => {
  expect(parse(text)).toBeNull();
});
