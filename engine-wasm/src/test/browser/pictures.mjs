// What is drawn to look at the engine and to compare it: one picture of everything there is. Each is a script with `engine`, which may use
// `shown()`, to wait for what is found out on the GPU, and what the scene's script has made.
export const WIDTH = 280;
export const HEIGHT = 210;
/** Of the canvas. Frames on it only bring the camera to rest, but the gizmo has the size that it has there. */
export const CANVAS = [400, 300];

const alone = (primitive, yaw = 0.6, pitch = 0.4, closer = -200) => `
  engine.addPrimitive('${primitive}');
  engine.clearSelection();
  engine.frameSelection();
  engine.viewFrom(${yaw}, ${pitch});
  engine.wheel(200, 150, ${closer}, 0);`;
/** Ceramic, oak, coral, rough metal and glass on a plinth of plaster, and a pearl that glows. */
const stillLife = `
  const materials = {
    plaster: { color: [0.5, 0.48, 0.46], roughness: 0.9 },
    ceramic: { color: [0.9, 0.86, 0.79], roughness: 0.14 },
    oak: { color: [0.5, 0.27, 0.11], roughness: 0.5 },
    coral: { color: [0.78, 0.2, 0.12], roughness: 0.45 },
    metal: { color: [0.86, 0.62, 0.36], metallic: 1, roughness: 0.28 },
    glass: { color: [0.55, 0.85, 0.86], opacity: 0.3, alpha: 'blend', roughness: 0.08 },
    pearl: { color: [1, 0.75, 0.45], emissive: [1, 0.62, 0.26], emissiveStrength: 2.2 },
  };
  const edits = Object.entries(materials).map(([material, set]) => ({ material, set: { n: material, ...set } }));
  const put = (node, g, m, p, more) =>
    edits.push({ node, parent: '', index: 0, set: { k: 'mesh', n: node, g, m, p, ...more } });
  put('plinth', 'cylinder', 'plaster', [0, 0.06, 0], { 'g.radius': 1.75, 'g.height': 0.12 });
  put('ball', 'sphere', 'ceramic', [-0.35, 0.76, -0.3], { 'g.radius': 0.64 });
  put('box', 'box', 'oak', [0.8, 0.48, -0.5], { r: [0, 0.24, 0, 0.9708], 'g.width': 0.72, 'g.height': 0.72, 'g.depth': 0.72 });
  put('cone', 'cone', 'coral', [-1.12, 0.54, 0.5], { 'g.radius': 0.36, 'g.height': 0.84 });
  put('capsule', 'capsule', 'glass', [-0.3, 0.6, 0.86], { 'g.radius': 0.21, 'g.height': 0.96 });
  put('torus', 'torus', 'metal', [0.62, 0.25, 0.7], { 'g.radius': 0.42, 'g.tube': 0.13 });
  put('pearl', 'sphere', 'pearl', [0.62, 0.3, 0.7], { 'g.radius': 0.18 });
  engine.write(JSON.stringify(edits));
  engine.clearSelection();
  engine.frameSelection();
  engine.viewFrom(0.35, 0.32);
  engine.wheel(200, 150, -490, 0);`;
/** Each round shape with 3, 5, 8 and 12 segments: whatever is not the default is drawn as clusters. */
const lowPoly = (view) => `
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
  ${view}`;
/** Twelve materials from night to coral, a third of them metal. */
const hues = `
  const edits = [];
  const palette = ['1d3557', '24577a', '2a7f8e', '2f9e8f', '5cb18a', '94c285', 'cdcf8a', 'edc66c', 'f3a95f', 'ee8653', 'dc6149', 'b5434f'];
  const linear = (hex) => [0, 2, 4].map((at) => Math.round(1000 * (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2) / 1000);
  palette.forEach((hex, m) =>
    edits.push({ material: 'm' + m, set: { n: 'Material ' + m, color: linear(hex), roughness: 0.2 + (m % 4) / 6, metallic: m % 3 === 0 ? 1 : 0 } }),
  );`;
/** 720 shapes in the order of a sunflower's seeds, of which no two have the same mesh. */
const unique = `
  ${hues}
  const shapes = ['torus', 'sphere', 'cone', 'capsule', 'cylinder'];
  for (let i = 0; i < 720; i++) {
    const angle = i * 2.399963;
    const out = 0.62 * Math.sqrt(i + 0.5);
    const p = [Math.round(1000 * out * Math.cos(angle)) / 1000, 0.5 + Math.round(1000 * 0.9 * Math.sin(0.9 * out)) / 1000, Math.round(1000 * out * Math.sin(angle)) / 1000];
    const set = { k: 'mesh', g: shapes[i % 5], n: 'Node ' + i, p, m: 'm' + Math.min(11, Math.floor(out / 1.39)), 'g.segments': 3 + Math.floor(i / 5) };
    edits.push({ node: 'n' + i, parent: '', index: i, set });
  }
  engine.write(JSON.stringify(edits));
  engine.clearSelection();
  engine.frameSelection();
  engine.viewFrom(0.2, 0.9);
  engine.wheel(200, 150, -620, 0);`;
