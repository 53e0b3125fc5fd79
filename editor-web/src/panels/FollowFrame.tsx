import { t } from '../i18n/i18n';
import { command } from '../state/commands';
import { followedBy } from '../state/follow';
import { type Peer, useEngine, useSession } from '../state/hooks';
import { Avatar } from '../ui/Avatar';
import { Button } from '../ui/Button';
import { ViewFrame } from '../ui/ViewFrame';

const TOPICS = ['peers'] as const;
const NOBODY: Peer | null = null;

/** A frame in the colour of the person whose view this is now, with the way out of it. */
export function FollowFrame() {
  const session = useSession();
  const leader = useEngine<Peer | null>(TOPICS, followedBy, NOBODY);
  if (leader === null) {
    return null;
  }
  return (
    <ViewFrame color={leader.color} className="follow-frame" announced>
      <Avatar name={leader.name} color={leader.color} />
      <span className="frame-words">{t('You see what {name} sees', { name: leader.name })}</span>
      <Button onClick={() => command('together.follow.stop').run(session)}>{t('Stop')}</Button>
    </ViewFrame>
  );
}
