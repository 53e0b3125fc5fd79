import type { ReplayChange } from './EngineFeed';
import type { Author } from './wire';

/** A name for those who gave none. */
export function nameOf(author: Author | undefined): string {
  return author === undefined || author.name.trim() === '' ? 'Somebody' : author.name.trim();
}

const VERBS: Readonly<Record<string, string>> = {
  rotation: 'turned',
  scale: 'resized',
  name: 'renamed',
  radius: 'changed the radius of',
  width: 'changed the width of',
  height: 'changed the height of',
  depth: 'changed the depth of',
  background: 'changed the background of',
};

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
    return `${who} changed the scene`;
  }
  return `${who} ${verb(told)} ${objects(told)}`;
}

function verb(changes: readonly ReplayChange[]): string {
  const [first] = changes;
  if (first === undefined) {
    return 'changed';
  }
  if (first.kind !== 'changed') {
    return { added: 'added', removed: 'deleted', moved: 'moved' }[first.kind];
  }
  const properties = new Set(changes.map((change) => change.property));
  return (properties.size === 1 ? VERBS[first.property ?? ''] : undefined) ?? 'changed';
}

function objects(changes: readonly ReplayChange[]): string {
  const names = [
    ...new Map(changes.map((change) => [change.id, change.id === '' ? 'the scene' : change.name])).values(),
  ];
  const first = names[0]?.trim() ?? '';
  const name = first === '' ? 'an object' : first;
  return names.length <= 1 ? name : `${name} and ${(names.length - 1).toLocaleString()} more`;
}

/** People as a list: "Ada", "Ada and Bo", "Ada, Bo and 3 others". */
export function people(authors: readonly Author[]): string {
  const names = authors.map(nameOf);
  if (names.length <= 2) {
    return names.join(' and ');
  }
  return `${names[0]}, ${names[1]} and ${names.length === 3 ? names[2] : `${names.length - 2} others`}`;
}
