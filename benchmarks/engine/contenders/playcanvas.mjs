// PlayCanvas: entities with render components that share mesh and material.
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
  const entities = [];
  for (let i = 0; i < n; i++) {
    const at = place(i, n);
    const entity = new pc.Entity();
    entity.addComponent('render', { meshInstances: [new pc.MeshInstance(meshes[+at.box], materials[+at.box])] });
    entity.setLocalPosition(at.x, at.y, at.z);
    app.root.addChild(entity);
    entities.push(entity);
  }
  return {
    device: device.wgpu,
    frame(f, edit) {
      const angle = 0.6 + 0.01 * f;
      const d = distance(n);
      camera.setLocalPosition(d * 0.9 * Math.sin(angle), d * 0.42, d * 0.9 * Math.cos(angle));
      camera.lookAt(pc.Vec3.ZERO);
      if (edit) {
        for (const i of edits) {
          const at = place(i, n);
          entities[i].setLocalPosition(at.x + shift(f), at.y, at.z);
        }
      }
      app.update(1 / 60);
      app.frameUpdate?.(1000 / 60);
      app.render();
    },
    pick: null,
  };
}
