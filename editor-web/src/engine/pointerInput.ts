import type { Engine } from '@diorama/engine';

type Target = Pick<Engine, 'pointerDown' | 'pointerMove' | 'pointerUp' | 'pointerCancel' | 'wheel'>;

/** Pixels of one line and of one page of a wheel that counts in those. */
const LINE = 16;
const PAGE = 400;

export interface PointerInput {
  /** Ends the gesture under way without effect; whether there was one. */
  cancel(): boolean;
  stop(): void;
}

/** Hands the mouse, pen and touch events of a canvas to the engine, in device pixels. */
export function listenToPointer(canvas: HTMLCanvasElement, engine: Target): PointerInput {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  let pressed = false;
  const scale = (): number => canvas.width / Math.max(1, canvas.clientWidth);

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      canvas.focus({ preventScroll: true });
      canvas.setPointerCapture(event.pointerId);
      pressed = true;
      engine.pointerDown(event.offsetX * scale(), event.offsetY * scale(), event.button, modifiersOf(event));
      event.preventDefault();
    },
    options,
  );
  canvas.addEventListener(
    'pointermove',
    (event) => engine.pointerMove(event.offsetX * scale(), event.offsetY * scale(), event.buttons, modifiersOf(event)),
    options,
  );
  canvas.addEventListener(
    'pointerup',
    (event) => {
      pressed = event.buttons !== 0;
      engine.pointerUp(event.offsetX * scale(), event.offsetY * scale(), event.button, modifiersOf(event));
    },
    options,
  );
  canvas.addEventListener('pointercancel', cancel, options);
  canvas.addEventListener(
    'wheel',
    (event) => {
      engine.wheel(event.offsetX * scale(), event.offsetY * scale(), wheelPixels(event), modifiersOf(event));
      event.preventDefault();
    },
    { ...options, passive: false },
  );
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), options);

  function cancel(): boolean {
    const active = pressed;
    pressed = false;
    if (active) {
      engine.pointerCancel();
    }
    return active;
  }

  return { cancel, stop: () => listening.abort() };
}

/** 1 shift, 2 control or command, 4 alt. */
export function modifiersOf(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): number {
  return (event.shiftKey ? 1 : 0) | (event.ctrlKey || event.metaKey ? 2 : 0) | (event.altKey ? 4 : 0);
}

/** How far the wheel turned, in pixels, whatever unit the device counts in. */
export function wheelPixels(event: { deltaY: number; deltaMode: number }): number {
  return event.deltaY * (event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? PAGE : 1);
}
