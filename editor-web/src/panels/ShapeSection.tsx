import { t } from '../i18n/i18n';
import { asOneStep } from '../state/document';
import { type Engine, type NodeInfo, useSession } from '../state/hooks';
import { useLengthUnit } from '../state/units';
import { NumberField } from '../ui/NumberField';

interface Parameter {
  readonly key: string;
  readonly label: string;
  /** A number of parts, not a length. */
  readonly counts?: boolean;
}

const SEGMENTS: Parameter = { key: 'segments', label: 'Segments', counts: true };

/** Which parameters each shape has, in the order in which they are shown. */
const PARAMETERS: Readonly<Record<string, readonly Parameter[]>> = {
  box: [
    { key: 'width', label: 'Width' },
    { key: 'height', label: 'Height' },
    { key: 'depth', label: 'Depth' },
  ],
  sphere: [{ key: 'radius', label: 'Radius' }, SEGMENTS],
  plane: [
    { key: 'width', label: 'Width' },
    { key: 'depth', label: 'Depth' },
  ],
  cylinder: [{ key: 'radius', label: 'Radius' }, { key: 'height', label: 'Height' }, SEGMENTS],
  cone: [{ key: 'radius', label: 'Radius' }, { key: 'height', label: 'Height' }, SEGMENTS],
  torus: [
    { key: 'radius', label: 'Radius' },
    { key: 'tube', label: 'Tube' },
    SEGMENTS,
    { key: 'sides', label: 'Sides', counts: true },
  ],
  capsule: [{ key: 'radius', label: 'Radius' }, { key: 'height', label: 'Height' }, SEGMENTS],
};

/** Nothing may be smaller than a tenth of a millimetre. */
const SMALLEST = 0.0001;

/** What is round has at least three parts, and as many at most. */
const FEWEST = 3;
const MOST = 256;

/** The parameters of parametric shapes: those that all of them have. */
export function ShapeSection({ nodes }: { nodes: readonly NodeInfo[] }) {
  const session = useSession();
  const unit = useLengthUnit();
  const [first] = nodes;
  const shown = (PARAMETERS[first?.primitive ?? ''] ?? []).filter(({ key }) =>
    nodes.every((node) => node.parameters[key] !== undefined),
  );
  if (shown.length === 0) {
    return null;
  }
  const ids = nodes.map((node) => node.id);

  function change(parameter: string, value: number | null, from: (old: number) => number): void {
    const key = `${parameter} ${ids.join(' ')}`;
    const edit = (engine: Engine): void =>
      asOneStep(engine, value === null ? '' : key, () => {
        for (const id of ids) {
          const old = engine.node(id)?.parameters[parameter];
          if (old !== undefined) {
            engine.setParameter(id, parameter, from(old));
          }
        }
      });
    if (value === null) {
      session.edit(edit);
    } else {
      session.editSoon(key, edit);
    }
  }

  function common(parameter: string): number | null {
    const value = first?.parameters[parameter] ?? null;
    return nodes.every((node) => node.parameters[parameter] === value) ? value : null;
  }

  return (
    <section className="section" aria-label={t('Shape')}>
      <h3 className="section-title">{t('Shape')}</h3>
      <div className="parameters">
        {shown.map(({ key, label, counts = false }) => (
          <NumberField
            key={key}
            label={t(label)}
            name={t(label)}
            value={common(key)}
            {...(counts
              ? { digits: 0, step: 1, min: FEWEST, max: MOST }
              : { quantity: 'length', unit, step: unit.step / 2, min: SMALLEST })}
            onChange={(value, from) => change(key, value, from)}
          />
        ))}
      </div>
    </section>
  );
}
