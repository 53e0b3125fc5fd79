import type { Command } from './command';
import { type LengthUnit, lengthUnit } from './preferences';
import { useSignal } from './signal';

/** What lengths are shown and typed in. */
export interface ShownUnit {
  readonly suffix: LengthUnit;
  /** In metres. */
  readonly per: number;
  /** Behind the point. */
  readonly digits: number;
  /** What one arrow key adds to a position; half of it to a size. */
  readonly step: number;
}

const UNITS: Readonly<Record<LengthUnit, ShownUnit>> = {
  m: { suffix: 'm', per: 1, digits: 3, step: 0.1 },
  cm: { suffix: 'cm', per: 0.01, digits: 2, step: 10 },
  mm: { suffix: 'mm', per: 0.001, digits: 1, step: 100 },
  in: { suffix: 'in', per: 0.0254, digits: 2, step: 1 },
  ft: { suffix: 'ft', per: 0.3048, digits: 3, step: 0.5 },
};

/** The units there are, as a choice. */
export const LENGTH_UNITS: readonly { readonly id: LengthUnit; readonly command: string }[] = [
  { id: 'm', command: 'Lengths in metres' },
  { id: 'cm', command: 'Lengths in centimetres' },
  { id: 'mm', command: 'Lengths in millimetres' },
  { id: 'in', command: 'Lengths in inches' },
  { id: 'ft', command: 'Lengths in feet' },
];

/** The unit that is chosen. */
export function useLengthUnit(): ShownUnit {
  return UNITS[useSignal(lengthUnit)];
}

export const UNIT_COMMANDS: readonly Command[] = LENGTH_UNITS.map(({ id, command }) => ({
  id: `settings.unit.${id}`,
  label: command,
  group: 'Settings',
  keys: [],
  checked: () => lengthUnit.get() === id,
  run: () => lengthUnit.set(id),
}));
