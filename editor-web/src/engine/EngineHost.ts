import { Engine, type EngineListeners } from '@diorama/engine';
import { type EngineFailure, failureOf } from './failure';
import { startFrames } from './frameLoop';
import { listenToPointer, type PointerInput } from './pointerInput';

export type {
  EngineListeners,
  NodeInfo,
  Output,
  Peer,
  Primitive,
  SceneInfo,
  SelectMode,
  SyncState,
  Tool,
  Topic,
  TreeRow,
} from '@diorama/engine';

/** The whole engine, for those who read or edit through it. */
export type { Engine };

export interface HostListeners extends EngineListeners {
  /** The engine cannot go on; frames have stopped. */
  onFailure(failure: EngineFailure): void;
  /** The right button was clicked on the scene, here in CSS pixels of the page. */
  onMenu(x: number, y: number): void;
  /** What is selected begins to be dragged with Alt held: makes copies and selects them. Whether it could. */
  onCopy(): boolean;
  /** The drag of the copies is over; whether they are kept. */
  onCopied(kept: boolean): void;
  /** After each frame, drawn or not. */
  onFrame(): void;
}

/** A hidden page gets no frames; presence is renewed this often instead, in seconds. Others drop it after 30. */
const KEEP_ALIVE = 10;

/** An engine at work on a canvas: its frames, its size, its pointer. */
export class EngineHost {
  readonly engine: Engine;
  readonly #pointer: PointerInput;
  readonly #stop: (() => void)[] = [];

  private constructor(engine: Engine, canvas: HTMLCanvasElement, listeners: HostListeners) {
    this.engine = engine;
    this.#pointer = listenToPointer(canvas, engine, listeners);
    this.#stop.push(() => this.#pointer.stop());
  }

  /** @throws EngineError when there is no engine to be had, or its device fails before it runs; see {@link failureOf} */
  static async start(canvas: HTMLCanvasElement, listeners: HostListeners): Promise<EngineHost> {
    fitCanvas(canvas);
    let running: EngineHost | null = null;
    let early: unknown = null;
    const engine = await Engine.create(canvas, {
      ...listeners,
      onDeviceError: (error) => {
        if (running === null) {
          early ??= error;
        } else {
          running.#fail(error, listeners);
        }
      },
    });
    if (early !== null) {
      engine.free();
      throw early;
    }
    const host = new EngineHost(engine, canvas, listeners);
    running = host;
    host.#watchSize(canvas);
    host.#stop.push(
      startFrames((dt) => {
        try {
          engine.renderFrame(dt);
        } catch (error) {
          host.#fail(error, listeners);
          return;
        }
        listeners.onFrame();
      }),
    );
    host.#keepAlive(listeners);
    return host;
  }

  /** Ends the gesture of the mouse without effect; whether there was one. */
  cancelGesture(): boolean {
    return this.#pointer.cancel();
  }

  stop(): void {
    for (const stop of this.#stop.splice(0)) {
      stop();
    }
  }

  #fail(error: unknown, listeners: HostListeners): void {
    console.error('engine failed', error);
    this.stop();
    listeners.onFailure(failureOf(error));
  }

  #watchSize(canvas: HTMLCanvasElement): void {
    const fit = (): void => {
      if (fitCanvas(canvas)) {
        this.engine.resize(canvas.width, canvas.height);
      }
    };
    const observer = new ResizeObserver(fit);
    observer.observe(canvas);
    this.engine.resize(canvas.width, canvas.height);
    this.#stop.push(() => observer.disconnect());
  }

  #keepAlive(listeners: HostListeners): void {
    const timer = setInterval(() => {
      if (document.hidden) {
        this.engine.keepAlive();
        listeners.onFrame();
      }
    }, KEEP_ALIVE * 1000);
    this.#stop.push(() => clearInterval(timer));
  }
}

/** Gives the canvas as many pixels as the screen shows; whether that changed anything. */
function fitCanvas(canvas: HTMLCanvasElement): boolean {
  const width = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
  const height = Math.max(1, Math.round(canvas.clientHeight * devicePixelRatio));
  if (canvas.width === width && canvas.height === height) {
    return false;
  }
  canvas.width = width;
  canvas.height = height;
  return true;
}
