// The page at 200 % zoom, and on a screen that is 320 pixels wide: nothing is cut off that can be used, and all of it can be reached.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  await server?.stop();
});

/** What cannot be reached by scrolling to it, or lies under something else; and whether the page itself is wider than the window. */
async function troubles(editor: EditorPage): Promise<string[]> {
  return await editor.page.evaluate(async () => {
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations === 1);
    await Promise.allSettled(moving.map((each) => each.finished));
    const found: string[] = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) {
      found.push(`the page is ${wide} pixels too wide`);
    }
    const over = document.querySelector('dialog[open], [role="menu"]') ?? document;
    const controls = over.querySelectorAll<HTMLElement>(
      'button, a[href], input, [role="treeitem"], [role="menuitem"], [role="option"], [role="radio"]',
    );
    for (const control of controls) {
      if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
        continue;
      }
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, top, width, height } = control.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const there = document.elementFromPoint(x, y);
      const hit = there !== null && (control.contains(there) || there.contains(control) || labels(control, there));
      const inside = left >= -1 && left + width <= innerWidth + 1 && top >= -1 && top + height <= innerHeight + 1;
      if (width > 0 && (!hit || !inside)) {
        const name = control.getAttribute('aria-label') ?? control.textContent ?? control.tagName;
        found.push(
          `${name.trim()} at ${Math.round(left)},${Math.round(top)} ${Math.round(width)}x${Math.round(height)}`,
        );
      }
    }
    return found;

    /** A switch is an invisible field under its picture. */
    function labels(control: HTMLElement, there: Element): boolean {
      return control.parentElement?.contains(there) === true;
    }
  });
}

const SCREENS = [
  { name: '200 % of 1440 x 900', viewport: { width: 720, height: 450 } },
  { name: '320 pixels wide', viewport: { width: 320, height: 640 } },
] as const;

for (const { name, viewport } of SCREENS) {
  test(`[W106] everything can be reached: ${name}`, async () => {
    const editor = await EditorPage.open(server.url, `zoom-${viewport.width}`, { viewport, more: '' });
    const { page } = editor;
    try {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await eventually('the still life', () => editor.engine((engine) => engine.sceneInfo().nodes > 0, null));
      const clear = async (what: string): Promise<void> => {
        await editor.frames(3);
        assert.deepEqual(await troubles(editor), [], what);
      };
      const dialog = async (keys: string, label: string): Promise<void> => {
        await page.keyboard.press(keys);
        await page.getByRole('dialog', { name: label }).waitFor();
        await clear(label);
        await page.keyboard.press('Escape');
        await eventually('closed', () =>
          page.evaluate(
            () => document.querySelector('dialog[open]') === null && document.activeElement?.closest('dialog') === null,
          ),
        );
      };
      await clear('the scene');
      await editor.engine((engine) => {
        engine.expandAll(true);
        engine.setSelection(['default-ball']);
      }, null);
      for (const [panel, key] of [
        ['.panel-tree', 'Shift+T'],
        ['.panel-inspector', 'Shift+I'],
      ] as const) {
        if (!(await page.locator(panel).isVisible())) {
          await page.keyboard.press(key);
        }
        await page.locator(panel).waitFor();
        await clear(panel);
      }
      await page
        .locator('#viewport')
        .click({ button: 'right', position: { x: viewport.width / 2, y: 200 }, force: true });
      await page.getByRole('menu').waitFor();
      await clear('the menu of the right button');
      await page.keyboard.press('Escape');
      await dialog('Control+k', 'All commands');
      await dialog('Control+,', 'Settings');
      await dialog('?', 'Keyboard shortcuts');
      await page.keyboard.press('\\');
      await eventually('the lanes', async () => (await page.locator('.replay-name').count()) > 0);
      await clear('the replay');
      assert.deepEqual(editor.errors, []);
    } finally {
      await editor.close();
    }
  });
}
