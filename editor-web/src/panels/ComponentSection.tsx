import { useCallback } from 'react';
import { t } from '../i18n/i18n';
import { command, runCommand } from '../state/commands';
import { COMPONENTS, type ComponentKey, changeComponents, type Field, readComponents } from '../state/components';
import type { Value, Values } from '../state/document';
import { type Engine, type NodeInfo, useEngine, useSession } from '../state/hooks';
import { useLengthUnit } from '../state/units';
import { Button } from '../ui/Button';
import { Choice, Switch } from '../ui/Choice';
import { ColorField } from '../ui/ColorField';
import { NumberField } from '../ui/NumberField';

const TOPICS = ['node', 'selection'] as const;
const NONE: readonly Values[] = [];

const WHITES = [
  { name: 'Daylight', hex: '#ffffff' },
  { name: 'Overcast', hex: '#dfe9ff' },
  { name: 'Lamp', hex: '#ffe2bd' },
  { name: 'Candle', hex: '#ffc37a' },
] as const;

/** What lights and cameras have beside their place: one field for each of the component's, where all that are selected have it. */
export function ComponentSection({ nodes }: { nodes: readonly NodeInfo[] }) {
  const kind = nodes[0]?.kind;
  if ((kind !== 'light' && kind !== 'camera') || nodes.some((node) => node.kind !== kind)) {
    return null;
  }
  return <Fields component={kind === 'light' ? 'c:light' : 'c:camera'} ids={nodes.map((node) => node.id).join(' ')} />;
}

function Fields({ component, ids }: { component: ComponentKey; ids: string }) {
  const session = useSession();
  const read = useCallback((engine: Engine) => readComponents(engine, ids.split(' '), component), [ids, component]);
  const all = useEngine(TOPICS, read, NONE);
  const { title, fields } = COMPONENTS[component];

  function change(key: string, from: (old: Value) => Value): void {
    session.editSoon(`${component} ${key} ${ids}`, (engine) =>
      changeComponents(engine, ids.split(' '), component, `${key} ${ids}`, (values) => ({
        [key]: from(values[key] ?? null),
      })),
    );
  }

  return (
    <section className="section" aria-label={t(title)}>
      <h3 className="section-title">{t(title)}</h3>
      <div className="parameters">
        {fields
          .filter((field) => all.every((values) => field.when?.(values) !== false))
          .map((field) => (
            <OneField key={field.key} field={field} all={all} onChange={(from) => change(field.key, from)} />
          ))}
        {component === 'c:camera' && all.length === 1 && (
          <div className="field-buttons">
            <Button icon="eye" onClick={() => runCommand(session, command('camera.through'))}>
              {t('Look through')}
            </Button>
            <Button icon="camera" onClick={() => runCommand(session, command('edit.cameraToView'))}>
              {t('Set to view')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

interface OneFieldProps {
  field: Field;
  all: readonly Values[];
  onChange: (from: (old: Value) => Value) => void;
}

function OneField({ field, all, onChange }: OneFieldProps) {
  const length = useLengthUnit();
  const label = t(field.label);
  const first = all[0]?.[field.key] ?? null;
  const value = all.every((values) => String(values[field.key]) === String(first)) ? first : null;
  switch (field.kind) {
    case 'choice':
      return (
        <div className="field-row">
          <span aria-hidden="true">{label}</span>
          <Choice
            label={label}
            value={typeof value === 'string' ? value : ''}
            options={field.options.map(({ id, label: name }) => ({ id, label: t(name) }))}
            onChoose={(id) => onChange(() => id)}
          />
        </div>
      );
    case 'switch':
      return (
        <div className="field-row">
          <span aria-hidden="true">{label}</span>
          <Switch label={label} on={value === true} onChange={(on) => onChange(() => on)} />
        </div>
      );
    case 'color':
      return (
        <ColorField
          name={label}
          value={Array.isArray(value) ? [Number(value[0]), Number(value[1]), Number(value[2])] : null}
          presets={WHITES.map(({ name, hex }) => ({ name: t(name), hex }))}
          onChange={(color) => onChange(() => color)}
        />
      );
    case 'number': {
      const unit =
        field.unit === 'length' ? length : typeof field.unit === 'function' ? field.unit(all[0] ?? {}) : field.unit;
      return (
        <NumberField
          label={label}
          name={label}
          value={typeof value === 'number' ? value : null}
          quantity={field.unit === 'length' ? 'length' : 'plain'}
          unit={unit}
          step={field.unit === 'length' ? length.step * (field.step / 0.1) : field.step}
          min={field.min}
          max={field.max}
          onChange={(_, from) => onChange((old) => from(Number(old)))}
        />
      );
    }
  }
}
