import type { Engine } from '@diorama/engine';
import { Flight } from './Flight';

type Target = Pick<Engine, 'pointerDown' | 'pointerMove' | 'pointerUp' | 'pointerCancel' | 'wheel' | 'fly'>;

/** Buttons as `PointerEvent.button` has them. */
const LEFT = 0;
const RIGHT = 2;

/** A press that moved no further than this, in CSS pixels, is a click. */
const CLICK = 4;

/** Pixels of one line and of one page of a wheel that counts in those. */
const LINE = 16;
const PAGE = 400;

export interface PointerInput {
  /** Ends the gesture under way without effect; whether there was one. */
  cancel(): boolean;
  stop(): void;
}

/**
 * Hands the mouse, pen and touch events of a canvas to the engine, in device pixels; and the keys that fly, while the right button is held.
 *
 * @param onMenu the right button was clicked, here in CSS pixels of the page; what is under it is being selected
 */
export function listenToPointer(
  canvas: HTMLCanvasElement,
  engine: Target,
  onMenu: (x: number, y: number) => void,
): PointerInput {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  const flight = new Flight((right, up, forward) => engine.fly(right, up, forward));
  let pressed = false;
  let rightDown: { x: number; y: number } | null = null;
  const scale = (): number => canvas.width / Math.max(1, canvas.clientWidth);

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      canvas.focus({ preventScroll: true });
      canvas.setPointerCapture(event.pointerId);
      pressed = true;
      if (event.button === RIGHT) {
        rightDown = { x: event.clientX, y: event.clientY };
        flight.hold(true);
      }
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
      if (event.button === RIGHT) {
        flight.hold(false);
        if (rightDown !== null && Math.hypot(event.clientX - rightDown.x, event.clientY - rightDown.y) <= CLICK) {
          clicked(event);
        }
        rightDown = null;
      }
    },
    options,
  );
  canvas.addEventListener('pointercancel', cancel, options);
  canvas.addEventListener('pointerleave', () => engine.pointerMove(-1, -1, 0, 0), options);
  canvas.addEventListener(
    'wheel',
    (event) => {
      engine.wheel(event.offsetX * scale(), event.offsetY * scale(), wheelPixels(event), modifiersOf(event));
      event.preventDefault();
    },
    { ...options, passive: false },
  );
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), options);

  window.addEventListener('keydown', onKey, { ...options, capture: true });
  window.addEventListener('keyup', onKey, { ...options, capture: true });
  window.addEventListener('blur', () => flight.hold(false), options);

  function onKey(event: KeyboardEvent): void {
    if (flight.key(event.code, event.type === 'keydown', event.shiftKey)) {
      event.preventDefault();
    }
  }

  /** As a click of the left button, so that the menu is about what is under the pointer. */
  function clicked(event: PointerEvent): void {
    engine.pointerDown(event.offsetX * scale(), event.offsetY * scale(), LEFT, 0);
    engine.pointerUp(event.offsetX * scale(), event.offsetY * scale(), LEFT, 0);
    onMenu(event.clientX, event.clientY);
  }

  function cancel(): boolean {
    const active = pressed;
    pressed = false;
    rightDown = null;
    flight.hold(false);
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
