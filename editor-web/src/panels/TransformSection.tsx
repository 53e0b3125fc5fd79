import { useState } from 'react';
import { type Euler, eulerOf, quaternionOf, sameRotation } from '../state/euler';
import { type NodeInfo, useSession } from '../state/hooks';
import { NumberField } from '../ui/NumberField';

const AXES = ['X', 'Y', 'Z'] as const;
const TINTS = ['var(--axis-x)', 'var(--axis-y)', 'var(--axis-z)'] as const;

type Triple = readonly [number, number, number];

/** Position, rotation and scale, relative to the parent. */
export function TransformSection({ node }: { node: NodeInfo }) {
  const session = useSession();
  const [typed, setTyped] = useState<Euler | null>(null);
  // Many angles make one rotation: what was typed stays as it was typed, as long as the object is still turned that way.
  const angles = typed !== null && sameRotation(quaternionOf(typed), node.rotation) ? typed : eulerOf(node.rotation);

  return (
    <section className="section" aria-label="Transform">
      <TripleRow
        label="Position"
        value={node.position}
        quantity="length"
        step={0.1}
        onChange={([x, y, z]) => session.editSoon(`p ${node.id}`, (engine) => engine.setPosition(node.id, x, y, z))}
      />
      <TripleRow
        label="Rotation"
        value={angles}
        quantity="angle"
        step={1}
        digits={2}
        onChange={(euler) => {
          setTyped(euler);
          const [x, y, z, w] = quaternionOf(euler);
          session.editSoon(`r ${node.id}`, (engine) => engine.setRotation(node.id, x, y, z, w));
        }}
      />
      <TripleRow
        label="Scale"
        value={node.scale}
        quantity="plain"
        step={0.05}
        onChange={([x, y, z]) => session.editSoon(`s ${node.id}`, (engine) => engine.setScale(node.id, x, y, z))}
      />
    </section>
  );
}

interface TripleRowProps {
  label: string;
  value: Triple;
  quantity: 'length' | 'angle' | 'plain';
  step: number;
  digits?: number;
  onChange: (value: Triple) => void;
}

function TripleRow({ label, value, quantity, step, digits = 3, onChange }: TripleRowProps) {
  return (
    <fieldset className="triple">
      <legend>{label}</legend>
      {AXES.map((axis, index) => (
        <NumberField
          key={axis}
          label={axis}
          name={`${label} ${axis}`}
          value={value[index] ?? 0}
          quantity={quantity}
          step={step}
          digits={digits}
          tint={TINTS[index] ?? ''}
          {...(quantity === 'angle' ? { suffix: '°' } : {})}
          onChange={(next) =>
            onChange([index === 0 ? next : value[0], index === 1 ? next : value[1], index === 2 ? next : value[2]])
          }
        />
      ))}
    </fieldset>
  );
}
