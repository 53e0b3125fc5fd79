/** Which languages there are. */
export type Language = 'en' | 'de';

/** Sentences by their English. */
export type Table = Readonly<Record<string, string>>;

export type Values = Readonly<Record<string, string | number>>;

let table: Table = {};
let language: Language = 'en';

/** Shows another language from now on; who has shown something asks again. */
export function showTable(next: Language, sentences: Table): void {
  language = next;
  table = sentences;
}

/** The language shown. */
export function shownLanguage(): Language {
  return language;
}

/**
 * A text in the person's language. English is its own key, and what a table lacks stays English.
 *
 * @param values put in place of `{name}`; numbers as the language writes them
 */
export function t(english: string, values?: Values): string {
  const text = table[english] ?? english;
  return values === undefined
    ? text
    : text.replace(/\{(\w+)\}/g, (whole, name: string) => shown(values[name]) ?? whole);
}

/** A text about so many things: one of them, or `{count}`. */
export function counted(count: number, one: string, many: string, values: Values = {}): string {
  return t(count === 1 ? one : many, { ...values, count });
}

/** A number as the language writes it; with so many digits behind the point, where that is asked. */
export function figure(value: number, digits?: number): string {
  return digits === undefined
    ? value.toLocaleString(language)
    : value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function shown(value: string | number | undefined): string | undefined {
  return typeof value === 'number' ? figure(value) : value;
}
