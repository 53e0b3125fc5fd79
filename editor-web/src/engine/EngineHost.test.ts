import { Engine, EngineError, type EngineListeners } from '@diorama/engine';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineHost, type HostListeners } from './EngineHost';

const engine = { resize: vi.fn(), renderFrame: vi.fn(), free: vi.fn() };
const canvas = { clientWidth: 4, clientHeight: 3, addEventListener: vi.fn(), removeEventListener: vi.fn() };
const requestFrame = vi.fn();
const cancelFrame = vi.fn();
const lost = new EngineError('DEVICE_LOST', 'gone');

let listeners: HostListeners;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('requestAnimationFrame', requestFrame);
  vi.stubGlobal('cancelAnimationFrame', cancelFrame);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  listeners = {
    onSend: vi.fn(),
    onChange: vi.fn(),
    onFrame: vi.fn(),
    onFailure: vi.fn(),
    onMenu: vi.fn(),
    onCopy: vi.fn(),
    onCopied: vi.fn(),
  };
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
  vi.useRealTimers();
});

/** Starts a host; `during` happens while the engine is being made. Resolves to what the engine tells later on. */
async function start(during: (told: EngineListeners) => void): Promise<EngineListeners> {
  let told: EngineListeners | null = null;
  vi.spyOn(Engine, 'create').mockImplementation((_canvas, to) => {
    told = to;
    during(to);
    return Promise.resolve(engine as unknown as Engine);
  });
  await EngineHost.start(canvas as unknown as HTMLCanvasElement, listeners);
  return told ?? listeners;
}

it('[W4] a device that is lost while the engine is made is a start that failed', async () => {
  await expect(start((told) => told.onDeviceError?.(lost))).rejects.toBe(lost);
  expect(engine.free).toHaveBeenCalledOnce();
  expect(requestFrame).not.toHaveBeenCalled();
});

it('[W4] a device that is lost later ends the frames and is told', async () => {
  const told = await start(() => undefined);
  expect(requestFrame).toHaveBeenCalledOnce();
  told.onDeviceError?.(lost);
  expect(cancelFrame).toHaveBeenCalledOnce();
  expect(listeners.onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: 'device-lost' }));
});
