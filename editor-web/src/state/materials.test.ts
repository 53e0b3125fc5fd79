import { expect, it } from 'vitest';
import type { Engine, NodeInfo } from '../engine/EngineHost';
import { assignMaterial, changeMaterials, lookOf, materialsOf } from './materials';

const BALL = { id: 'ball', kind: 'mesh', primitive: 'sphere', name: 'Ball', material: null } as unknown as NodeInfo;
const CUBE = { ...BALL, id: 'cube', name: 'Cube', primitive: 'box', material: 'oak' } as NodeInfo;

function engine(): { fake: Engine; written: unknown[] } {
  const written: unknown[] = [];
  const fake = {
    node: (id: string) => ({ ball: BALL, cube: CUBE })[id] ?? null,
    materials: () => JSON.stringify({ oak: { n: 'Oak', roughness: 0.5, color: [1, 'x'] } }),
    write: (json: string) => written.push(JSON.parse(json)),
    beginStep: () => {},
    endStep: () => {},
  };
  return { fake: fake as unknown as Engine, written };
}

it('[W77] what a material does not say, or says wrongly, looks as usual', () => {
  const { fake } = engine();
  const oak = materialsOf(fake).get('oak');
  expect(oak).toMatchObject({ name: 'Oak', roughness: 0.5, color: [0.8, 0.8, 0.8], metallic: 0 });
  expect(lookOf(CUBE, materialsOf(fake))).toEqual(oak);
});

it('[W77] a change goes to the material; an object without one gets one of its own look and name', () => {
  const { fake, written } = engine();
  changeMaterials(fake, ['cube', 'ball'], 'key', { metallic: 1 });
  expect(written).toHaveLength(1);
  const [oak, added, given] = written[0] as [object, { material: string; set: object }, { node: string; set: object }];
  expect(oak).toEqual({ material: 'oak', set: { metallic: 1 } });
  expect(added.set).toMatchObject({ n: 'Ball', metallic: 1, roughness: Math.fround(0.16) });
  expect(given).toEqual({ node: 'ball', set: { m: added.material } });
});

it('[W77] the usual look is no material', () => {
  const { fake, written } = engine();
  assignMaterial(fake, ['cube'], null);
  expect(written).toEqual([[{ node: 'cube', set: { m: null } }]]);
});

it('[W126] how a surface is seen through is read, and written as it is; nonsense is opaque', () => {
  const { fake, written } = engine();
  expect(materialsOf(fake).get('oak')).toMatchObject({ alpha: 'opaque', opacity: 1, cutoff: 0.5, doubleSided: false });
  changeMaterials(fake, ['cube'], 'key', { alpha: 'mask', opacity: 0.1, doubleSided: true });
  expect(written[0]).toEqual([
    { material: 'oak', set: { alpha: 'mask', opacity: Math.fround(0.1), doubleSided: true } },
  ]);
  const odd = { ...fake, materials: () => JSON.stringify({ odd: { alpha: 7, opacity: 'x' } }) } as Engine;
  expect(materialsOf(odd).get('odd')).toMatchObject({ alpha: 'opaque', opacity: 1 });
});
