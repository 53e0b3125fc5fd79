import { expect, test } from 'vitest';
import { noCard } from './noCard';

test('whatever WebGPU has or will have can be called on it, and gives something to go on with', async () => {
  const gpu = noCard() as unknown as GPU;
  const device = await (await gpu.requestAdapter())?.requestDevice();
  const encoder = device?.createCommandEncoder().beginRenderPass({ colorAttachments: [] });
  encoder?.executeBundles([device?.createRenderBundleEncoder({ colorFormats: [] }).finish() as GPURenderBundle]);
  expect((device as unknown as { ofTheFuture(): object }).ofTheFuture()).toBe(gpu);
  device?.queue.submit([]);
  expect(device?.limits.maxTextureDimension2D).toBeGreaterThan(0);
  const buffer = device?.createBuffer({ size: 8, usage: 0 });
  await buffer?.mapAsync(1);
  expect(buffer?.getMappedRange(0, 8).byteLength).toBe(8);
});
