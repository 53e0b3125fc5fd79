import { chosen } from './stored';

/** Who sits here: a guest until there are accounts. */
export interface Person {
  readonly name: string;
  /** `#rrggbb`, one of {@link PEOPLE_COLORS} unless somebody chose otherwise. */
  readonly color: string;
}

/** Twelve hues of one lightness and chroma (OKLCH 0.72 0.15), far enough from the accent's orange to be told apart. */
export const PEOPLE_COLORS = [
  '#ef7a85',
  '#e8804f',
  '#cf9220',
  '#a8a424',
  '#76b251',
  '#36ba83',
  '#00bbb0',
  '#00b6d8',
  '#46a9f2',
  '#8499f8',
  '#b288ec',
  '#d67bcb',
] as const;

const ADJECTIVES = [
  'Amber',
  'Brisk',
  'Calm',
  'Clever',
  'Gentle',
  'Jolly',
  'Lucky',
  'Mellow',
  'Nimble',
  'Quiet',
  'Sunny',
  'Swift',
];
const ANIMALS = [
  'Badger',
  'Crane',
  'Dolphin',
  'Falcon',
  'Fox',
  'Heron',
  'Ibex',
  'Lynx',
  'Marten',
  'Otter',
  'Robin',
  'Wren',
];

/** The person at this tab: a guest of its own until they choose a name or a colour, which then holds in all tabs and across visits. */
export const person = chosen<Person>('person', () => guest(), isPerson);

/** A friendly name and a colour, by chance. */
export function guest(random: () => number = Math.random): Person {
  const pick = <T>(from: readonly T[], otherwise: T): T => from[Math.floor(random() * from.length)] ?? otherwise;
  return {
    name: `${pick(ADJECTIVES, 'Calm')} ${pick(ANIMALS, 'Otter')}`,
    color: pick<string>(PEOPLE_COLORS, '#46a9f2'),
  };
}

function isPerson(value: unknown): value is Person {
  const candidate = value as Partial<Person> | null;
  return (
    typeof candidate?.name === 'string' &&
    candidate.name.trim() !== '' &&
    typeof candidate.color === 'string' &&
    /^#[\da-f]{6}$/i.test(candidate.color)
  );
}
