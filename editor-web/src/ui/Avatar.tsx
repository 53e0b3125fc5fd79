import type { CSSProperties } from 'react';

/** A person: the initials on their colour, for the eye only. What it stands in has the name. */
export function Avatar({ name, color, self = false }: { name: string; color: string; self?: boolean }) {
  return (
    <span
      className={self ? 'avatar avatar-self' : 'avatar'}
      style={{ '--person': color } as CSSProperties}
      data-initials={initials(name)}
    />
  );
}

/** At most two letters: of the first and of the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
