import type { EditorSession } from './EditorSession';

/** One thing a person can do. Menus, shortcuts and the sheet of shortcuts are made from the list of these. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group:
    | 'Add'
    | 'Edit'
    | 'Select'
    | 'Tools'
    | 'View'
    | 'Shading'
    | 'Camera'
    | 'Replay'
    | 'Together'
    | 'Settings';
  /** As `chordOf` spells them; the first is shown. A preset may have others: ask `keysOf`. */
  readonly keys: readonly string[];
  /** Whether it changes the scene, and so cannot be done to the past. */
  readonly edits?: boolean;
  /** Whether its keys are the browser's, which then tells of copying, cutting or pasting. */
  readonly byBrowser?: boolean;
  /** Whether it means anything now; else its keys are left alone. Always, without it. */
  when?(session: EditorSession): boolean;
  /** Whether what it chooses or switches on is so now; only for choices and switches. */
  checked?(session: EditorSession): boolean;
  run(session: EditorSession): void;
}
