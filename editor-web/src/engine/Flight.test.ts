import { expect, it, vi } from 'vitest';
import { Flight } from './Flight';

it('[W57] keys fly only while the right button is held, and are shortcuts otherwise', () => {
  const fly = vi.fn();
  const flight = new Flight(fly);
  expect(flight.key('KeyW', true, false)).toBe(false);
  expect(fly).not.toHaveBeenCalled();
  flight.hold(true);
  expect(flight.key('KeyW', true, false)).toBe(true);
  expect(fly).toHaveBeenLastCalledWith(0, 0, 1);
  expect(flight.key('KeyF', true, false)).toBe(false);
});

it('[W57] ways add up, opposite ones cancel out, shift hurries, and letting go stops', () => {
  const fly = vi.fn();
  const flight = new Flight(fly);
  flight.hold(true);
  flight.key('KeyW', true, false);
  flight.key('KeyD', true, false);
  expect(fly).toHaveBeenLastCalledWith(1, 0, 1);
  flight.key('ShiftLeft', true, true);
  expect(fly).toHaveBeenLastCalledWith(4, 0, 4);
  flight.key('KeyA', true, true);
  expect(fly).toHaveBeenLastCalledWith(0, 0, 4);
  flight.key('ShiftLeft', false, false);
  flight.key('KeyA', false, false);
  expect(fly).toHaveBeenLastCalledWith(1, 0, 1);
  flight.hold(false);
  expect(fly).toHaveBeenLastCalledWith(0, 0, 0);
  expect(fly).toHaveBeenCalledTimes(7);
});

it('[W57] a key held down tells the engine once', () => {
  const fly = vi.fn();
  const flight = new Flight(fly);
  flight.hold(true);
  for (let i = 0; i < 5; i++) {
    flight.key('KeyE', true, false);
  }
  expect(fly).toHaveBeenCalledExactlyOnceWith(0, 1, 0);
});
