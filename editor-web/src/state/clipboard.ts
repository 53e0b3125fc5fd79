import { copyNodes, pasteNodes } from './clipboardText';
import { copyText } from './copyText';
import { LAST } from './document';
import type { EditorSession } from './EditorSession';

/** What was copied last, for browsers that let nobody read their clipboard but by a key. */
let copiedHere = '';

/** What is selected, as a text; `null` when nothing is, or it cannot be copied. */
function selectionText(session: EditorSession): string | null {
  const ids = session.engine?.selection() ?? [];
  let text: string | null = null;
  if (ids.length > 0) {
    session.edit((engine) => {
      text = copyNodes(engine, ids);
      copiedHere = text;
    });
  }
  return text;
}

/** Copies what is selected, from a menu. */
export function copySelection(session: EditorSession): boolean {
  const text = selectionText(session);
  if (text === null) {
    return false;
  }
  copyText(text).catch(() => session.tell('Copied, but only for this tab: the browser keeps its clipboard closed.'));
  return true;
}

/** Copies and deletes what is selected, from a menu. */
export function cutSelection(session: EditorSession): void {
  if (copySelection(session)) {
    session.edit((engine) => engine.deleteSelection());
  }
}

/** Pastes, from a menu: there the browser may ask whether it is allowed to. */
export function pasteHere(session: EditorSession): void {
  const read = navigator.clipboard?.readText === undefined ? Promise.reject() : navigator.clipboard.readText();
  read.catch(() => copiedHere).then((text) => paste(session, text));
}

/** Puts copied objects beside what is selected, where they stood in the world. */
function paste(session: EditorSession, text: string): void {
  session.edit((engine) => {
    const beside = engine.node(engine.selection().at(-1) ?? '');
    if (!pasteNodes(engine, text, beside?.parent ?? '', beside === null ? LAST : beside.index + 1)) {
      session.tell('The clipboard holds no objects.');
    }
  });
}

/**
 * Takes copying, cutting and pasting by keys from the browser, which hands over its clipboard only so, and on plain http too.
 *
 * @param typing whether text is being typed, where these mean text
 * @param editable says whether edits are possible, and tells why if not
 */
export function listenToClipboard(
  session: EditorSession,
  typing: (target: EventTarget | null) => boolean,
  editable: () => boolean,
): () => void {
  const elsewhere = (event: ClipboardEvent): boolean =>
    event.defaultPrevented || typing(event.target) || getSelection()?.type === 'Range';
  function onCopy(event: ClipboardEvent): void {
    if (elsewhere(event) || (event.type === 'cut' && !editable())) {
      return;
    }
    const text = selectionText(session);
    if (text !== null) {
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      if (event.type === 'cut') {
        session.edit((engine) => engine.deleteSelection());
      }
    }
  }
  function onPaste(event: ClipboardEvent): void {
    if (!elsewhere(event) && editable()) {
      event.preventDefault();
      paste(session, event.clipboardData?.getData('text/plain') ?? '');
    }
  }
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCopy);
    document.removeEventListener('paste', onPaste);
  };
}
