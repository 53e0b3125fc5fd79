/**
 * How well a text fits what was typed: its letters in order, better the more of them begin words or follow one another; null if it does
 * not fit. Case and spaces do not count.
 */
export function fuzzyScore(typed: string, text: string): number | null {
  const wanted = typed.toLowerCase().replaceAll(' ', '');
  const letters = text.toLowerCase();
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = bestPlace(letters, letter, at);
    if (next < 0) {
      return null;
    }
    score += next === at + 1 ? 3 : beginsWord(letters, next) ? 2 : 0;
    at = next;
  }
  return score - letters.length / 100;
}

/** The next letter if it fits, else the beginning of a later word, else the first that fits. */
function bestPlace(letters: string, letter: string, after: number): number {
  const first = letters.indexOf(letter, after + 1);
  if (first < 0 || first === after + 1) {
    return first;
  }
  for (let at = first; at >= 0; at = letters.indexOf(letter, at + 1)) {
    if (beginsWord(letters, at)) {
      return at;
    }
  }
  return first;
}

function beginsWord(letters: string, at: number): boolean {
  return at === 0 || letters[at - 1] === ' ';
}
