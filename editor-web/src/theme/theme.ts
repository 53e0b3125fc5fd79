/** Which of the two looks to show; `system` follows the operating system. */
export type ThemeChoice = 'system' | 'dark' | 'light';

/** Shows a theme. Without `data-theme` the style sheet follows the system by itself. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = choice;
  }
}

/** Stops what moves by itself, or leaves that to the operating system. */
export function applyMotion(still: boolean): void {
  document.documentElement.toggleAttribute('data-still', still);
}
