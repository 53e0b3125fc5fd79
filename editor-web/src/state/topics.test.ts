import { expect, it, vi } from 'vitest';
import { Topics } from './topics';

it('[W3] tells a listener once, however many marks there were', () => {
  const topics = new Topics();
  const listener = vi.fn();
  topics.subscribe(['tree', 'selection'], listener);
  topics.mark(['tree']);
  topics.mark(['tree', 'selection']);
  expect(listener).not.toHaveBeenCalled();
  topics.flush();
  topics.flush();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(topics.version('tree')).toBe(1);
});

it('[W3] tells nobody of what they did not ask for', () => {
  const topics = new Topics();
  const listener = vi.fn();
  const leave = topics.subscribe(['peers'], listener);
  topics.mark(['camera']);
  topics.flush();
  leave();
  topics.mark(['peers']);
  topics.flush();
  expect(listener).not.toHaveBeenCalled();
});

it('[W3] a change made while telling waits for the next frame', () => {
  const topics = new Topics();
  const listener = vi.fn(() => topics.mark(['tree']));
  topics.subscribe(['tree'], listener);
  topics.mark(['tree']);
  topics.flush();
  expect(listener).toHaveBeenCalledTimes(1);
  topics.flush();
  expect(listener).toHaveBeenCalledTimes(2);
});
