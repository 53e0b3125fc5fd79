import { type NodeInfo, useSession } from '../state/hooks';
import { NumberField } from '../ui/NumberField';

/** Which parameters each shape has, in the order in which they are shown. */
const PARAMETERS: Readonly<Record<string, readonly { key: string; label: string }[]>> = {
  box: [
    { key: 'width', label: 'Width' },
    { key: 'height', label: 'Height' },
    { key: 'depth', label: 'Depth' },
  ],
  sphere: [{ key: 'radius', label: 'Radius' }],
  plane: [
    { key: 'width', label: 'Width' },
    { key: 'depth', label: 'Depth' },
  ],
  cylinder: [
    { key: 'radius', label: 'Radius' },
    { key: 'height', label: 'Height' },
  ],
  cone: [
    { key: 'radius', label: 'Radius' },
    { key: 'height', label: 'Height' },
  ],
};

/** Nothing may be smaller than a tenth of a millimetre. */
const SMALLEST = 0.0001;

/** The parameters of a parametric shape. */
export function ShapeSection({ node }: { node: NodeInfo }) {
  const session = useSession();
  const shown = (PARAMETERS[node.primitive ?? ''] ?? []).filter(({ key }) => node.parameters[key] !== undefined);
  if (shown.length === 0) {
    return null;
  }

  function change(key: string, value: number): void {
    session.editSoon(`${key} ${node.id}`, (engine) => {
      if (node.primitive === 'sphere' && key === 'radius') {
        engine.setSphereRadius(node.id, value);
      } else {
        engine.setParameter(node.id, key, value);
      }
    });
  }

  return (
    <section className="section" aria-label="Shape">
      <h3 className="section-title">Shape</h3>
      <div className="parameters">
        {shown.map(({ key, label }) => (
          <NumberField
            key={key}
            label={label}
            name={label}
            value={node.parameters[key] ?? 0}
            quantity="length"
            step={0.05}
            min={SMALLEST}
            suffix="m"
            onChange={(value) => change(key, value)}
          />
        ))}
      </div>
    </section>
  );
}
