import type { Engine } from '../engine/EngineHost';
import { asOneStep, readNodes, type Value, type Values, write } from './document';

/** A component of a node: rare data with a register of its own. */
export type ComponentKey = 'c:light' | 'c:camera';

/** How a number is shown: so many of the document's own unit make one of the shown. */
interface Shown {
  readonly suffix: string;
  readonly per: number;
  readonly digits: number;
}

/** One field of a component, as the inspector shows it. */
export type Field = {
  readonly key: string;
  readonly label: string;
  /** Whether it means anything, by the values of the others. */
  readonly when?: (values: Values) => boolean;
} & (
  | { readonly kind: 'choice'; readonly usual: string; readonly options: readonly { id: string; label: string }[] }
  | { readonly kind: 'switch'; readonly usual: boolean }
  | { readonly kind: 'color'; readonly usual: readonly number[] }
  | {
      readonly kind: 'number';
      readonly usual: number;
      /** Metres, shown in the chosen unit, or what is said here. */
      readonly unit: 'length' | Shown | ((values: Values) => Shown);
      readonly step: number;
      readonly min: number;
      readonly max: number;
    }
);

const DEGREES: Shown = { suffix: '°', per: Math.PI / 180, digits: 1 };

/** A cone is stored by half of its angle. */
const WHOLE_CONE: Shown = { suffix: '°', per: Math.PI / 360, digits: 1 };

const LUX: Shown = { suffix: 'lx', per: 1, digits: 1 };
const CANDELA: Shown = { suffix: 'cd', per: 1, digits: 1 };

const isSpot = (values: Values): boolean => values.type === 'spot';
const isFlat = (values: Values): boolean => values.orthographic === true;

/** What the inspector shows of each component; each field that is missing has its usual value. */
export const COMPONENTS: Readonly<Record<ComponentKey, { readonly title: string; readonly fields: readonly Field[] }>> =
  {
    'c:light': {
      title: 'Light',
      fields: [
        {
          key: 'type',
          label: 'Type',
          kind: 'choice',
          usual: 'point',
          options: [
            { id: 'directional', label: 'Sun' },
            { id: 'point', label: 'Point' },
            { id: 'spot', label: 'Spot' },
          ],
        },
        { key: 'color', label: 'Colour of the light', kind: 'color', usual: [1, 1, 1] },
        {
          key: 'intensity',
          label: 'Intensity',
          kind: 'number',
          usual: 100,
          unit: (values) => (values.type === 'directional' ? LUX : CANDELA),
          step: 10,
          min: 0,
          max: 1e9,
        },
        {
          key: 'range',
          label: 'Range',
          when: (values) => values.type !== 'directional',
          kind: 'number',
          usual: 0,
          unit: 'length',
          step: 0.5,
          min: 0,
          max: 1e9,
        },
        {
          key: 'outer',
          label: 'Cone',
          when: isSpot,
          kind: 'number',
          usual: Math.PI / 4,
          unit: WHOLE_CONE,
          step: 2,
          min: 0.001,
          max: Math.PI / 2,
        },
        {
          key: 'inner',
          label: 'Full within',
          when: isSpot,
          kind: 'number',
          usual: 0,
          unit: WHOLE_CONE,
          step: 2,
          min: 0,
          max: Math.PI / 2,
        },
        { key: 'shadow', label: 'Shadow', kind: 'switch', usual: true },
      ],
    },
    'c:camera': {
      title: 'Camera',
      fields: [
        { key: 'orthographic', label: 'Without perspective', kind: 'switch', usual: false },
        {
          key: 'fov',
          label: 'Field of view',
          when: (values) => !isFlat(values),
          kind: 'number',
          usual: Math.PI / 4,
          unit: DEGREES,
          step: 1,
          min: Math.PI / 180,
          max: (170 * Math.PI) / 180,
        },
        {
          key: 'height',
          label: 'Height',
          when: isFlat,
          kind: 'number',
          usual: 10,
          unit: 'length',
          step: 0.5,
          min: 0.001,
          max: 1e6,
        },
        { key: 'near', label: 'Near', kind: 'number', usual: 0.1, unit: 'length', step: 0.1, min: 0.001, max: 1e6 },
        { key: 'far', label: 'Far', kind: 'number', usual: 1000, unit: 'length', step: 10, min: 0.01, max: 1e9 },
      ],
    },
  };

/** What of a component is told to those who show it: all of its fields, the usual values where it says nothing, or nonsense. */
export function componentOf(key: ComponentKey, register: Value | undefined): Values {
  const said = isObject(register) ? register : {};
  return {
    ...said,
    ...Object.fromEntries(
      COMPONENTS[key].fields.map((field) => {
        const value = said[field.key];
        return [field.key, value !== undefined && fits(field, value) ? value : field.usual];
      }),
    ),
  };
}

function isObject(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fits(field: Field, value: Value): boolean {
  switch (field.kind) {
    case 'choice':
      return field.options.some(({ id }) => id === value);
    case 'switch':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'color':
      return Array.isArray(value) && value.length >= 3 && value.every((each) => typeof each === 'number');
  }
}

/** A component of some nodes, in their order. */
export function readComponents(engine: Engine, ids: readonly string[], key: ComponentKey): Values[] {
  const sets = new Map(readNodes(engine, ids).map(({ node, set }) => [node, set]));
  return ids.map((id) => componentOf(key, sets.get(id)?.[key]));
}

/** Changes one field of a component of some nodes; the rest of it stays, also what is not known here. */
export function changeComponents(
  engine: Engine,
  ids: readonly string[],
  key: ComponentKey,
  step: string,
  change: (values: Values) => Values,
): void {
  const sets = new Map(readNodes(engine, ids).map(({ node, set }) => [node, set]));
  asOneStep(engine, step, () => {
    write(
      engine,
      ids.flatMap((node) => {
        const register = sets.get(node)?.[key];
        const said = isObject(register) ? register : {};
        return sets.has(node)
          ? [{ node, set: { [key]: settled({ ...said, ...rounded(change(componentOf(key, register))) }) } }]
          : [];
      }),
    );
  });
}

/** The full light of a cone is within it. */
function settled(values: Values): Values {
  const { inner, outer } = values;
  return typeof inner === 'number' && typeof outer === 'number' && inner > outer ? { ...values, inner: outer } : values;
}

/** Numbers as the document has them. */
function rounded(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number'
        ? Math.fround(value)
        : Array.isArray(value)
          ? value.map((each) => Math.fround(Number(each)))
          : value,
    ]),
  );
}
