import { useRef } from 'react';
import { t } from '../../i18n/i18n';
import type { ReplayController } from '../../replay/ReplayController';
import { command } from '../../state/commands';
import { useSession, useSignal } from '../../state/hooks';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ViewFrame } from '../../ui/ViewFrame';
import { momentText } from './Caption';
import { Pings } from './Pings';
import { usePaint } from './usePaint';

/** A frame around the viewport while it shows the past, with the moment and the way back. */
export function PastFrame() {
  const session = useSession();
  const replay = useSignal(session.replay);
  const past = useSignal(session.past);
  return past && replay !== null ? <Frame replay={replay} /> : null;
}

function Frame({ replay }: { replay: ReplayController }) {
  const session = useSession();
  const time = useRef<HTMLElement>(null);
  const sequence = useRef<HTMLSpanElement>(null);
  usePaint([replay.position, replay.revision], () => {
    const at = Math.max(0, replay.position.get());
    if (time.current !== null && sequence.current !== null) {
      time.current.textContent = at === 0 ? t('the beginning') : momentText(replay, at);
      sequence.current.textContent = t('Edit {at} of {all}', { at, all: replay.timeline.length });
    }
  });
  return (
    <ViewFrame color="var(--past)" className="past-frame" over={<Pings replay={replay} />}>
      <Icon name="history" />
      <span className="frame-words">
        <span className="past-words">{t('You are watching')} </span>
        <b ref={time} className="past-time" />
      </span>
      <span ref={sequence} className="past-sequence" />
      <Button kind="past" onClick={() => command('replay.live').run(session)}>
        {t('Go live')}
      </Button>
    </ViewFrame>
  );
}
