/** The moment that an address names by `?at=`: a sequence, or `null`. */
export function momentOf(search: string): number | null {
  const at = new URLSearchParams(search).get('at') ?? '';
  return /^\d{1,15}$/.test(at) ? Number(at) : null;
}

/** An address as it is, but at a moment, or at none. */
export function withMoment(href: string, sequence: number | null): string {
  const url = new URL(href);
  if (sequence === null) {
    url.searchParams.delete('at');
  } else {
    url.searchParams.set('at', String(sequence));
  }
  // `?debug=` is what the parameters make of `?debug`.
  url.search = url.search.replace(/=(?=&|$)/g, '');
  return url.href;
}
