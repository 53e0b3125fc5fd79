import type { Engine, NodeInfo, Primitive } from '@diorama/engine';
import type { BrowserContext, Page } from 'playwright-core';
import { openProfile } from './browser.ts';
import { eventually } from './eventually.ts';
import type { Line } from './Line.ts';

type Point = [number, number];

declare global {
  interface Window {
    diorama?: { readonly engine: Engine | null };
  }
}

/** For a single click or call, on a machine that draws in software and does other things too. */
const TIMEOUT_MILLIS = 120_000;

interface OpenOptions {
  viewport?: { width: number; height: number };
  /** Instead of a guest by chance; somebody who has been here before. */
  person?: { name: string; color: string };
  /** Further parameters of the address, as for {@link EditorPage.go}. */
  more?: string;
  /** What lies between the page and the server. */
  line?: Line;
  /** What this browser does not have. */
  without?: 'WebGPU';
  /** Runs in the page before anything else does. */
  beforeLoad?: () => void;
}

/** The editor as one person has it before them. */
export class EditorPage {
  readonly page: Page;
  readonly #context: BrowserContext;
  /** What went wrong in the page: uncaught errors, and errors in its console but for the network's own. */
  readonly errors: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.setDefaultTimeout(TIMEOUT_MILLIS);
    page.on('pageerror', (error) => this.errors.push(String(error.stack ?? error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket connection|Failed to load resource/.test(message.text())) {
        this.errors.push(message.text());
      }
    });
  }

  /** A person with a browser of their own, in a room. */
  static async open(
    url: string,
    room: string,
    { viewport, person, more, line, without, beforeLoad }: OpenOptions = {},
  ): Promise<EditorPage> {
    const context = await openProfile(viewport);
    if (person !== undefined) {
      await context.addInitScript((who) => {
        if (location.protocol === 'about:') {
          return; // which has no storage
        }
        localStorage.setItem('diorama.person', JSON.stringify(who));
        localStorage.setItem('diorama.firstSteps', '3');
      }, person);
    }
    if (without !== undefined) {
      await context.addInitScript(() => {
        if ('gpu' in navigator) {
          Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined, configurable: true });
        }
      });
    }
    if (beforeLoad !== undefined) {
      await context.addInitScript(beforeLoad);
    }
    const editor = new EditorPage(context, context.pages()[0] ?? (await context.newPage()));
    try {
      await line?.lay(editor.page);
      await editor.go(url, room, more, without);
    } catch (error) {
      await context.close();
      throw error;
    }
    return editor;
  }

  /** @param more further parameters of the address, with `&` before each; without the default scene unless these say otherwise */
  async go(url: string, room: string, more = '&empty', without?: 'WebGPU'): Promise<void> {
    await this.page.goto(`${url}/s/${room}?debug${more}`);
    await eventually('the page has joined', async () => {
      const failed = await this.page.locator('.card-detail').count();
      if (failed > 0 && (without === undefined || this.errors.length > 0)) {
        throw new Error(`${await this.page.locator('.card').innerText()}\n${this.errors.join('\n')}`);
      }
      return await this.page.evaluate(() => window.diorama?.engine?.syncState().synced === true);
    });
  }

  /** Opens a room that was open before, without waiting for a server. */
  async reopen(url: string, room: string, more = '&empty'): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${url}/s/${room}?debug${more}`);
    await eventually('the engine runs', () => this.page.evaluate(() => (window.diorama?.engine ?? null) !== null));
  }

  /** Waits until the browser has all of the page, and would open it without its server. */
  async keepsPage(): Promise<void> {
    await eventually('the page is kept', () =>
      this.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'),
    );
  }

  /** Takes the network away, or gives it back. */
  async offline(gone: boolean): Promise<void> {
    await this.#context.setOffline(gone);
  }

  /** Another tab of the same person; closed with the first. */
  async tab(): Promise<EditorPage> {
    return new EditorPage(this.#context, await this.#context.newPage());
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Calls something in the page with its engine. */
  async engine<A, T>(call: (engine: Engine, argument: A) => T | Promise<T>, argument: A): Promise<T> {
    const source = `(async (argument) => (${call.toString()})(window.diorama.engine, argument))`;
    return (await this.page.evaluate(`${source}(${JSON.stringify(argument) ?? 'undefined'})`)) as T;
  }

  stateHash(): Promise<string> {
    return this.engine((engine) => engine.stateHash(), null);
  }

  node(id: string): Promise<NodeInfo | null> {
    return this.engine((engine, node) => engine.node(node), id);
  }

  selection(): Promise<string[]> {
    return this.engine((engine) => engine.selection(), null);
  }

  async position(id: string): Promise<[number, number, number] | null> {
    return (await this.node(id))?.position ?? null;
  }

  /** What the chip says: saved, saving, offline, ... */
  async chip(): Promise<string> {
    return (await this.page.locator('.chip').getAttribute('data-state')) ?? '';
  }

  /** Adds a shape through the menu, as a person does, and returns its id. */
  async add(primitive: Primitive): Promise<string> {
    const before = await this.selection();
    await this.page.getByRole('button', { name: 'Add an object' }).click();
    await this.page.getByRole('menuitem', { name: primitive, exact: false }).click();
    return await eventually(`${primitive} is selected`, async () => {
      const [id] = await this.selection();
      return id !== undefined && !before.includes(id) ? id : null;
    });
  }

  /**
   * Presses the mouse on a point of the canvas, moves it step by step, and lets go. Points are device pixels.
   *
   * @param before what happens before the button is let go
   */
  async drag(from: Point, by: Point, before: () => Promise<void> = async () => {}, steps = 6): Promise<void> {
    const mouse = this.page.mouse;
    await mouse.move(from[0], from[1]);
    await this.frames(2);
    await mouse.down();
    for (let step = 1; step <= steps; step++) {
      await mouse.move(from[0] + (by[0] * step) / steps, from[1] + (by[1] * step) / steps);
      await this.frames(1);
    }
    await before();
    await mouse.up();
    await this.frames(2);
  }

  /** Waits for some animation frames. */
  async frames(count: number): Promise<void> {
    await this.page.evaluate(async (wanted) => {
      for (let frame = 0; frame < wanted; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }, count);
  }

  /** Renders off screen at the size of the canvas and returns the colours around some of its pixels, 3 x 3 on average. */
  async colours(points: Point[]): Promise<[number, number, number][]> {
    return await this.engine(async (engine, wanted) => {
      const canvas = document.getElementById('viewport') as HTMLCanvasElement;
      const pixels = await engine.renderImage(canvas.width, canvas.height);
      return wanted.map(([x, y]) => {
        const sum: [number, number, number] = [0, 0, 0];
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            const at = ((Math.round(y) + dy) * canvas.width + Math.round(x) + dx) * 4;
            for (let channel = 0; channel < 3; channel++) {
              sum[channel as 0 | 1 | 2] += (pixels[at + channel] ?? 0) / 9;
            }
          }
        }
        return sum;
      });
    }, points);
  }

  /**
   * Paints the off-screen picture over the canvas.
   *
   * Without a screen, a screenshot of a canvas drawn by WebGPU is blank on some machines; what is painted here it shows.
   */
  async paintOverCanvas(): Promise<void> {
    await this.engine(async (engine) => {
      const canvas = document.getElementById('viewport') as HTMLCanvasElement;
      const copy = document.createElement('canvas');
      copy.width = canvas.width;
      copy.height = canvas.height;
      copy.style.cssText = `position:fixed;top:0;left:0;width:${canvas.clientWidth}px;height:${canvas.clientHeight}px;pointer-events:none`;
      const pixels = await engine.renderImage(copy.width, copy.height);
      const image = new ImageData(new Uint8ClampedArray(pixels), copy.width, copy.height);
      copy.getContext('2d')?.putImageData(image, 0, 0);
      document.getElementById('painted')?.remove();
      copy.id = 'painted';
      canvas.after(copy);
    }, null);
  }
}
