import { useCallback, useState } from 'react';
import { t } from '../i18n/i18n';
import { type Engine, type Peer, useEngine, useSignal } from '../state/hooks';
import { PEOPLE_COLORS, person } from '../state/person';
import { Avatar } from '../ui/Avatar';
import { Popover } from '../ui/Popover';
import { TextField } from '../ui/TextField';

const TOPICS = ['peers'] as const;
const NOBODY: readonly Peer[] = [];
const peersOf = (engine: Engine): readonly Peer[] => engine.peers();

/** More than these are shown as a number. */
const SHOWN = 5;

/** Who is in the scene: the others, then oneself, whose avatar opens name and colour. */
export function People() {
  const others = useEngine(TOPICS, peersOf, NOBODY).filter((peer) => !peer.self);
  const self = useSignal(person);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const hidden = others.length - SHOWN;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for form controls
    <div className="people" role="group" aria-label={t('People in this scene')}>
      {hidden > 0 && <span className="people-more">+{hidden}</span>}
      {others.slice(0, SHOWN).map((peer) => (
        <span key={peer.clientId} className="person" data-tip={peer.name}>
          <Avatar name={peer.name} color={peer.color} />
          <span className="visually-hidden">{peer.name}</span>
        </span>
      ))}
      <div className="anchor">
        <button
          type="button"
          className="person person-self"
          aria-label={t('You are {name}: change name and colour', { name: self.name })}
          aria-expanded={open}
          {...(open ? {} : { 'data-tip': t('{name} (you)', { name: self.name }) })}
          onClick={() => setOpen(!open)}
        >
          <Avatar name={self.name} color={self.color} self />
        </button>
        {open && (
          <Popover onClose={close} align="right" label={t('You')}>
            <div className="you">
              <div className="you-label">
                <span aria-hidden="true">{t('Your name')}</span>
                <TextField
                  name={t('Your name')}
                  value={self.name}
                  maxLength={40}
                  onCommit={(name) => person.set({ ...self, name })}
                />
              </div>
              <span className="you-label">{t('Your colour')}</span>
              <div className="swatches swatches-round">
                {PEOPLE_COLORS.map((color) => (
                  <button
                    key={color}
                    type="button"
                    className="swatch"
                    style={{ background: color }}
                    aria-label={t('Colour {color}', { color })}
                    aria-pressed={color === self.color}
                    onClick={() => person.set({ ...self, color })}
                  />
                ))}
              </div>
            </div>
          </Popover>
        )}
      </div>
    </div>
  );
}
