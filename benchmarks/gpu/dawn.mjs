// WebGPU without a browser: Dawn as a Node add-on (npm `webgpu`), and a canvas that nobody looks at. What is loaded afterwards finds both as it would in a page.
import { create, globals } from 'webgpu';

/** A canvas whose textures are ordinary ones. */
class Canvas {
  #context;
  #texture;
  #settings;

  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.#context = {
      configure: (settings) => {
        this.#settings = settings;
      },
      unconfigure() {},
      getCurrentTexture: () => {
        if (this.#texture?.width !== this.width || this.#texture.height !== this.height) {
          this.#texture?.destroy();
          const { device, format } = this.#settings;
          const usage = globals.GPUTextureUsage.RENDER_ATTACHMENT;
          this.#texture = device.createTexture({ size: [this.width, this.height], format, usage });
        }
        return this.#texture;
      },
    };
  }

  get [Symbol.toStringTag]() {
    return 'OffscreenCanvas';
  }

  getContext() {
    return this.#context;
  }
}

/**
 * Makes this process one with WebGPU.
 *
 * @param driver the Vulkan driver's manifest, instead of what is installed
 * @returns the adapter's description and its limits, or null without an adapter
 */
export async function install(driver) {
  if (driver) {
    process.env.VK_ICD_FILENAMES = driver;
    process.env.VK_DRIVER_FILES = driver;
  }
  Object.assign(globalThis, globals);
  const gpu = create(process.platform === 'linux' ? ['backend=vulkan'] : []);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  globalThis.OffscreenCanvas = Canvas;
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) {
    return null;
  }
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return {
    name: [vendor, architecture, description].filter((part) => part).join(' '),
    software: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(`${architecture} ${description}`),
    features: adapter.features,
  };
}
