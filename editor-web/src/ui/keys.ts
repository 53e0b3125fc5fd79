/** A chord as it is printed on the keys. */
export function shownKey(chord: string): string {
  return chord.replace('ArrowLeft', '←').replace('ArrowRight', '→').replace('Escape', 'Esc');
}
