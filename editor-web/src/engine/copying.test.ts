import { afterEach, expect, it, vi } from 'vitest';
import { listenToPointer } from './pointerInput';

type Listener = (event: object) => void;

/** A canvas and a window of which only the listeners are real. */
function stage(grabs: boolean, copies: boolean) {
  const heard = new Map<string, Listener>();
  const hear = (type: string, listener: Listener): void => void heard.set(type, listener);
  vi.stubGlobal('window', { addEventListener: hear });
  const calls: string[] = [];
  const engine = {
    pointerDown: (...told: number[]) => {
      calls.push(`down ${told}`);
      return grabs;
    },
    pointerMove: (x: number) => void calls.push(`move ${x}`),
    pointerUp: () => void calls.push('up'),
    pointerCancel: () => void calls.push('cancel'),
    wheel: () => {},
    fly: () => {},
  };
  const canvas = { width: 200, clientWidth: 100, addEventListener: hear, focus: () => {}, setPointerCapture: () => {} };
  const input = listenToPointer(canvas as unknown as HTMLCanvasElement, engine, {
    onMenu: () => {},
    onCopy: () => {
      calls.push('copy');
      return copies;
    },
    onCopied: (kept) => void calls.push(kept ? 'kept' : 'dropped'),
  });
  const send = (type: string, x: number, more: object = {}): void => {
    const event = { type, button: 0, buttons: 1, offsetX: x, offsetY: 0, clientX: x, clientY: 0, preventDefault() {} };
    heard.get(type)?.({ ...event, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  };
  return { calls, input, send };
}

const ALT = { altKey: true };

afterEach(() => vi.unstubAllGlobals());

it('[W121] a drag of a handle with Alt held begins anew with copies, once it is no click', () => {
  const { calls, send } = stage(true, true);
  send('pointerdown', 10, ALT);
  send('pointermove', 12, ALT);
  send('pointermove', 20, ALT);
  send('pointermove', 30);
  send('pointerup', 30);
  expect(calls).toEqual([
    'down 20,0,0,4',
    'move 24',
    'cancel',
    'copy',
    'down 20,0,0,4',
    'move 40',
    'move 60',
    'up',
    'kept',
  ]);
});

it('[W121] a click with Alt, a drag beside the handles, and one that was given up leave no copies', () => {
  const click = stage(true, true);
  click.send('pointerdown', 10, ALT);
  click.send('pointerup', 11, ALT);
  expect(click.calls).not.toContain('copy');
  const beside = stage(false, true);
  beside.send('pointerdown', 10, ALT);
  beside.send('pointermove', 40, ALT);
  expect(beside.calls).not.toContain('copy');
  const givenUp = stage(true, true);
  givenUp.send('pointerdown', 10, ALT);
  givenUp.send('pointermove', 40, ALT);
  givenUp.input.cancel();
  expect(givenUp.calls.slice(-2)).toEqual(['cancel', 'dropped']);
});

it('[W121] where no copies can be made, what is selected is dragged', () => {
  const { calls, send } = stage(true, false);
  send('pointerdown', 10, ALT);
  send('pointermove', 40, ALT);
  send('pointermove', 50, ALT);
  send('pointerup', 50, ALT);
  expect(calls.filter((call) => call === 'copy')).toHaveLength(1);
  expect(calls.slice(-2)).toEqual(['move 100', 'up']);
});

it('[W2] the space bar is a modifier while it is held', () => {
  const { calls, send } = stage(false, false);
  send('keydown', 0, { code: 'Space' });
  send('pointerdown', 1);
  send('pointerup', 1);
  send('keyup', 0, { code: 'Space' });
  send('pointerdown', 1);
  expect(calls).toEqual(['down 2,0,0,8', 'up', 'down 2,0,0,0']);
});
