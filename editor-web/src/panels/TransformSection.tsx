import { useRef, useState } from 'react';
import { t } from '../i18n/i18n';
import { asOneStep } from '../state/document';
import { type Euler, eulerOf, quaternionOf, sameRotation } from '../state/euler';
import { type Engine, type NodeInfo, useSession } from '../state/hooks';
import { useLengthUnit } from '../state/units';
import { NumberField, type Unit } from '../ui/NumberField';

const AXES = ['X', 'Y', 'Z'] as const;
const TINTS = ['var(--axis-x)', 'var(--axis-y)', 'var(--axis-z)'] as const;

type Triple = readonly [number, number, number];
type Write = (engine: Engine, now: NodeInfo, changed: (triple: Triple) => [number, number, number]) => void;

/** Position, rotation and scale, relative to the parent; of one node, or of several at once. */
export function TransformSection({ nodes }: { nodes: readonly NodeInfo[] }) {
  const session = useSession();
  const unit = useLengthUnit();
  const [typed, setTyped] = useState<Euler | null>(null);
  const lastTyped = useRef<Euler | null>(null);
  const ids = nodes.map((node) => node.id);
  const one = nodes.length === 1;

  /** Changes one axis of what the engine holds by then: what is shown here may be a frame old. */
  function edit(kind: string, axis: number, value: number | null, from: (old: number) => number, write: Write): void {
    const key = `${kind}${axis} ${ids.join(' ')}`;
    const change = (engine: Engine): void =>
      asOneStep(engine, value === null ? '' : key, () => {
        for (const id of ids) {
          const now = engine.node(id);
          if (now !== null) {
            write(engine, now, (triple) => withAxis(triple, axis, from));
          }
        }
      });
    if (value === null) {
      session.edit(change);
    } else {
      session.editSoon(key, change);
    }
  }

  return (
    <section className="section" aria-label={t('Transform')}>
      <TripleRow
        label={t('Position')}
        value={common(nodes, (node) => node.position)}
        quantity="length"
        unit={unit}
        step={unit.step}
        onChange={(axis, value, from) =>
          edit('p', axis, value, from, (engine, now, changed) => engine.setPosition(now.id, ...changed(now.position)))
        }
      />
      <TripleRow
        label={t('Rotation')}
        value={common(nodes, (node) => anglesOf(node, one ? typed : null))}
        quantity="angle"
        step={1}
        digits={2}
        onChange={(axis, value, from) =>
          edit('r', axis, value, from, (engine, now, changed) => {
            const angles = changed(anglesOf(now, one ? lastTyped.current : null));
            lastTyped.current = angles;
            setTyped(angles);
            engine.setRotation(now.id, ...quaternionOf(angles));
          })
        }
      />
      <TripleRow
        label={t('Scale')}
        value={common(nodes, (node) => node.scale)}
        quantity="plain"
        step={0.05}
        onChange={(axis, value, from) =>
          edit('s', axis, value, from, (engine, now, changed) => engine.setScale(now.id, ...changed(now.scale)))
        }
      />
    </section>
  );
}

function withAxis(triple: Triple, axis: number, from: (old: number) => number): [number, number, number] {
  const changed: [number, number, number] = [...triple];
  changed[axis as 0 | 1 | 2] = from(triple[axis as 0 | 1 | 2]);
  return changed;
}

/** By axis what all nodes have alike, `null` where they differ. */
function common(nodes: readonly NodeInfo[], read: (node: NodeInfo) => Triple): (number | null)[] {
  const triples = nodes.map(read);
  return [0, 1, 2].map((axis) => {
    const value = triples[0]?.[axis] ?? null;
    return triples.every((triple) => triple[axis] === value) ? value : null;
  });
}

/** Many angles make one rotation: what was typed stays as it was typed, as long as the object is still turned that way. */
function anglesOf(node: NodeInfo, typed: Euler | null): Euler {
  return typed !== null && sameRotation(quaternionOf(typed), node.rotation) ? typed : eulerOf(node.rotation);
}

interface TripleRowProps {
  label: string;
  value: readonly (number | null)[];
  quantity: 'length' | 'angle' | 'plain';
  unit?: Unit;
  step: number;
  digits?: number;
  onChange: (axis: number, value: number | null, from: (old: number) => number) => void;
}

function TripleRow({ label, value, quantity, unit, step, digits, onChange }: TripleRowProps) {
  return (
    <fieldset className="triple">
      <legend>
        {label}
        {unit !== undefined && <span className="triple-unit">{unit.suffix}</span>}
      </legend>
      {AXES.map((axis, index) => (
        <NumberField
          key={axis}
          label={axis}
          name={`${label} ${axis}`}
          value={value[index] ?? null}
          quantity={quantity}
          step={step}
          tint={TINTS[index] ?? ''}
          {...(unit === undefined ? {} : { unit, suffix: '' })}
          {...(digits === undefined ? {} : { digits })}
          {...(quantity === 'angle' ? { suffix: '°' } : {})}
          onChange={(next, from) => onChange(index, next, from)}
        />
      ))}
    </fieldset>
  );
}
