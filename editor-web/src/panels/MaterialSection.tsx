import { useEffect, useState } from 'react';
import { t } from '../i18n/i18n';
import { type Engine, type NodeInfo, useEngine, useSession } from '../state/hooks';
import {
  type Alpha,
  assignMaterial,
  changeMaterials,
  copyMaterial,
  lookOf,
  type Material,
  materialsOf,
  usesOf,
} from '../state/materials';
import { Choice } from '../ui/Choice';
import { ColorField } from '../ui/ColorField';
import { Menu, type MenuItem } from '../ui/Menu';
import { NumberField } from '../ui/NumberField';
import { TextField } from '../ui/TextField';

const TOPICS = ['node', 'tree', 'scene'] as const;
const NONE: ReadonlyMap<string, Material> = new Map();
const COUNTED = ['tree', 'node'] as const;

/** All of a scene is looked at to count what is made of a material: not while somebody is at work, in milliseconds. */
const CALM_MILLIS = 250;

const ALPHAS: readonly { readonly id: Alpha; readonly label: string }[] = [
  { id: 'opaque', label: 'Opaque' },
  { id: 'mask', label: 'Mask' },
  { id: 'blend', label: 'Blend' },
];

const COLORS = [
  { name: 'Ceramic', hex: '#f3eee6' },
  { name: 'Coral', hex: '#e8836b' },
  { name: 'Amber', hex: '#e2a33d' },
  { name: 'Sage', hex: '#7fa07a' },
  { name: 'Teal', hex: '#5c9a98' },
  { name: 'Sky', hex: '#6f9fd0' },
  { name: 'Plum', hex: '#8d5a86' },
  { name: 'Ink', hex: '#2b2f38' },
] as const;

/** Values of the surface that are factors. */
const FACTORS = [
  { key: 'roughness', label: 'Roughness' },
  { key: 'metallic', label: 'Metalness' },
] as const;

/** What shapes are made of. A material may be that of many objects: a change shows on all of them. */
export function MaterialSection({ nodes }: { nodes: readonly NodeInfo[] }) {
  const session = useSession();
  const materials = useEngine(TOPICS, materialsOf, NONE);
  const meshes = nodes.filter((node) => node.primitive !== null);
  const [first] = meshes;
  if (first === undefined) {
    return null;
  }
  const ids = meshes.map((node) => node.id);
  const looks = meshes.map((node) => lookOf(node, materials));
  const look = looks[0] as Material;
  const same = meshes.every((node) => node.material === first.material);
  const named = same && first.material !== null && materials.has(first.material);
  const shown = named ? look.name : same ? t('Usual look') : t('Several');

  function change(part: keyof Material, value: Partial<Material>): void {
    const key = `${part} ${ids.join(' ')}`;
    session.editSoon(key, (engine) => changeMaterials(engine, ids, key, value));
  }

  const items: MenuItem[] = [
    {
      id: 'usual',
      label: t('Usual look of the shape'),
      section: 'usual',
      checked: same && first.material === null,
      onSelect: () => session.edit((engine: Engine) => assignMaterial(engine, ids, null)),
    },
    ...[...materials].map(([id, { name }]) => ({
      id,
      label: name,
      section: 'materials',
      checked: same && first.material === id,
      onSelect: () => session.edit((engine: Engine) => assignMaterial(engine, ids, id)),
    })),
    {
      id: 'copy',
      label: named ? t('A copy of this one') : t('A new one'),
      icon: 'plus',
      section: 'new',
      onSelect: () => session.edit((engine: Engine) => copyMaterial(engine, ids)),
    },
  ];

  return (
    <section className="section" aria-label={t('Material')}>
      <div className="section-head">
        <h3 className="section-title">{t('Material')}</h3>
        <Menu label={t('Material: {name}', { name: shown })} text={shown} align="right" items={items} />
      </div>
      <div className="parameters">
        {named && (
          <>
            <TextField
              name={t('Name of the material')}
              value={look.name}
              maxLength={80}
              onCommit={(name) => session.edit((engine) => changeMaterials(engine, ids, '', { name }))}
            />
            <UsedBy material={first.material ?? ''} />
          </>
        )}
        <ColorField
          name={t('Base colour')}
          value={common(looks, 'color')}
          presets={COLORS.map(({ name, hex }) => ({ name: t(name), hex }))}
          onChange={(color) => change('color', { color })}
        />
        {FACTORS.map(({ key, label }) => (
          <NumberField
            key={key}
            label={t(label)}
            name={t(label)}
            value={looks.every((each) => each[key] === look[key]) ? look[key] : null}
            step={0.05}
            min={0}
            max={1}
            onChange={(_, from) => change(key, { [key]: from(look[key]) })}
          />
        ))}
        <div className="glow">
          <span className="glow-label">{t('Glow')}</span>
          <ColorField
            name={t('Colour of the glow')}
            value={common(looks, 'emissive')}
            presets={[]}
            onChange={(emissive) => change('emissive', { emissive })}
          />
        </div>
        <NumberField
          label={t('Strength')}
          name={t('Strength of the glow')}
          value={looks.every((each) => each.emissiveStrength === look.emissiveStrength) ? look.emissiveStrength : null}
          step={0.25}
          min={0}
          max={1000}
          onChange={(_, from) => change('emissiveStrength', { emissiveStrength: from(look.emissiveStrength) })}
        />
        <div className="surface-alpha">
          <span className="glow-label">{t('Surface')}</span>
          <Choice
            label={t('Surface')}
            value={looks.every((each) => each.alpha === look.alpha) ? look.alpha : ''}
            options={ALPHAS.map(({ id, label }) => ({ id, label: t(label) }))}
            onChoose={(alpha) => change('alpha', { alpha })}
          />
        </div>
        {look.alpha !== 'opaque' && (
          <NumberField
            label={t('Opacity')}
            name={t('Opacity')}
            value={looks.every((each) => each.opacity === look.opacity) ? look.opacity : null}
            step={0.05}
            min={0}
            max={1}
            onChange={(_, from) => change('opacity', { opacity: from(look.opacity) })}
          />
        )}
        {look.alpha === 'mask' && (
          <NumberField
            label={t('Cutoff')}
            name={t('Cutoff: less opaque than this is left out')}
            value={looks.every((each) => each.cutoff === look.cutoff) ? look.cutoff : null}
            step={0.05}
            min={0}
            max={1}
            onChange={(_, from) => change('cutoff', { cutoff: from(look.cutoff) })}
          />
        )}
      </div>
    </section>
  );
}

/** How many objects a change of a material shows on. */
function UsedBy({ material }: { material: string }) {
  const session = useSession();
  const [count, setCount] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setCount(session.engine === null ? 0 : usesOf(session.engine, material)), CALM_MILLIS);
    };
    soon();
    const stop = session.topics.subscribe(COUNTED, soon);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [session, material]);
  return count < 2 ? null : <p className="used-by">{t('Used by {count} objects', { count })}</p>;
}

/** A colour that all of them have, `null` where they differ. */
function common(looks: readonly Material[], part: 'color' | 'emissive'): Material['color'] | null {
  const first = looks[0]?.[part] ?? null;
  return looks.every((look) => String(look[part]) === String(first)) ? first : null;
}
