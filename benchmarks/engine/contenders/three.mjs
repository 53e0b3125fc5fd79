// three.js: meshes, BatchedMesh, InstancedMesh; all with StandardMaterial, without automatic matrices where that can be done.
import * as THREE from 'three/webgpu';
import { BACKGROUND, BALL_COLOR, BOX_COLOR, distance, place, shift } from './scene.mjs';

export async function create(canvas, n, kind, edits) {
  const renderer = new THREE.WebGPURenderer({ canvas, antialias: true });
  await renderer.init();
  renderer.setSize(canvas.width, canvas.height, false);
  const scene = new THREE.Scene();
  scene.background = new THREE.Color(BACKGROUND);
  scene.add(new THREE.AmbientLight(0xffffff, 1));
  const light = new THREE.DirectionalLight(0xffffff, 2);
  light.position.set(1, 2, 1);
  scene.add(light);
  const camera = new THREE.PerspectiveCamera(50, canvas.width / canvas.height, 0.1, 10 * distance(n));
  const geometries = [new THREE.SphereGeometry(0.5, 16, 8), new THREE.BoxGeometry(1, 1, 1)];
  const materials = [BALL_COLOR, BOX_COLOR].map((color) => new THREE.MeshStandardMaterial({ color, roughness: 0.5 }));
  const matrix = new THREE.Matrix4();
  let move;
  let objects = [];
  if (kind === 'meshes') {
    for (let i = 0; i < n; i++) {
      const at = place(i, n);
      const mesh = new THREE.Mesh(geometries[+at.box], materials[+at.box]);
      mesh.position.set(at.x, at.y, at.z);
      scene.add(mesh);
      objects.push(mesh);
    }
    move = (i, dx) => {
      objects[i].position.x = place(i, n).x + dx;
    };
  } else if (kind === 'batched') {
    const batches = materials.map((material) => new THREE.BatchedMesh(n, 2000, 4000, material));
    const shapes = batches.map((batch, box) => batch.addGeometry(geometries[box]));
    const ids = [];
    for (let i = 0; i < n; i++) {
      const at = place(i, n);
      ids.push(batches[+at.box].addInstance(shapes[+at.box]));
      batches[+at.box].setMatrixAt(ids[i], matrix.makeTranslation(at.x, at.y, at.z));
    }
    scene.add(...batches);
    objects = batches;
    move = (i, dx) => {
      const at = place(i, n);
      batches[+at.box].setMatrixAt(ids[i], matrix.makeTranslation(at.x + dx, at.y, at.z));
    };
  } else {
    const meshes = materials.map((material, box) => new THREE.InstancedMesh(geometries[box], material, Math.ceil(n / 2)));
    for (let i = 0; i < n; i++) {
      const at = place(i, n);
      meshes[+at.box].setMatrixAt(i >> 1, matrix.makeTranslation(at.x, at.y, at.z));
    }
    for (const mesh of meshes) {
      mesh.instanceMatrix.setUsage(THREE.DynamicDrawUsage);
      mesh.frustumCulled = false;
      scene.add(mesh);
    }
    objects = meshes;
    move = (i, dx) => {
      const at = place(i, n);
      meshes[+at.box].setMatrixAt(i >> 1, matrix.makeTranslation(at.x + dx, at.y, at.z));
    };
  }
  const raycaster = new THREE.Raycaster();
  return {
    device: renderer.backend.device,
    frame(f, edit) {
      const angle = 0.6 + 0.01 * f;
      const d = distance(n);
      camera.position.set(d * 0.9 * Math.sin(angle), d * 0.42, d * 0.9 * Math.cos(angle));
      camera.lookAt(0, 0, 0);
      if (edit) {
        for (const i of edits) {
          move(i, shift(f));
        }
        if (kind === 'instanced') {
          for (const mesh of objects) {
            mesh.instanceMatrix.needsUpdate = true;
          }
        }
      }
      renderer.render(scene, camera);
    },
    async pick(x, y) {
      raycaster.setFromCamera(new THREE.Vector2((2 * (x + 0.5)) / canvas.width - 1, 1 - (2 * (y + 0.5)) / canvas.height), camera);
      for (const mesh of objects) {
        mesh.boundingSphere = null;
      }
      return raycaster.intersectObjects(objects, false).length;
    },
    /** Transform propagation alone: one in a hundred of a tree of nodes changed. */
    propagate(nodes, fanOut) {
      const all = [new THREE.Object3D()];
      for (let i = 1; i < nodes; i++) {
        const node = new THREE.Object3D();
        node.position.set(1, 0, 0);
        all[Math.floor((i - 1) / fanOut)].add(node);
        all.push(node);
      }
      all[0].updateMatrixWorld();
      const times = [];
      for (let round = 0; round < 20; round++) {
        for (let k = 0; k < nodes / 100; k++) {
          all[(k * 7919 + 1) % nodes].position.y = round;
        }
        const start = performance.now();
        all[0].updateMatrixWorld();
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    },
  };
}
