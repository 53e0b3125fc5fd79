// Ours: the product's own engine with its document; what is moved is dragged by the gizmo, as a person would.
import { distance } from './scene.mjs';

export async function create(canvas, n, kind, edits, update, undrawn) {
  const { Engine } = await import('/npm/index.js');
  let selected = null;
  const engine = await Engine.create(canvas, {
    onSend() {},
    onChange(topics) {
      if (topics.includes('selection')) {
        selected?.();
      }
    },
  });
  if (typeof update === 'function') {
    await update(engine);
  } else {
    engine.loadUpdate(update);
  }
  engine.setBackground(0.039, 0.044, 0.054);
  const rest = () => {
    for (let i = 0; i < 10; i++) {
      engine.renderFrame(0.25);
    }
  };
  const { width, height } = canvas;
  const anew = () => {
    engine.resize(width, height + 1);
    engine.resize(width, height);
  };
  // The camera goes to its place in steps; the first frame that is drawn is seen from there.
  undrawn(() => {
    engine.frameSelection();
    rest();
    if (kind !== 'tree') {
      // As far off as everybody's camera.
      const before = engine.camera().distance;
      engine.wheel(canvas.width / 2, canvas.height / 2, -100, 0);
      rest();
      const after = engine.camera().distance;
      engine.wheel(canvas.width / 2, canvas.height / 2, (-100 * Math.log(distance(n) / after)) / Math.log(after / before), 0);
      rest();
    }
  });
  anew();
  let dragging = false;
  let at = null;
  const clicked = async (x, y) => {
    engine.clearSelection();
    // What that tells is told.
    await new Promise((resolve) => {
      const turn = new MessageChannel();
      turn.port1.onmessage = resolve;
      turn.port2.postMessage(null);
    });
    const done = new Promise((resolve) => {
      selected = () => resolve(engine.selection()[0] ?? null);
    });
    engine.pointerDown(x + 0.5, y + 0.5, 0, 0);
    engine.pointerUp(x + 0.5, y + 0.5, 0, 0);
    return Promise.race([done, new Promise((resolve) => setTimeout(() => resolve(null), 20_000))]);
  };
  return {
    engine,
    device: null,
    /** The next frame counts on nothing that was drawn before. */
    anew,
    /** What the last frame took for camera, gizmo, outlines and the world transforms of what changed. */
    sceneMs: kind === 'tree' ? () => engine.stats().cpu.scene : null,
    /** The camera comes to rest. */
    settle() {
      engine.fly(0, 0, 0);
      rest();
    },
    frame(f, edit, hold = false) {
      if (edit && !dragging) {
        engine.setSelection(edits.map((i) => `n${i}`));
        engine.renderFrame(0);
        at = engine.gizmoHandle('all');
        for (let i = 0; at === null && i < 20; i++) {
          // Out of view: closer.
          engine.frameSelection();
          engine.renderFrame(0.25);
          at = engine.gizmoHandle('all');
        }
        engine.pointerDown(at[0], at[1], 0, 0);
        dragging = true;
      } else if (!edit && dragging) {
        engine.pointerCancel();
        engine.clearSelection();
        dragging = false;
      }
      if (dragging) {
        engine.pointerMove(at[0] + 2 * Math.sin(f), at[1], 1, 0);
      }
      // The camera moves all the time.
      engine.fly(hold ? 0 : f % 2 === 0 ? 0.02 : -0.02, 0, 0);
      engine.renderFrame(1 / 60);
    },
    /** A click: asked of the GPU, read back, selected. */
    pick: async (x, y) => (await clicked(x, y)) !== null,
    clicked,
    image: () => engine.renderImage(canvas.width, canvas.height, { overlays: false }),
  };
}
