// Babylon.js: meshes that share geometry and material, and thin instances.
import { ArcRotateCamera } from '@babylonjs/core/Cameras/arcRotateCamera.js';
import { WebGPUEngine } from '@babylonjs/core/Engines/webgpuEngine.js';
import { DirectionalLight } from '@babylonjs/core/Lights/directionalLight.js';
import { HemisphericLight } from '@babylonjs/core/Lights/hemisphericLight.js';
import { StandardMaterial } from '@babylonjs/core/Materials/standardMaterial.js';
import { Color3, Color4 } from '@babylonjs/core/Maths/math.color.js';
import { Matrix, Vector3 } from '@babylonjs/core/Maths/math.vector.js';
import { CreateBox } from '@babylonjs/core/Meshes/Builders/boxBuilder.js';
import { CreateSphere } from '@babylonjs/core/Meshes/Builders/sphereBuilder.js';
import '@babylonjs/core/Meshes/thinInstanceMesh.js';
import '@babylonjs/core/Culling/ray.js';
import { Scene } from '@babylonjs/core/scene.js';
import { BACKGROUND, BALL_COLOR, BOX_COLOR, distance, place, shift } from './scene.mjs';

const rgb = (hex) => Color3.FromHexString(`#${hex.toString(16).padStart(6, '0')}`);

export async function create(canvas, n, kind, edits) {
  const engine = new WebGPUEngine(canvas, { antialias: true });
  engine.compatibilityMode = false;
  // glslang and twgsl are not needed: the materials are WGSL.
  engine._initGlslang = async () => {};
  await engine.initAsync();
  const scene = new Scene(engine);
  scene.clearColor = Color4.FromColor3(rgb(BACKGROUND), 1);
  const camera = new ArcRotateCamera('camera', 0, 1.13, distance(n), Vector3.Zero(), scene);
  camera.maxZ = 10 * distance(n);
  new HemisphericLight('ambient', new Vector3(0, 1, 0), scene).intensity = 0.5;
  new DirectionalLight('key', new Vector3(-1, -2, -1), scene);
  const sources = [CreateSphere('ball', { segments: 6 }, scene), CreateBox('box', {}, scene)];
  sources.forEach((mesh, box) => {
    mesh.material = new StandardMaterial(mesh.name, scene);
    mesh.material.diffuseColor = rgb(box ? BOX_COLOR : BALL_COLOR);
  });
  let move;
  let flush = () => {};
  if (kind === 'meshes') {
    const meshes = [];
    for (let i = 0; i < n; i++) {
      const at = place(i, n);
      const mesh = sources[+at.box].clone(`m${i}`);
      mesh.position.set(at.x, at.y, at.z);
      meshes.push(mesh);
    }
    for (const source of sources) {
      source.isVisible = false;
    }
    move = (i, dx) => {
      meshes[i].position.x = place(i, n).x + dx;
    };
  } else {
    const matrices = sources.map(() => new Float32Array(16 * Math.ceil(n / 2)));
    const put = (i, dx) => {
      const at = place(i, n);
      Matrix.Translation(at.x + dx, at.y, at.z).copyToArray(matrices[+at.box], 16 * (i >> 1));
    };
    for (let i = 0; i < n; i++) {
      put(i, 0);
    }
    sources.forEach((mesh, box) => {
      mesh.thinInstanceSetBuffer('matrix', matrices[box], 16, false);
      mesh.thinInstanceEnablePicking = true;
      mesh.alwaysSelectAsActiveMesh = true;
    });
    move = put;
    flush = () => sources.forEach((mesh) => mesh.thinInstanceBufferUpdated('matrix'));
  }
  await scene.whenReadyAsync();
  return {
    device: engine._device,
    frame(f, edit) {
      camera.alpha = 0.01 * f;
      if (edit) {
        for (const i of edits) {
          move(i, shift(f));
        }
        flush();
      }
      engine.beginFrame();
      scene.render();
      engine.endFrame();
    },
    async pick(x, y) {
      return scene.pick(x + 0.5, y + 0.5)?.hit;
    },
  };
}
