// Ours: the product's own engine with its document; what is moved is dragged by the gizmo, as a person would.
export async function create(canvas, n, kind, edits, update) {
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
  engine.loadUpdate(update);
  engine.setBackground(0.039, 0.044, 0.054);
  engine.frameSelection();
  // Until the camera has come to rest.
  for (let i = 0; i < 10; i++) {
    engine.renderFrame(0.25);
  }
  let dragging = false;
  let at = null;
  return {
    device: null,
    frame(f, edit) {
      if (edit && !dragging) {
        for (const i of edits) {
          engine.select(`n${i}`, 'add');
        }
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
      engine.fly(f % 2 === 0 ? 0.02 : -0.02, 0, 0);
      engine.renderFrame(1 / 60);
    },
    /** A click: asked, read back, selected. */
    async pick() {
      const x = canvas.width / 2 + 1;
      engine.clearSelection();
      const done = new Promise((resolve) => {
        selected = () => resolve(1);
      });
      engine.pointerDown(x, canvas.height / 2 + 1, 0, 0);
      engine.pointerUp(x, canvas.height / 2 + 1, 0, 0);
      return Promise.race([done, new Promise((resolve) => setTimeout(() => resolve(0), 3000))]);
    },
    image: () => engine.renderImage(canvas.width, canvas.height, { overlays: false }),
  };
}
