import { useRef, useState } from 'react';
import { type Euler, eulerOf, quaternionOf, sameRotation } from '../state/euler';
import { type Engine, type NodeInfo, useSession } from '../state/hooks';
import { NumberField } from '../ui/NumberField';

const AXES = ['X', 'Y', 'Z'] as const;
const TINTS = ['var(--axis-x)', 'var(--axis-y)', 'var(--axis-z)'] as const;

type Triple = readonly [number, number, number];
type Change = (triple: Triple) => [number, number, number];
type Write = (engine: Engine, now: NodeInfo, changed: Change) => void;

/** Position, rotation and scale, relative to the parent. */
export function TransformSection({ node }: { node: NodeInfo }) {
  const session = useSession();
  const [typed, setTyped] = useState<Euler | null>(null);
  const lastTyped = useRef<Euler | null>(null);
  const { id } = node;

  /** Changes one axis of what the engine holds by then: what is shown here may be a frame old. */
  function edit(key: string, axis: number, value: number, write: Write): void {
    session.editSoon(`${key}${axis} ${id}`, (engine) => {
      const now = engine.node(id);
      if (now !== null) {
        write(engine, now, (triple) => [
          axis === 0 ? value : triple[0],
          axis === 1 ? value : triple[1],
          axis === 2 ? value : triple[2],
        ]);
      }
    });
  }

  return (
    <section className="section" aria-label="Transform">
      <TripleRow
        label="Position"
        value={node.position}
        quantity="length"
        step={0.1}
        onChange={(axis, value) =>
          edit('p', axis, value, (engine, now, changed) => engine.setPosition(id, ...changed(now.position)))
        }
      />
      <TripleRow
        label="Rotation"
        value={anglesOf(node, typed)}
        quantity="angle"
        step={1}
        digits={2}
        onChange={(axis, value) =>
          edit('r', axis, value, (engine, now, changed) => {
            const angles = changed(anglesOf(now, lastTyped.current));
            lastTyped.current = angles;
            setTyped(angles);
            engine.setRotation(id, ...quaternionOf(angles));
          })
        }
      />
      <TripleRow
        label="Scale"
        value={node.scale}
        quantity="plain"
        step={0.05}
        onChange={(axis, value) =>
          edit('s', axis, value, (engine, now, changed) => engine.setScale(id, ...changed(now.scale)))
        }
      />
    </section>
  );
}

/** Many angles make one rotation: what was typed stays as it was typed, as long as the object is still turned that way. */
function anglesOf(node: NodeInfo, typed: Euler | null): Euler {
  return typed !== null && sameRotation(quaternionOf(typed), node.rotation) ? typed : eulerOf(node.rotation);
}

interface TripleRowProps {
  label: string;
  value: Triple;
  quantity: 'length' | 'angle' | 'plain';
  step: number;
  digits?: number;
  onChange: (axis: number, value: number) => void;
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
          onChange={(next) => onChange(index, next)}
        />
      ))}
    </fieldset>
  );
}
