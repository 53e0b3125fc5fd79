import { EngineError } from '@diorama/engine';
import { afterEach, expect, it, vi } from 'vitest';
import { failureOf, isBadUpdate, isRefusal } from './failure';

afterEach(() => vi.unstubAllGlobals());

it('[W4] a missing WebGPU is the address when that is not secure', () => {
  const missing = new EngineError('NO_WEBGPU', 'no adapter');
  vi.stubGlobal('isSecureContext', true);
  expect(failureOf(missing)).toMatchObject({ kind: 'no-webgpu', detail: expect.stringContaining('no adapter') });
  vi.stubGlobal('isSecureContext', false);
  expect(failureOf(missing).kind).toBe('insecure');
});

it('[W4] what nobody foresaw is a crash', () => {
  expect(failureOf(new Error('unreachable'))).toMatchObject({ kind: 'crashed' });
  expect(failureOf('boo')).toEqual({ kind: 'crashed', detail: 'boo' });
  expect(failureOf(new EngineError('DEVICE_LOST', 'gone')).kind).toBe('device-lost');
});

it('[W4] a refusal is not a failure', () => {
  expect(isRefusal(new EngineError('UNKNOWN_NODE', 'no node'))).toBe(true);
  expect(isRefusal(new EngineError('POISONED', 'trap'))).toBe(false);
  expect(isBadUpdate(new EngineError('BAD_UPDATE', 'cut short'))).toBe(true);
  expect(isBadUpdate(new Error('cut short'))).toBe(false);
});
