// One sphere: the page sends events, and calls renderFrame once per frame.
import { Engine } from './engine/index.js';

const canvas = document.querySelector('canvas');
const radius = document.querySelector('#radius');
const background = document.querySelector('#background');

async function main() {
  const engine = await Engine.create(canvas, { onSend() {}, onChange() {} });

  const sphere = engine.addPrimitive('sphere');
  engine.setSphereRadius(sphere, Number(radius.value));
  engine.setTool('select');
  engine.clearSelection();
  setBackground();

  // Events: whenever somebody does something.
  radius.addEventListener('input', () => engine.setSphereRadius(sphere, Number(radius.value)));
  background.addEventListener('input', setBackground);
  const at = (event) => [event.offsetX * devicePixelRatio, event.offsetY * devicePixelRatio];
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    engine.pointerDown(...at(event), event.button, 0);
  });
  canvas.addEventListener('pointermove', (event) => engine.pointerMove(...at(event), event.buttons, 0));
  canvas.addEventListener('pointerup', (event) => engine.pointerUp(...at(event), event.button, 0));
  canvas.addEventListener('wheel', (event) => engine.wheel(...at(event), event.deltaY, 0), { passive: true });
  new ResizeObserver(resize).observe(canvas);

  // Frames: one call each.
  let before = performance.now();
  requestAnimationFrame(function frame(now) {
    engine.renderFrame((now - before) / 1000);
    before = now;
    requestAnimationFrame(frame);
  });

  function resize() {
    engine.resize(canvas.clientWidth * devicePixelRatio, canvas.clientHeight * devicePixelRatio);
  }

  /** A colour of the screen as light, which is what the engine counts in. */
  function setBackground() {
    const linear = (from) => {
      const value = Number.parseInt(background.value.slice(from, from + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    engine.setBackground(linear(1), linear(3), linear(5));
  }

  window.example = { engine, sphere };
}

main().catch((error) => {
  const alert = document.querySelector('[role=alert]');
  alert.textContent = error.message;
  alert.hidden = false;
});
