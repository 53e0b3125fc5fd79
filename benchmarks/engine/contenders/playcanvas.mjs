// PlayCanvas: entities with render components that share mesh and material, and hardware instancing.
import * as pc from 'playcanvas';
import { BACKGROUND, BALL_COLOR, BOX_COLOR, distance, place, shift } from './scene.mjs';

const color = (hex) => new pc.Color((hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255);

export async function create(canvas, n, kind, edits) {
  const device = await pc.createGraphicsDevice(canvas, { deviceTypes: [pc.DEVICETYPE_WEBGPU], antialias: true });
  const options = new pc.AppOptions();
  options.graphicsDevice = device;
  options.componentSystems = [pc.RenderComponentSystem, pc.CameraComponentSystem, pc.LightComponentSystem];
  const app = new pc.AppBase(canvas);
  app.init(options);
  app.start();
  app.autoRender = false;
  app.scene.ambientLight = new pc.Color(0.5, 0.5, 0.5);
  const light = new pc.Entity();
  light.addComponent('light', { type: 'directional' });
  light.setEulerAngles(45, 30, 0);
  app.root.addChild(light);
  const camera = new pc.Entity();
  camera.addComponent('camera', { clearColor: color(BACKGROUND), farClip: 10 * distance(n), fov: 50 });
  app.root.addChild(camera);
  const materials = [BALL_COLOR, BOX_COLOR].map((hex) => {
    const material = new pc.StandardMaterial();
    material.diffuse = color(hex);
    material.update();
    return material;
  });
  const meshes = [
    pc.Mesh.fromGeometry(device, new pc.SphereGeometry({ radius: 0.5, latitudeBands: 8, longitudeBands: 16 })),
    pc.Mesh.fromGeometry(device, new pc.BoxGeometry()),
  ];
  let move;
  let flush = () => {};
  if (kind === 'instanced') {
    const count = Math.ceil(n / 2);
    const format = pc.VertexFormat.getDefaultInstancingFormat(device);
    const matrices = meshes.map(() => new Float32Array(16 * count));
    const matrix = new pc.Mat4();
    move = (i, dx) => {
      const at = place(i, n);
      matrices[+at.box].set(matrix.setTranslate(at.x + dx, at.y, at.z).data, 16 * (i >> 1));
    };
    for (let i = 0; i < n; i++) {
      move(i, 0);
    }
    const buffers = meshes.map((mesh, box) => {
      const buffer = new pc.VertexBuffer(device, format, count, { data: matrices[box].buffer, usage: pc.BUFFER_DYNAMIC });
      const instance = new pc.MeshInstance(mesh, materials[box]);
      instance.setInstancing(buffer);
      instance.cull = false;
      const entity = new pc.Entity();
      entity.addComponent('render', { meshInstances: [instance] });
      app.root.addChild(entity);
      return buffer;
    });
    flush = () => buffers.forEach((buffer, box) => buffer.setData(matrices[box].buffer));
  } else {
    const entities = [];
    for (let i = 0; i < n; i++) {
      const at = place(i, n);
      const entity = new pc.Entity();
      entity.addComponent('render', { meshInstances: [new pc.MeshInstance(meshes[+at.box], materials[+at.box])] });
      entity.setLocalPosition(at.x, at.y, at.z);
      app.root.addChild(entity);
      entities.push(entity);
    }
    move = (i, dx) => {
      const at = place(i, n);
      entities[i].setLocalPosition(at.x + dx, at.y, at.z);
    };
  }
  const picker = kind === 'instanced' ? null : new pc.Picker(app, canvas.width, canvas.height);
  return {
    device: device.wgpu,
    frame(f, edit) {
      const angle = 0.6 + 0.01 * f;
      const d = distance(n);
      camera.setLocalPosition(d * 0.9 * Math.sin(angle), d * 0.42, d * 0.9 * Math.cos(angle));
      camera.lookAt(pc.Vec3.ZERO);
      if (edit) {
        for (const i of edits) {
          move(i, shift(f));
        }
        flush();
      }
      app.update(1 / 60);
      app.frameUpdate?.(1000 / 60);
      app.render();
    },
    /** By its own target of ids, which is drawn for each pick; instances cannot be told apart. */
    pick: picker
      ? async (x, y) => {
          picker.prepare(camera.camera, app.scene);
          return (await picker.getSelectionAsync(x, y, 1, 1)).length > 0;
        }
      : null,
  };
}
