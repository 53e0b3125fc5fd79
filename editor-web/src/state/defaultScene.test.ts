import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { DEFAULT_SCENE } from './defaultScene';

type Value = number | string | readonly number[] | { readonly [field: string]: number };
type Values = Readonly<Record<string, Value>>;

const MATERIALS: Readonly<Record<string, Values>> = {
  'default-plaster': { n: 'Plaster', color: [0.62, 0.6, 0.57], roughness: 0.9 },
  'default-ceramic': { n: 'Ceramic', color: [0.9, 0.86, 0.79], roughness: 0.14 },
  'default-oak': { n: 'Oak', color: [0.5, 0.27, 0.11], roughness: 0.5 },
  'default-metal': { n: 'Rough metal', color: [0.86, 0.62, 0.34], metallic: 1, roughness: 0.5 },
  'default-glass': { n: 'Glass', color: [0.55, 0.85, 0.86], opacity: 0.34, alpha: 'blend', roughness: 0.06 },
  'default-coral': { n: 'Coral', color: [0.78, 0.2, 0.12], roughness: 0.42 },
  'default-lamp': { n: 'Warm glow', color: [1, 0.75, 0.45], emissive: [1, 0.62, 0.26], emissiveStrength: 2.2 },
};

/** Quaternion about +Y. */
const about = (degrees: number): readonly number[] => {
  const half = (degrees * Math.PI) / 360;
  return [0, Math.fround(Math.sin(half)), 0, Math.fround(Math.cos(half))];
};

const NODES: readonly (Values & { id: string; parent: string })[] = [
  { id: 'default-still-life', parent: '', k: 'group', n: 'Still life' },
  shape('default-plinth', 'Plinth', 'cylinder', 'plaster', [0, 0.06, 0], { 'g.radius': 2.3, 'g.height': 0.12 }),
  shape('default-ball', 'Ceramic ball', 'sphere', 'ceramic', [-0.55, 0.77, 0.25], { 'g.radius': 0.65 }),
  shape('default-cube', 'Oak cube', 'box', 'oak', [0.78, 0.52, -0.3], {
    r: about(28),
    'g.width': 0.8,
    'g.height': 0.8,
    'g.depth': 0.8,
  }),
  shape('default-capsule', 'Glass capsule', 'capsule', 'glass', [-0.4, 0.62, 1.15], {
    'g.radius': 0.22,
    'g.height': 1,
  }),
  shape('default-cone', 'Coral cone', 'cone', 'coral', [0.86, 1.22, -0.32], { 'g.radius': 0.3, 'g.height': 0.6 }),
  shape('default-torus', 'Metal torus', 'torus', 'metal', [0.55, 0.25, 0.95], { 'g.radius': 0.43, 'g.tube': 0.13 }),
  shape('default-pearl', 'Glowing pearl', 'sphere', 'lamp', [0.55, 0.3, 0.95], { 'g.radius': 0.18 }),
  {
    id: 'default-camera',
    parent: '',
    k: 'camera',
    n: 'Scene camera',
    ...lookingAt([0.1, 0.72, 0], { yaw: -24, pitch: 14, distance: 8.2 }),
    'c:camera': { fov: (30 * Math.PI) / 180 },
  },
];

/** Stands so far from a point, so many degrees about +Y and above the ground, and looks at it. */
function lookingAt(
  [x, y, z]: readonly [number, number, number],
  { yaw, pitch, distance }: { yaw: number; pitch: number; distance: number },
) {
  const [a, b] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  const across = distance * Math.cos(b);
  return {
    p: [x + across * Math.sin(a), y + distance * Math.sin(b), z + across * Math.cos(a)],
    r: [
      -Math.cos(a / 2) * Math.sin(b / 2),
      Math.sin(a / 2) * Math.cos(b / 2),
      Math.sin(a / 2) * Math.sin(b / 2),
      Math.cos(a / 2) * Math.cos(b / 2),
    ],
  };
}

function shape(id: string, n: string, g: string, material: string, p: readonly number[], more: Values) {
  return { id, parent: 'default-still-life', k: 'mesh', n, g, m: `default-${material}`, p, ...more };
}

/** Numbers as the document has them: what a float can hold. */
function rounded(value: Value): Value {
  if (typeof value === 'object') {
    return Array.isArray(value)
      ? value.map((each) => Math.fround(each))
      : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, Math.fround(each)]));
  }
  return typeof value === 'number' ? Math.fround(value) : value;
}

function registers(values: Values): Y.Map<Value> {
  return new Y.Map(Object.entries(values).map(([key, value]) => [key, rounded(value)]));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  return [...text].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);
}

/** The update that makes the scene. Its client id comes from its content: another content under one id would split documents. */
function make(): string {
  const content = JSON.stringify([MATERIALS, NODES]);
  const doc = new Y.Doc({ gc: false });
  doc.clientID = hash(content);
  doc.transact(() => {
    doc.getMap('meta').set('schema', 1);
    for (const [id, values] of Object.entries(MATERIALS)) {
      doc.getMap('materials').set(id, registers(values));
    }
    NODES.forEach(({ id, parent, ...values }, at) => {
      doc.getMap('nodes').set(id, registers({ [`@${parent}`]: 1, o: `a${at}`, ...values }));
    });
  });
  return btoa(String.fromCharCode(...Y.encodeStateAsUpdate(doc)));
}

it('[W78] what a new room opens with is this scene, byte by byte the same for everybody', () => {
  expect(DEFAULT_SCENE, 'put this text into defaultScene.ts').toBe(make());
});
