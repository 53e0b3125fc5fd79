// What is drawn to look at the engine and to compare it: one picture of everything there is. Each is a script with `engine`.
export const WIDTH = 280;
export const HEIGHT = 210;
/** Of the canvas. Frames on it only bring the camera to rest, but the gizmo has the size that it has there. */
export const CANVAS = [400, 300];

const alone = (primitive, view = 'engine.viewFrom(0.6, 0.4);') =>
  `engine.addPrimitive('${primitive}'); engine.clearSelection(); engine.frameSelection(); ${view}`;
const stillLife = `
  const put = (primitive, x, y, z, scale) => {
    const id = engine.addPrimitive(primitive);
    engine.setPosition(id, x, y, z);
    engine.setScale(id, scale, scale, scale);
    return id;
  };
  const ball = put('sphere', 0, 0.75, 0, 1.5);
  const box = put('box', 1.35, 0.45, 0.5, 0.9);
  engine.setRotation(box, 0, 0.26, 0, 0.9656);
  put('cylinder', -1.3, 0.6, -0.3, 1.2);
  const cone = put('cone', -0.75, 0.35, 1.05, 0.7);
  put('sphere', 0.55, 0.2, 1.35, 0.4);
  engine.frameSelection();
  engine.viewFrom(0.45, 0.3);
  engine.clearSelection();
  engine.frameSelection();
  engine.wheel(200, 143.75, -330, 0);`;
/** Each round shape with 3, 5, 8 and 12 segments: whatever is not the default is drawn as clusters. */
const lowPoly = `
  ['sphere', 'cylinder', 'cone', 'torus', 'capsule'].forEach((primitive, column) =>
    [3, 5, 8, 12].forEach((segments, row) => {
      const id = engine.addPrimitive(primitive);
      engine.setParameter(id, 'segments', segments);
      if (primitive === 'torus') {
        engine.setParameter(id, 'sides', segments);
        engine.setRotation(id, 0.5, 0, 0, 0.866);
      }
      engine.setPosition(id, column * 1.5, 0.6, row * 1.5);
    }),
  );
  engine.clearSelection();
  engine.frameSelection();
  engine.viewFrom(0.35, 0.6);
  engine.wheel(200, 150, -250, 0);`;
/** What a relay would bring of three other people; `say` sends it. */
const people = `
  const colors = ['#4da3ff', '#ff6fa8', '#56c271'];
  let clock = 0;
  const say = (states) => {
    const update = [states.length];
    clock++;
    states.forEach((state, i) => {
      const json = new TextEncoder().encode(JSON.stringify({ user: { name: 'P' + i, color: colors[i] }, selection: [], ...state }));
      update.push(i + 2, clock, (json.length & 127) | 128, json.length >> 7, ...json);
    });
    engine.receive(Uint8Array.of(1, (update.length & 127) | 128, update.length >> 7, ...update));
  };
  engine.connectionOpened();`;
const arrows = `${stillLife} ${people}
  say([
    { pointer: [0, 1.5, 0, 0, 1, 0, 0], camera: [0, 0.5, 0, 5, 2.2, 0.5] },
    { pointer: [1.35, 0.9, 0.5, 0, 1, 0, 0] },
    { pointer: [-0.4, 0, 1.9, 0, 1, 0, 0] },
  ]);`;
/** Once the camera rests: it fades within a second. */
const trail = `
  for (let i = 0; i < 16; i++) {
    const angle = 0.35 * i;
    say([{ pointer: [-0.2 + 1.7 * Math.cos(angle), 0.02, 1 + 0.9 * Math.sin(angle), 0, 1, 0, 1] }]);
    engine.renderFrame(0.04);
  }`;
/** A hill of 10,000 objects of all shapes, in twelve materials. */
const many = `
  const shapes = ['box', 'sphere', 'cylinder', 'cone', 'torus', 'capsule'];
  const edits = [];
  for (let m = 0; m < 12; m++) {
    const part = (at) => Math.round(100 * (0.55 + 0.4 * Math.cos(m * 0.5236 + at))) / 100;
    edits.push({ material: 'm' + m, set: { n: 'Material ' + m, color: [part(0), part(2.1), part(4.2)], roughness: (m % 4) / 4 + 0.1, metalness: m % 3 === 0 ? 1 : 0 } });
  }
  for (let i = 0; i < 10000; i++) {
    const x = (i % 100) - 49.5;
    const z = Math.floor(i / 100) - 49.5;
    const y = 8 * Math.exp(-(x * x + z * z) / 700) + 0.5;
    const set = { k: 'mesh', g: shapes[(i * 7) % 6], n: 'Node ' + i, p: [x, Math.round(100 * y) / 100, z], s: [0.8, 0.8, 0.8], m: 'm' + ((i * 5 + Math.floor(i / 100)) % 12) };
    edits.push({ node: 'n' + i, parent: '', index: i, set });
  }
  engine.write(JSON.stringify(edits));
  engine.frameSelection();
  engine.viewFrom(0.5, 0.35);
  engine.wheel(200, 150, -700, 0);`;

/** Name, script, what else renderImage is to know, what happens once the camera rests. */
export const PICTURES = [
  ['still life', stillLife],
  ...['sphere', 'box', 'plane', 'cylinder', 'cone', 'torus', 'capsule'].map((primitive) => [primitive, alone(primitive)]),
  ['low-poly shapes', lowPoly],
  ['low-poly shapes, wireframe', lowPoly, { output: 'wireframe', overlays: false }],
  ['base colour', stillLife, { output: 'albedo' }],
  ['normal', stillLife, { output: 'normal' }],
  ['depth', stillLife, { output: 'depth' }],
  ['object id', stillLife, { output: 'id' }],
  ['wireframe', stillLife, { output: 'wireframe' }],
  ['roughness', stillLife, { output: 'roughness' }],
  ['position', stillLife, { output: 'position' }],
  ['without overlays', stillLife, { overlays: false }],
  ['outlines', `${stillLife} engine.select(ball, 'replace'); engine.select(cone, 'add'); engine.setTool('select');`],
  ['move', `${stillLife} engine.select(ball, 'replace');`],
  ['rotate', `${stillLife} engine.select(box, 'replace'); engine.setTool('rotate'); engine.setToolSpace('local');`],
  ['scale', `${stillLife} engine.select(box, 'replace'); engine.setTool('scale');`],
  ['arrows of people', arrows],
  ['laser', `${stillLife} ${people}`, {}, trail],
  ['grid', 'engine.viewFrom(0.5, 0.2);'],
  ['from above, without perspective', `${stillLife} engine.setOrthographic(true); engine.viewFrom(0, Math.PI / 2);`],
  ['10,000 objects', many],
  ['10,000 objects, ids', many, { output: 'id', overlays: false }],
];

/** Runs a picture's script and draws it off-screen, once the camera has come to rest. */
export async function draw(engine, script, options, then = '') {
  const rest = 'for (let i = 0; i < 12; i++) { engine.renderFrame(0.25); }';
  new Function('engine', `${script}\n${rest}\n${then}`)(engine);
  return engine.renderImage(WIDTH, HEIGHT, options ?? {});
}
