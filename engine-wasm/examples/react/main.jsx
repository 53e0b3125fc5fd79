// The engine in React: the scene lives in the engine, the components pull what they show when it says that something changed.
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Engine } from '@diorama/engine';

const SHAPES = ['box', 'sphere', 'cylinder', 'cone'];

/** An engine on a canvas, and the rows of its tree; `null` while it is being made. */
function useEngine(canvas) {
  const [engine, setEngine] = useState(null);
  const [rows, setRows] = useState([]);
  const [error, setError] = useState(null);
  useEffect(() => {
    let made = null;
    let request = 0;
    let gone = false;
    const pull = () => made !== null && setRows(made.treeRows(0, made.treeRowCount()));
    Engine.create(canvas.current, { onSend() {}, onChange: pull }).then((instance) => {
      if (gone) {
        instance.free();
        return;
      }
      made = instance;
      const resize = () =>
        made.resize(canvas.current.clientWidth * devicePixelRatio, canvas.current.clientHeight * devicePixelRatio);
      resize();
      let before = performance.now();
      request = requestAnimationFrame(function frame(now) {
        made.renderFrame((now - before) / 1000);
        before = now;
        request = requestAnimationFrame(frame);
      });
      setEngine(instance);
      pull();
    }, setError);
    return () => {
      gone = true;
      cancelAnimationFrame(request);
      made?.free();
    };
  }, [canvas]);
  return { engine, rows, error };
}

function App() {
  const canvas = useRef(null);
  const { engine, rows, error } = useEngine(canvas);
  useEffect(() => {
    window.example = { engine };
  }, [engine]);
  const at = (event) => [event.nativeEvent.offsetX * devicePixelRatio, event.nativeEvent.offsetY * devicePixelRatio];
  return (
    <>
      <canvas
        ref={canvas}
        aria-label="The scene"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          engine?.pointerDown(...at(event), event.button, 0);
        }}
        onPointerMove={(event) => engine?.pointerMove(...at(event), event.buttons, 0)}
        onPointerUp={(event) => engine?.pointerUp(...at(event), event.button, 0)}
        onWheel={(event) => engine?.wheel(...at(event), event.deltaY, 0)}
      />
      <aside>
        <h1>A scene in React</h1>
        <div className="shapes">
          {SHAPES.map((shape) => (
            <button type="button" key={shape} disabled={engine === null} onClick={() => engine.addPrimitive(shape)}>
              {shape}
            </button>
          ))}
        </div>
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" aria-pressed={row.selected} onClick={() => engine.select(row.id, 'replace')}>
                {row.name}
              </button>
            </li>
          ))}
        </ul>
        {error !== null && <p role="alert">{error.message}</p>}
      </aside>
    </>
  );
}

createRoot(document.getElementById('root')).render(<App />);
