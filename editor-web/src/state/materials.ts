import type { Engine, NodeInfo } from '../engine/EngineHost';
import { t } from '../i18n/i18n';
import { asOneStep, newId, readMaterials, readNodes, type Value, type Values, write } from './document';

type Color = readonly [number, number, number];

/** What objects can be made of, as far as it is drawn. Colours are linear. */
export interface Material {
  readonly name: string;
  readonly color: Color;
  readonly metallic: number;
  readonly roughness: number;
  readonly emissive: Color;
  readonly emissiveStrength: number;
  /** What opacity means: nothing, there or not there, or how much is seen through. */
  readonly alpha: Alpha;
  readonly opacity: number;
  /** What is less opaque than this a mask leaves out. */
  readonly cutoff: number;
  readonly doubleSided: boolean;
}

/** How a surface is seen through. */
export type Alpha = 'opaque' | 'mask' | 'blend';

/** As the engine draws a material that says nothing of itself. */
const USUAL: Material = {
  name: 'Material',
  color: [0.8, 0.8, 0.8],
  metallic: 0,
  roughness: 0.5,
  emissive: [0, 0, 0],
  emissiveStrength: 1,
  alpha: 'opaque',
  opacity: 1,
  cutoff: 0.5,
  doubleSided: false,
};

/** As the engine draws shapes without a material. */
const SHAPES: Readonly<Record<string, Partial<Material>>> = {
  box: { color: [0.5711, 0.3231, 0.147], roughness: 0.52 },
  sphere: { color: [0.8963, 0.855, 0.7913], roughness: 0.16 },
  plane: { color: [0.521, 0.5089, 0.4793], roughness: 0.82 },
  cylinder: { color: [0.107, 0.3231, 0.314], roughness: 0.38 },
  cone: { color: [0.807, 0.227, 0.147], roughness: 0.44 },
};

/** A scene's materials by their ids, as they are drawn. */
export function materialsOf(engine: Engine): ReadonlyMap<string, Material> {
  return new Map(
    Object.entries(readMaterials(engine))
      .map(([id, values]) => [id, read(values)] as const)
      .sort(([, a], [, b]) => a.name.localeCompare(b.name)),
  );
}

function read(values: Values): Material {
  return {
    name: typeof values.n === 'string' && values.n !== '' ? values.n : USUAL.name,
    color: color(values.color, USUAL.color),
    metallic: number(values.metallic, USUAL.metallic),
    roughness: number(values.roughness, USUAL.roughness),
    emissive: color(values.emissive, USUAL.emissive),
    emissiveStrength: number(values.emissiveStrength, USUAL.emissiveStrength),
    alpha: values.alpha === 'mask' || values.alpha === 'blend' ? values.alpha : USUAL.alpha,
    opacity: number(values.opacity, USUAL.opacity),
    cutoff: number(values.cutoff, USUAL.cutoff),
    doubleSided: values.doubleSided === true,
  };
}

/** How many objects are made of a material. */
export function usesOf(engine: Engine, material: string): number {
  return readNodes(engine, []).filter(({ set }) => set.m === material).length;
}

function number(value: Value | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function color(value: Value | undefined, otherwise: Color): Color {
  return Array.isArray(value) && value.length >= 3 && value.every((each) => typeof each === 'number')
    ? [Number(value[0]), Number(value[1]), Number(value[2])]
    : otherwise;
}

/** How an object looks: by its material, or as its shape looks without one. */
export function lookOf(node: NodeInfo, materials: ReadonlyMap<string, Material>): Material {
  return node.material === null
    ? { ...USUAL, ...SHAPES[node.primitive ?? ''] }
    : (materials.get(node.material) ?? USUAL);
}

/** The registers of a change, with numbers as the document has them. */
function registers(change: Partial<Material>): Values {
  const { name, ...rest } = change;
  const values: Record<string, Value> = name === undefined ? {} : { n: name };
  for (const [key, value] of Object.entries(rest)) {
    values[key] =
      typeof value === 'number' ? Math.fround(value) : typeof value === 'object' ? value.map(Math.fround) : value;
  }
  return values;
}

/** Changes the materials of some objects; those that have none get one together. */
export function changeMaterials(engine: Engine, ids: readonly string[], key: string, change: Partial<Material>): void {
  const nodes = ids.map((id) => engine.node(id)).filter((node): node is NodeInfo => node?.kind === 'mesh');
  const materials = materialsOf(engine);
  const known = new Set(
    nodes.flatMap(({ material }) => (material !== null && materials.has(material) ? [material] : [])),
  );
  const bare = nodes.filter(({ material }) => material === null || !materials.has(material));
  const [first] = bare;
  asOneStep(engine, key, () => {
    write(engine, [
      ...[...known].map((material) => ({ material, set: registers(change) })),
      ...(first === undefined
        ? []
        : withMaterial(bare, { ...lookOf({ ...first, material: null }, materials), name: first.name, ...change })),
    ]);
  });
}

/** Gives some objects a material of their own, like the one that the first of them has. */
export function copyMaterial(engine: Engine, ids: readonly string[]): void {
  const nodes = ids.map((id) => engine.node(id)).filter((node): node is NodeInfo => node?.kind === 'mesh');
  const [first] = nodes;
  if (first !== undefined) {
    const look = lookOf(first, materialsOf(engine));
    const name = first.material === null ? first.name : t('{name} copy', { name: look.name });
    write(engine, withMaterial(nodes, { ...look, name }));
  }
}

function withMaterial(nodes: readonly NodeInfo[], material: Material) {
  const id = newId();
  return [{ material: id, set: registers(material) }, ...nodes.map(({ id: node }) => ({ node, set: { m: id } }))];
}

/** Makes objects of a material that is there, or of the usual one of their shape. */
export function assignMaterial(engine: Engine, ids: readonly string[], material: string | null): void {
  write(
    engine,
    ids.flatMap((node) => (engine.node(node)?.kind === 'mesh' ? [{ node, set: { m: material } }] : [])),
  );
}
