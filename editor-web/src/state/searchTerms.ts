/** Whose last changes are searched for, and how recent ones. */
export interface ChangeTerms {
  /** Beginning of a name or of a word of it; `null` for anybody. */
  readonly by: { readonly kind: 'me' } | { readonly kind: 'name'; readonly name: string } | null;
  /** How many seconds ago at most, or since midnight; `null` for at any time. */
  readonly within: number | 'today' | null;
}

/** What was typed into the search of the tree. */
export interface SearchTerms {
  /** What the engine knows by itself: words of a name, `type:`, `is:`. */
  readonly words: string;
  /** What only the server's log can tell; `null` when nothing is asked of it. */
  readonly changes: ChangeTerms | null;
  /** Which term cannot be understood as it stands. */
  readonly trouble: 'by' | 'changed' | 'twice' | null;
}

const TERM = /(^|\s)(by|changed):("[^"]*"?|\S*)/giu;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Takes `by:` and `changed:` out of what was typed. A name with spaces stands in quotation marks. */
export function parseSearch(typed: string): SearchTerms {
  let by: ChangeTerms['by'] = null;
  let within: ChangeTerms['within'] = null;
  let trouble: SearchTerms['trouble'] = null;
  const seen = new Set<string>();
  const words = typed.replace(TERM, (_term, before: string, key: string, value: string) => {
    const kind = key.toLowerCase() === 'by' ? 'by' : 'changed';
    if (seen.has(kind)) {
      trouble ??= 'twice';
    } else if (kind === 'by') {
      by = whoOf(value);
    } else {
      within = withinOf(value);
    }
    if (!seen.has(kind) && (kind === 'by' ? by : within) === null) {
      trouble ??= kind;
    }
    seen.add(kind);
    return before;
  });
  return {
    words: words.trim().replace(/\s+/gu, ' '),
    changes: by === null && within === null ? null : { by, within },
    trouble,
  };
}

function whoOf(value: string): ChangeTerms['by'] {
  if (value.toLowerCase() === 'me') {
    return { kind: 'me' };
  }
  const name = value.replaceAll('"', '').trim();
  return name === '' ? null : { kind: 'name', name };
}

function withinOf(value: string): ChangeTerms['within'] {
  if (value.toLowerCase() === 'today') {
    return 'today';
  }
  const [, digits, unit] = /^(\d{1,6})([smhd])$/iu.exec(value) ?? [];
  return digits === undefined || unit === undefined ? null : Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}
