/** What a version of the page is made of. */
export interface Shell {
  /** Another one for each version. */
  readonly version: string;
  /** Addresses of the files that a page may need, from the root. */
  readonly files: readonly string[];
}

/** The page itself, whatever room its address names. */
const PAGE = '/';
const PREFIX = 'diorama-page-';
/** Have their hash in their name: what is under an address there never changes. */
const HASHED = '/assets/';
/** How long the server may take for a file that might have changed, in milliseconds; then the kept one does. */
const PATIENCE_MILLIS = 3_000;
/** What a proxy says whose server is gone. */
const GONE: readonly number[] = [502, 503, 504];

type Keeper = Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
type Fetch = (request: Request | string, options?: RequestInit) => Promise<Response>;
type Asked = Pick<Request, 'method' | 'mode' | 'url'>;

/**
 * The page's own files, kept for when the network or the server is gone.
 *
 * Each version is one cache, filled as a whole when the worker is installed, so that a page never meets the scripts of another version.
 * While the server answers, the page comes from it. Only the page and its files are looked at: what is about scenes
 * (`/api`, `/collab`) never comes by here.
 */
export class ShellCache {
  readonly #shell: Shell;
  readonly #origin: string;
  readonly #caches: Keeper;
  readonly #fetch: Fetch;

  constructor(shell: Shell, origin: string, caches: Keeper, fetch: Fetch) {
    this.#shell = shell;
    this.#origin = origin;
    this.#caches = caches;
    this.#fetch = fetch;
  }

  get #name(): string {
    return PREFIX + this.#shell.version;
  }

  /** Fetches every file of this version, or fails: then the worker before goes on. */
  async install(): Promise<void> {
    const page = await this.#fetch(PAGE, { cache: 'no-cache' });
    const named = [...(await page.clone().text()).matchAll(/"(\/assets\/[^"]+)"/g)].map(([, file = '']) => file);
    if (!page.ok || named.some((file) => !this.#shell.files.includes(file))) {
      throw new Error(`the page is not of version ${this.#shell.version}`);
    }
    const cache = await this.#caches.open(this.#name);
    await cache.put(PAGE, page);
    await cache.addAll([...this.#shell.files]);
  }

  /** Drops what older versions kept. */
  async activate(): Promise<void> {
    for (const name of await this.#caches.keys()) {
      if (name.startsWith(PREFIX) && name !== this.#name) {
        await this.#caches.delete(name);
      }
    }
  }

  /** The answer to a request of the page; `null` when it is none of the worker's business. */
  answer(request: Request): Promise<Response> | null {
    const path = this.#path(request);
    if (path === null) {
      return null;
    }
    if (request.mode === 'navigate') {
      return path === PAGE || path.startsWith('/s/') ? this.#newest(request, PAGE) : null;
    }
    if (path.startsWith(HASHED)) {
      return this.#kept(request, path);
    }
    return this.#shell.files.includes(path) ? this.#newest(request, path) : null;
  }

  #path({ method, url }: Asked): string | null {
    const { origin, pathname } = new URL(url);
    return method === 'GET' && origin === this.#origin ? pathname : null;
  }

  async #kept(request: Request, path: string): Promise<Response> {
    const cache = await this.#caches.open(this.#name);
    const kept = await cache.match(path);
    if (kept !== undefined) {
      return kept;
    }
    const answer = await this.#fetch(request);
    if (answer.ok) {
      await cache.put(path, answer.clone());
    }
    return answer;
  }

  /** From the server, unless it is not there or takes too long. */
  async #newest(request: Request, path: string): Promise<Response> {
    const answer = this.#fetch(request);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE_MILLIS);
    });
    const first = await Promise.race([answer.catch(() => null), late]);
    clearTimeout(timer);
    if (first !== null && !GONE.includes(first.status)) {
      return first;
    }
    const kept = await (await this.#caches.open(this.#name)).match(path);
    return kept ?? (await answer);
  }
}
