import type { Engine } from '@diorama/engine';
import { Flight } from './Flight';

type Target = Pick<Engine, 'pointerDown' | 'pointerMove' | 'pointerUp' | 'pointerCancel' | 'wheel' | 'fly'>;

/** Buttons as `PointerEvent.button` has them. */
const LEFT = 0;
const RIGHT = 2;

/** What the engine calls the space bar, beside {@link modifiersOf}. */
const SPACE = 8;

/** A press that moved no further than this, in CSS pixels, is a click. */
const CLICK = 4;

/** Pixels of one line and of one page of a wheel that counts in those. */
const LINE = 16;
const PAGE = 400;

/** What the pointer asks for that is not the engine's. */
export interface PointerListeners {
  /** The right button was clicked, here in CSS pixels of the page; what is under it is being selected. */
  onMenu(x: number, y: number): void;
  /** What is selected begins to be dragged with Alt held: makes copies and selects them. Whether it could. */
  onCopy(): boolean;
  /** The drag of the copies is over; whether they are kept. */
  onCopied(kept: boolean): void;
}

/** Where and how a button went down, for the page and for the engine; an event forgets its offset in time. */
interface Press {
  readonly clientX: number;
  readonly clientY: number;
  readonly told: readonly [x: number, y: number, button: number, modifiers: number];
}

/** A press of a handle with Alt held: what is dragged will be a copy. */
interface Copying {
  readonly press: Press;
  made: boolean;
}

export interface PointerInput {
  /** Ends the gesture under way without effect; whether there was one. */
  cancel(): boolean;
  stop(): void;
}

/**
 * Hands the mouse, pen and touch events of a canvas to the engine, in device pixels; and the keys that fly, while the right button is held.
 */
export function listenToPointer(canvas: HTMLCanvasElement, engine: Target, listeners: PointerListeners): PointerInput {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  const flight = new Flight((right, up, forward) => engine.fly(right, up, forward));
  let pressed = false;
  let rightDown: Press | null = null;
  let copying: Copying | null = null;
  let space = false;
  const scale = (): number => canvas.width / Math.max(1, canvas.clientWidth);

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      canvas.focus({ preventScroll: true });
      canvas.setPointerCapture(event.pointerId);
      pressed = true;
      const press = pressOf(event);
      if (event.button === RIGHT) {
        rightDown = press;
        flight.hold(true);
      }
      const held = engine.pointerDown(...press.told);
      copying = held && event.altKey && event.button === LEFT ? { press, made: false } : copying;
      event.preventDefault();
    },
    options,
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (copying !== null && !copying.made && farFrom(copying.press, event)) {
        copy(copying);
      }
      engine.pointerMove(event.offsetX * scale(), event.offsetY * scale(), event.buttons, modifiers(event));
    },
    options,
  );
  canvas.addEventListener(
    'pointerup',
    (event) => {
      pressed = event.buttons !== 0;
      engine.pointerUp(event.offsetX * scale(), event.offsetY * scale(), event.button, modifiers(event));
      if (event.button === LEFT) {
        endCopy(true);
      }
      if (event.button === RIGHT) {
        flight.hold(false);
        if (rightDown !== null && !farFrom(rightDown, event)) {
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
      engine.wheel(event.offsetX * scale(), event.offsetY * scale(), wheelPixels(event), modifiers(event));
      event.preventDefault();
    },
    { ...options, passive: false },
  );
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), options);

  window.addEventListener('keydown', onKey, { ...options, capture: true });
  window.addEventListener('keyup', onKey, { ...options, capture: true });
  window.addEventListener(
    'blur',
    () => {
      space = false;
      flight.hold(false);
    },
    options,
  );

  function modifiers(event: MouseEvent): number {
    return modifiersOf(event) | (space ? SPACE : 0);
  }

  function pressOf(event: PointerEvent): Press {
    const { clientX, clientY } = event;
    return {
      clientX,
      clientY,
      told: [event.offsetX * scale(), event.offsetY * scale(), event.button, modifiers(event)],
    };
  }

  /** The drag begins anew, with copies. */
  function copy(begun: Copying): void {
    engine.pointerCancel();
    begun.made = listeners.onCopy();
    copying = begun.made ? begun : null;
    engine.pointerDown(...begun.press.told);
  }

  function endCopy(kept: boolean): void {
    const made = copying?.made === true;
    copying = null;
    if (made) {
      listeners.onCopied(kept);
    }
  }

  function onKey(event: KeyboardEvent): void {
    if (event.code === 'Space') {
      space = event.type === 'keydown';
    }
    if (flight.key(event.code, event.type === 'keydown', event.shiftKey)) {
      event.preventDefault();
    }
  }

  /** As a click of the left button, so that the menu is about what is under the pointer. */
  function clicked(event: PointerEvent): void {
    engine.pointerDown(event.offsetX * scale(), event.offsetY * scale(), LEFT, 0);
    engine.pointerUp(event.offsetX * scale(), event.offsetY * scale(), LEFT, 0);
    listeners.onMenu(event.clientX, event.clientY);
  }

  function cancel(): boolean {
    const active = pressed;
    pressed = false;
    rightDown = null;
    flight.hold(false);
    if (active) {
      engine.pointerCancel();
      endCopy(false);
    }
    return active;
  }

  return { cancel, stop: () => listening.abort() };
}

/** Whether one event is no click any more after the other. */
function farFrom(before: Press, now: MouseEvent): boolean {
  return Math.hypot(now.clientX - before.clientX, now.clientY - before.clientY) > CLICK;
}

/** 1 shift, 2 control or command, 4 alt. */
export function modifiersOf(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): number {
  return (event.shiftKey ? 1 : 0) | (event.ctrlKey || event.metaKey ? 2 : 0) | (event.altKey ? 4 : 0);
}

/** How far the wheel turned, in pixels, whatever unit the device counts in. */
export function wheelPixels(event: { deltaY: number; deltaMode: number }): number {
  return event.deltaY * (event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? PAGE : 1);
}