/** What a relay would bring of three other people; `say` sends it. */
const people = `
  const names = ['Ada', 'Bo', 'Cleo'];
  const colors = ['#4da3ff', '#ff6fa8', '#56c271'];
  let clock = 0;
  const say = (states) => {
    const update = [states.length];
    clock++;
    states.forEach((state, i) => {
      const json = new TextEncoder().encode(JSON.stringify({ user: { name: names[i], color: colors[i] }, selection: [], ...state }));
      update.push(i + 2, clock, (json.length & 127) | 128, json.length >> 7, ...json);
    });
    engine.receive(Uint8Array.of(1, (update.length & 127) | 128, update.length >> 7, ...update));
  };
  engine.connectionOpened();`;
const selections = `${stillLife} ${people}
  say([{ selection: ['box'] }, { selection: ['ball'] }, { selection: ['torus', 'cone'] }]);
  engine.select('capsule', 'replace');
  engine.setTool('select');`;
const arrows = `${stillLife} ${people}
  say([
    { pointer: [-0.35, 1.4, -0.3, 0, 1, 0, 0] },
    { pointer: [0.8, 0.84, -0.5, 0, 1, 0, 0] },
    { pointer: [0.15, 0.12, 1.35, 0, 1, 0, 0] },
  ]);`;
const frusta = `${stillLife} ${people}
  say([
    { camera: [-0.3, 0.5, 0, 3.2, 1.45, 0.45] },
    { camera: [0.4, 0.5, 0, 3, -1.15, 0.35] },
    { camera: [0, 0.6, 0.3, 3.3, 3.3, 0.6] },
  ]);
  engine.wheel(200, 158, 330, 0);
  engine.viewFrom(0.5, 0.5);`;
/** Around the torus, as one points something out; once the camera rests, for it fades within a second. */
const trail = `
  for (let i = 0; i < 26; i++) {
    const angle = 2.1 - 0.31 * i;
    const out = 0.86 - 0.006 * i;
    say([{ pointer: [0.62 + out * Math.cos(angle), 0.12, 0.7 + out * Math.sin(angle), 0, 1, 0, 1] }]);
    engine.renderFrame(0.031);
  }`;
/** The pointer on a handle; held, the button is down there and the pointer goes on. */
const hover = (handle) => `const at = engine.gizmoHandle('${handle}'); engine.pointerMove(at[0], at[1], 0, 0);`;
const hold = (handle, dx, dy) => `${hover(handle)}
  engine.pointerDown(at[0], at[1], 0, 0);
  for (let i = 1; i <= 5; i++) {
    engine.pointerMove(at[0] + (${dx} * i) / 5, at[1] + (${dy} * i) / 5, 1, 0);
    engine.renderFrame(0.02);
  }`;
const fixtures = `${stillLife}
  const light = (kind, x, y, z, color) => {
    const id = engine.addLight(kind);
    engine.setPosition(id, x, y, z);
    engine.write(JSON.stringify([{ node: id, set: { 'c:light': { type: kind, color, intensity: 30, range: 2, inner: 0.3, outer: 0.5 } } }]));
    return id;
  };
  light('point', -1.35, 0.75, 1.15, [1, 0.45, 0.2]);
  const spot = light('spot', 0.62, 2.1, 0.7, [0.35, 0.6, 1]);
  engine.setRotation(spot, -0.7071, 0, 0, 0.7071);
  const camera = engine.addCamera();
  engine.setPosition(camera, 1.75, 1, 1.3);
  engine.setRotation(camera, 0, 0.45, 0, 0.893);
  engine.select(spot, 'replace');
  engine.setTool('select');
  engine.viewFrom(0.35, 0.4);
  engine.wheel(200, 158, 250, 0);`;
/** Hills of 10,000 objects of all shapes, in twelve materials. */
const many = `
  ${hues}
  const shapes = ['box', 'sphere', 'cylinder', 'cone', 'torus', 'capsule'];
  for (let i = 0; i < 10000; i++) {
    const x = (i % 100) - 49.5;
    const z = Math.floor(i / 100) - 49.5;
    const y = 9 * Math.exp(-(x * x + z * z) / 500) + 1.6 * Math.cos(0.21 * x) * Math.cos(0.17 * z) + 2.1;
    const band = Math.max(0, Math.min(11, Math.floor(12.4 - 0.98 * y + Math.sin(0.9 * x + 0.7 * z))));
    const set = { k: 'mesh', g: shapes[(i * 7 + Math.floor(i / 100)) % 6], n: 'Node ' + i, p: [x, Math.round(100 * y) / 100, z], s: [0.86, 0.86, 0.86], m: 'm' + band };
    edits.push({ node: 'n' + i, parent: '', index: i, set });
  }
  engine.write(JSON.stringify(edits));
  engine.frameSelection();
  engine.viewFrom(0.6, 0.5);
  engine.wheel(200, 150, -620, 0);`;

