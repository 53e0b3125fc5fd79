import { useCallback, useState } from 'react';
import { t } from '../i18n/i18n';
import { toggleFollowing } from '../state/follow';
import { type Engine, type Peer, useEngine, useSession, useSignal } from '../state/hooks';
import { PEOPLE_COLORS, person } from '../state/person';
import { Avatar } from '../ui/Avatar';
import { Popover } from '../ui/Popover';
import { TextField } from '../ui/TextField';

const TOPICS = ['peers'] as const;
const NOBODY: readonly Peer[] = [];
const leaderOf = (engine: Engine): number => engine.followed();
const peersOf = (engine: Engine): readonly Peer[] => engine.peers();

/** More than these are shown as a number. */
const SHOWN = 5;

/** Who is in the scene: the others, then oneself, whose avatar opens name and colour. */
export function People() {
  const others = useEngine(TOPICS, peersOf, NOBODY).filter((peer) => !peer.self);
  const leader = useEngine(TOPICS, leaderOf, 0);
  const session = useSession();
  const self = useSignal(person);
  const hushed = useSignal(session.quiet);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const hidden = others.length - SHOWN;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for form controls
    <div className={hushed ? 'people is-quiet' : 'people'} role="group" aria-label={t('People in this scene')}>
      {hidden > 0 && <span className="people-more">+{hidden}</span>}
      {others.slice(0, SHOWN).map((peer) => (
        <button
          key={peer.clientId}
          type="button"
          className="person person-other"
          aria-label={t('Follow {name}', { name: peer.name })}
          aria-pressed={peer.clientId === leader}
          data-tip={peer.clientId === leader ? t('Stop following') : t('Follow {name}', { name: peer.name })}
          onClick={() => toggleFollowing(session, peer.clientId)}
        >
          <Avatar name={peer.name} color={peer.color} />
        </button>
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
