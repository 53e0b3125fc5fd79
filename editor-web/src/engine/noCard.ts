/**
 * A graphics card that takes everything and draws nothing, in the place of the one that a browser does not have: with it the engine runs,
 * and so do tree, inspector, history and everything else that is not a picture.
 */

/** What of WebGPU is more than a call that gives the next object, by name. */
const KNOWN = {
  label: '',
  limits: { maxTextureDimension2D: 8192, maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: 2 ** 31 },
  features: new Set<string>(),
  info: { isFallbackAdapter: true },
  lost: new Promise<never>(() => {}),
  getPreferredCanvasFormat: (): string => 'bgra8unorm',
  /** What is read of it is empty. */
  getMappedRange: (_from: number, bytes: number): ArrayBuffer => new ArrayBuffer(bytes),
};

/** Its calls that give a promise. */
const LATER = /^request|Async$|^onSubmitted|^popError|^getCompilation/;

/** One object that is adapter, device, buffer, encoder and pass: whatever is asked of it, it answers with itself. */
export function noCard(): object {
  const itself = (): object => card;
  const soon = (): Promise<object> => Promise.resolve(card);
  const answer = (known: Record<string | symbol, unknown>, name: string | symbol): unknown => {
    if (name in known) {
      return known[name];
    }
    // A promise that is given it must not take it for another promise; and symbols are the language's questions, not WebGPU's.
    if (typeof name === 'symbol' || name === 'then') {
      return undefined;
    }
    return name === 'queue' ? card : LATER.test(name) ? soon : itself;
  };
  const card: object = new Proxy({ ...KNOWN }, { get: answer });
  return card;
}

/** Puts such a card into the browser, and lets a canvas draw nothing by it. */
export function pretendCard(canvas: HTMLCanvasElement): void {
  const card = noCard();
  Object.defineProperty(navigator, 'gpu', { value: card, configurable: true });
  Object.defineProperty(canvas, 'getContext', { value: () => card, configurable: true });
}