/** Name, script, what else renderImage is to know, what happens once the camera rests. */
export const PICTURES = [
  ['still life', stillLife],
  ['sphere', alone('sphere')],
  ['box', alone('box', 0.5, 0.45)],
  ['plane', alone('plane', 0.4, 0.55)],
  ['cylinder', alone('cylinder', 0.6, 0.5)],
  ['cone', alone('cone')],
  ['torus', alone('torus', 0.6, 0.6)],
  ['capsule', alone('capsule', 0.9, 0.3)],
  ['low-poly shapes', lowPoly('engine.viewFrom(0.35, 0.6); engine.wheel(200, 150, -250, 0);')],
  [
    'low-poly, wireframe',
    lowPoly('engine.viewFrom(-0.6, 0.35); engine.wheel(200, 150, -300, 0);'),
    { output: 'wireframe', overlays: false },
  ],
  ['720 unique meshes', unique],
  ['base colour', stillLife, { output: 'albedo' }],
  ['normal', stillLife, { output: 'normal' }],
  ['depth', stillLife, { output: 'depth' }],
  ['object id', stillLife, { output: 'id' }],
  [
    'wireframe',
    `${stillLife} ['plinth', 'ball', 'cone', 'capsule', 'torus', 'pearl'].forEach((id) => engine.setParameter(id, 'segments', 24)); engine.setParameter('torus', 'sides', 12);`,
    { output: 'wireframe' },
  ],
  ['roughness', stillLife, { output: 'roughness' }],
  ['metallic', stillLife, { output: 'metallic' }],
  ['position', stillLife, { output: 'position' }],
  ['without overlays', stillLife, { overlays: false }],
  [
    'under the pointer',
    `${stillLife} engine.setHoverOutline(true); engine.setTool('select');`,
    {},
    `
    const at = engine.screenPosition('ball');
    engine.pointerMove(at[0], at[1], 0, 0);
    await shown();`,
  ],
  ['selections of four people', selections],
  ['move', `${stillLife} engine.select('ball', 'replace');`],
  [
    'move in a plane, local',
    `${stillLife} engine.select('box', 'replace'); engine.setToolSpace('local');`,
    {},
    hold('xz', 60, 20),
  ],
  ['rotate', `${stillLife} engine.select('ball', 'replace'); engine.setTool('rotate');`, {}, hover('y')],
  [
    'rotate, facing the screen',
    `${stillLife} engine.select('box', 'replace'); engine.setTool('rotate'); engine.setToolSpace('local');`,
    {},
    hold('yz', -25, 45),
  ],
  ['scale', `${stillLife} engine.select('box', 'replace'); engine.setTool('scale');`, {}, hover('x')],
  [
    'scale all alike',
    `${stillLife} engine.select('torus', 'replace'); engine.setTool('scale');`,
    {},
    hold('all', 45, 0),
  ],
  ['all handles at once', `${stillLife} engine.select('ball', 'replace'); engine.setTool('combined');`],
  ['arrows of people', arrows],
  ['cameras of people', frusta],
  ['laser', `${stillLife} ${people}`, {}, trail],
  ['lights and a camera', fixtures],
  ['grid', 'engine.viewFrom(0.5, 0.2);'],
  ['from above, orthographic', `${stillLife} engine.setOrthographic(true); engine.viewFrom(0, Math.PI / 2);`],
  [
    'from the front, orthographic',
    `${stillLife} engine.setOrthographic(true); engine.viewFrom(0, 0); engine.select('box', 'replace');`,
  ],
  ['10,000 objects', many],
  ['10,000 objects, ids', many, { output: 'id', overlays: false }],
];

/** Runs a picture's script and draws it off-screen, once the camera has come to rest. */
export async function draw(engine, script, options, then = '', width = WIDTH, height = HEIGHT) {
  const rest = 'for (let i = 0; i < 12; i++) { engine.renderFrame(0.25); }';
  const Script = Object.getPrototypeOf(async () => {}).constructor;
  const shown = async () => {
    const before = engine.stats().frames;
    for (let i = 0; i < 500 && engine.stats().frames === before; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      engine.renderFrame(0);
    }
  };
  await new Script('engine', 'shown', `${script}\n${rest}\n${then}`)(engine, shown);
  return engine.renderImage(width, height, options ?? {});
}
