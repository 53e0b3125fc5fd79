import { t } from '../i18n/i18n';
import type { ReplayChange } from './EngineFeed';
import type { Author } from './wire';

/** A name for those who gave none. */
export function nameOf(author: Author | undefined): string {
  return author === undefined || author.name.trim() === '' ? t('Somebody') : author.name.trim();
}

/** What changed, as a sentence. */
const SENTENCES: Readonly<Record<string, string>> = {
  rotation: '{who} turned {what}',
  scale: '{who} resized {what}',
  name: '{who} renamed {what}',
  radius: '{who} changed the radius of {what}',
  width: '{who} changed the width of {what}',
  height: '{who} changed the height of {what}',
  depth: '{who} changed the depth of {what}',
  background: '{who} changed the background of {what}',
};

const CHANGED = '{who} changed {what}';

/** What came, went or moved. */
const KINDS = { added: '{who} added {what}', removed: '{who} deleted {what}', moved: '{who} moved {what}' } as const;

/** What an entry did, as a sentence without its end: "Ada moved Lamp", "Bo added Ball and 2 more". */
export function caption(author: Author | undefined, changes: readonly ReplayChange[]): string {
  const who = nameOf(author);
  // Somebody who adds a group with things inside adds; that the things are changed too goes without saying.
  const kind = (['added', 'removed', 'moved', 'changed'] as const).find((candidate) =>
    changes.some((change) => change.kind === candidate),
  );
  const told = changes.filter((change) => change.kind === kind);
  const [first] = told;
  if (first === undefined) {
    return t(CHANGED, { who, what: t('the scene') });
  }
  return t(sentence(told), { who, what: objects(told) });
}

function sentence(changes: readonly ReplayChange[]): string {
  const [first] = changes;
  if (first !== undefined && first.kind !== 'changed') {
    return KINDS[first.kind];
  }
  const properties = new Set(changes.map((change) => change.property));
  return (properties.size === 1 ? SENTENCES[first?.property ?? ''] : undefined) ?? CHANGED;
}

function objects(changes: readonly ReplayChange[]): string {
  const names = [
    ...new Map(changes.map((change) => [change.id, change.id === '' ? t('the scene') : change.name])).values(),
  ];
  const first = names[0]?.trim() ?? '';
  const name = first === '' ? t('an object') : first;
  return names.length <= 1 ? name : t('{name} and {count} more', { name, count: names.length - 1 });
}

/** People as a list: "Ada", "Ada and Bo", "Ada, Bo and 3 others". */
export function people(authors: readonly Author[]): string {
  const names = authors.map(nameOf);
  const [one = '', other = '', third = ''] = names;
  switch (names.length) {
    case 0:
    case 1:
      return one;
    case 2:
      return t('{one} and {other}', { one, other });
    case 3:
      return t('{one}, {other} and {third}', { one, other, third });
    default:
      return t('{one}, {other} and {count} others', { one, other, count: names.length - 2 });
  }
}
