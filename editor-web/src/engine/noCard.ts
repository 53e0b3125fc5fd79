/**
 * A graphics card that takes everything and draws nothing, in the place of the one that a browser does not have: with it the engine runs,
 * and so do tree, inspector, history and everything else that is not a picture.
 */

/** WebGPU's smallest: as much of it as the engine asks for. */
class NoDevice {
  readonly label = '';
  readonly limits = { maxTextureDimension2D: 8192, maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: 2 ** 31 };
  readonly features = new Set<string>();
  readonly info = { isFallbackAdapter: true };
  readonly lost = new Promise<never>(() => {});
  readonly queue = this;

  requestAdapter = (): Promise<this> => Promise.resolve(this);
  requestDevice = (): Promise<this> => Promise.resolve(this);
  getPreferredCanvasFormat = (): string => 'bgra8unorm';

  // Whatever is made is this very object; it can do what buffers, textures, encoders and passes do, which is nothing.
  createBuffer = (): this => this;
  createTexture = (): this => this;
  createView = (): this => this;
  createSampler = (): this => this;
  createQuerySet = (): this => this;
  createShaderModule = (): this => this;
  createBindGroupLayout = (): this => this;
  createPipelineLayout = (): this => this;
  createBindGroup = (): this => this;
  createRenderPipeline = (): this => this;
  createComputePipeline = (): this => this;
  createCommandEncoder = (): this => this;
  beginRenderPass = (): this => this;
  beginComputePass = (): this => this;
  finish = (): this => this;
  getCurrentTexture = (): this => this;

  /** What is read of it is empty. */
  mapAsync = (): Promise<undefined> => Promise.resolve(undefined);
  getMappedRange = (_from: number, bytes: number): ArrayBuffer => new ArrayBuffer(bytes);
}

const NOTHING = [
  ...['configure', 'destroy', 'submit', 'writeBuffer', 'unmap', 'copyTextureToBuffer', 'copyBufferToBuffer'],
  ...['resolveQuerySet', 'setPipeline', 'setBindGroup', 'setVertexBuffer', 'setIndexBuffer', 'draw', 'drawIndexed'],
  ...['drawIndirect', 'drawIndexedIndirect', 'dispatchWorkgroups', 'end'],
];

/** Puts such a card into the browser, and lets a canvas draw nothing by it. */
export function pretendCard(canvas: HTMLCanvasElement): void {
  const card = new NoDevice();
  for (const name of NOTHING) {
    Object.defineProperty(card, name, { value: () => undefined });
  }
  Object.defineProperty(navigator, 'gpu', { value: card, configurable: true });
  Object.defineProperty(canvas, 'getContext', { value: () => card, configurable: true });
}
