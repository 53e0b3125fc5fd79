import { expect, it } from 'vitest';
import { modifiersOf, wheelPixels } from './pointerInput';

const NONE = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

it('[W2] modifiers are bits, and the command key is a control key', () => {
  expect(modifiersOf(NONE)).toBe(0);
  expect(modifiersOf({ ...NONE, shiftKey: true })).toBe(1);
  expect(modifiersOf({ ...NONE, metaKey: true })).toBe(2);
  expect(modifiersOf({ shiftKey: true, ctrlKey: true, metaKey: true, altKey: true })).toBe(7);
});

it('[W2] a wheel counts in pixels, lines or pages', () => {
  expect(wheelPixels({ deltaY: 3, deltaMode: 0 })).toBe(3);
  expect(wheelPixels({ deltaY: 3, deltaMode: 1 })).toBe(48);
  expect(wheelPixels({ deltaY: -1, deltaMode: 2 })).toBe(-400);
});
