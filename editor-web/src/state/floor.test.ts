import { expect, it } from 'vitest';
import type { Engine, NodeInfo } from '../engine/EngineHost';
import { depthOf, dropToFloor, lowest } from './floor';

const HALF = Math.SQRT1_2;

function node(id: string, more: Partial<NodeInfo>): NodeInfo {
  const usual = { id, parent: '', index: 0, primitive: null, parameters: {}, position: [0, 0, 0] };
  return { ...usual, rotation: [0, 0, 0, 1], scale: [1, 1, 1], ...more } as NodeInfo;
}

function engine(...nodes: NodeInfo[]): Engine {
  const all = new Map(nodes.map((each) => [each.id, each]));
  const fake = {
    node: (id: string) => all.get(id) ?? null,
    read: ([top]: string[]) =>
      JSON.stringify(
        nodes.filter(({ id, parent }) => id === top || parent === top).map(({ id, parent }) => ({ node: id, parent })),
      ),
    setPosition: (id: string, ...position: [number, number, number]) => {
      all.set(id, { ...(all.get(id) as NodeInfo), position });
    },
    beginStep: () => {},
    endStep: () => {},
  };
  return fake as unknown as Engine;
}

it.each([
  ['box', { width: 2, height: 4, depth: 6 }, 2],
  ['sphere', { radius: 0.7 }, 0.7],
  ['plane', { width: 2, depth: 2 }, 0],
  ['cylinder', { radius: 3, height: 4 }, 2],
  ['cone', { radius: 3, height: 4 }, 2],
  ['torus', { radius: 3, tube: 0.5 }, 0.5],
  ['capsule', { radius: 1, height: 4 }, 2],
  [null, {}, null],
])('[W123] %s upright reaches down as far as it is', (primitive, size, depth) => {
  expect(depthOf(primitive, size, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])).toBe(depth);
});

it('[W123] what lies on its side reaches down by its radius, what stands on its tip by its height', () => {
  const lying = node('a', {
    primitive: 'cylinder',
    parameters: { radius: 3, height: 4 },
    rotation: [HALF, 0, 0, HALF],
  });
  expect(lowest(engine(lying), 'a')).toBeCloseTo(-3, 9);
  const onTip = node('a', { primitive: 'cone', parameters: { radius: 3, height: 4 }, rotation: [1, 0, 0, 0] });
  expect(lowest(engine(onTip), 'a')).toBeCloseTo(-2, 9);
});

it('[W123] a group stands on the floor with the lowest of what is in it, below a parent that is turned and scaled, too', () => {
  const table = node('table', { position: [5, 3, 0], rotation: [HALF, 0, 0, HALF], scale: [2, 2, 2] });
  const ball = node('ball', { parent: 'table', primitive: 'sphere', parameters: { radius: 0.5 }, position: [1, 1, 1] });
  const scene = engine(table, ball);
  expect(lowest(scene, 'ball')).toBeCloseTo(0, 9);
  dropToFloor(scene, ['table']);
  expect(scene.node('table')?.position[1]).toBeCloseTo(3 - lowest(engine(table, ball), 'table'), 9);
  expect(lowest(scene, 'table')).toBeCloseTo(0, 9);
  const high = engine(table, { ...ball, position: [1, 1, -4] });
  dropToFloor(high, ['ball']);
  expect(lowest(high, 'ball')).toBeCloseTo(0, 9);
  expect(high.node('ball')?.position.slice(0, 2).map(Math.round)).toEqual([1, 1]);
});
