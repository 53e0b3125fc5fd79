import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { EditorPage } from './EditorPage.ts';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Makes a page ready for {@link violations}. */
export async function bringAxe(editor: EditorPage): Promise<void> {
  await editor.page.evaluate(await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'));
}

/** What axe calls serious or critical on the page, once it has come to rest: a moment after a change some colours are those of before. */
export async function violations(editor: EditorPage): Promise<string[]> {
  let found: string[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    await editor.frames(3);
    found = await violationsNow(editor);
    if (found.length === 0) {
      break;
    }
  }
  return found;
}

async function violationsNow(editor: EditorPage): Promise<string[]> {
  const found = (await editor.page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: readonly Violation[];
  };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`);
}
