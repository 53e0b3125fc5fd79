import ts from 'typescript';
import { afterEach, expect, it } from 'vitest';
import { GERMAN } from '../i18n/de';
import { counted, figure, showTable, t } from '../i18n/i18n';
import { COMMANDS } from './commands';
import { meant } from './language';

const WORD = /\p{L}{2}/u;

/** Properties and attributes whose strings are shown. */
const SHOWN = new Set([
  ...['label', 'title', 'why', 'what', 'explanation', 'hint', 'group', 'aria-label', 'placeholder', 'data-tip'],
]);

const files = Object.entries(
  import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
)
  .filter(([path]) => !/\.test\.|testing|i18n/.test(path))
  .map(([path, text]) => ({ path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }));

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** The strings that an expression may be. */
function strings(node: ts.Node | undefined): string[] {
  if (node === undefined) {
    return [];
  }
  if (ts.isStringLiteralLike(node)) {
    return [node.text];
  }
  return ts.isConditionalExpression(node) ? [...strings(node.whenTrue), ...strings(node.whenFalse)] : [];
}

/** What is handed to the functions that translate or tell, and what the tables of the page are made of. */
function wordsOf(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      if (called === 't' || called.endsWith('.tell')) {
        found.push(...strings(node.arguments[0]));
      } else if (called === 'counted') {
        found.push(...strings(node.arguments[1]), ...strings(node.arguments[2]));
      }
    } else if (ts.isPropertyAssignment(node) && SHOWN.has(node.name.getText())) {
      found.push(...strings(node.initializer));
    }
  });
  return found.filter((text) => WORD.test(text) && text !== 'group');
}

/** Whether an attribute is what a field is called. */
function namesField(node: ts.JsxAttribute): boolean {
  return node.name.getText() === 'name' && /^(Text|Number|Color)Field$/.test(node.parent.parent.tagName.getText());
}

/** Texts in JSX that go past the translation. */
function bareWords(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (ts.isJsxText(node) && WORD.test(node.text)) {
      found.push(node.text.trim());
    } else if (ts.isJsxAttribute(node) && (SHOWN.has(node.name.getText()) || namesField(node))) {
      const value = node.initializer;
      found.push(
        ...strings(value && ts.isJsxExpression(value) ? value.expression : value).filter((text) => WORD.test(text)),
      );
    }
  });
  return found;
}

afterEach(() => showTable('en', {}));

it.each(files)('[W81] all words of $path are translated', ({ tree }) => {
  expect(bareWords(tree)).toEqual([]);
  expect(wordsOf(tree).filter((text) => GERMAN[text] === undefined)).toEqual([]);
});

it('[W81] the commands that are made from lists have German names, too', () => {
  const shown = COMMANDS.flatMap(({ label, group }) => [label, group]);
  expect(shown.filter((text) => GERMAN[text] === undefined)).toEqual([]);
});

it('[W81] German keeps the places for names and numbers', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const [english, german] of Object.entries(GERMAN)) {
    expect(places(german), english).toEqual(places(english));
  }
});

it('[W81] texts, counts and numbers are those of the language; what is not known stays English', () => {
  expect(t('Saved')).toBe('Saved');
  showTable('de', GERMAN);
  expect(t('Saved')).toBe('Gesichert');
  expect(t('No such words')).toBe('No such words');
  expect(counted(1, 'Offline, 1 change', 'Offline, {count} changes')).toBe('Offline, 1 Änderung');
  expect(counted(1200, 'Offline, 1 change', 'Offline, {count} changes')).toBe('Offline, 1.200 Änderungen');
  expect(figure(12_345)).toBe('12.345');
});

it('[W81] the first language of the browser that is spoken here counts, unless one was chosen', () => {
  expect(meant('system', ['fr', 'de-AT', 'en'])).toBe('de');
  expect(meant('system', ['en-GB', 'de'])).toBe('en');
  expect(meant('system', ['ja'])).toBe('en');
  expect(meant('en', ['de'])).toBe('en');
});
