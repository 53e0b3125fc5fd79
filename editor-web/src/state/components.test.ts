import { expect, it } from 'vitest';
import type { Engine } from '../engine/EngineHost';
import { changeComponents, componentOf, readComponents } from './components';

function engine(registers: Record<string, unknown>): { fake: Engine; written: unknown[] } {
  const written: unknown[] = [];
  const fake = {
    read: (ids: string[]) =>
      JSON.stringify(
        ids.filter((id) => id in registers).map((node) => ({ node, parent: '', set: { 'c:light': registers[node] } })),
      ),
    write: (json: string) => written.push(...JSON.parse(json)),
    beginStep: () => {},
    endStep: () => {},
  };
  return { fake: fake as unknown as Engine, written };
}

it('[W131] what a light or camera does not say, or says wrongly, is usual', () => {
  expect(componentOf('c:light', undefined)).toMatchObject({ type: 'point', intensity: 100, range: 0, shadow: true });
  expect(componentOf('c:light', { type: 'laser', intensity: '9', color: [1, 'x', 0], range: 4 })).toMatchObject({
    type: 'point',
    intensity: 100,
    color: [1, 1, 1],
    range: 4,
  });
  expect(componentOf('c:camera', [1, 2])).toMatchObject({ orthographic: false, near: 0.1, far: 1000 });
});

it('[W131] a change of one field leaves the others as each object has them, also those that are not known here', () => {
  const { fake, written } = engine({ a: { type: 'spot', glare: 3 }, b: { type: 'point', color: [1, 0, 0] } });
  changeComponents(fake, ['a', 'gone', 'b'], 'c:light', 'step', () => ({ intensity: 0.1 }));
  expect(written).toEqual([
    { node: 'a', set: { 'c:light': { type: 'spot', glare: 3, intensity: Math.fround(0.1) } } },
    { node: 'b', set: { 'c:light': { type: 'point', color: [1, 0, 0], intensity: Math.fround(0.1) } } },
  ]);
  expect(readComponents(fake, ['a'], 'c:light')[0]).toMatchObject({ type: 'spot', glare: 3 });
});

it('[W131] the full light of a cone is never wider than the cone', () => {
  const { fake, written } = engine({ a: { type: 'spot', inner: 0.5, outer: 1 } });
  changeComponents(fake, ['a'], 'c:light', 'step', () => ({ outer: 0.25 }));
  expect(written).toEqual([{ node: 'a', set: { 'c:light': { type: 'spot', inner: 0.25, outer: 0.25 } } }]);
});
