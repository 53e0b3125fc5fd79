const PRINTED: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** A chord as it is printed on the keys. */
export function shownKey(chord: string): string {
  return chord.replace(/Arrow(?:Left|Right|Up|Down)|Escape/, (key) => PRINTED[key] ?? key);
}
