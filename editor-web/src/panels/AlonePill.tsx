import { t } from '../i18n/i18n';
import { useSession, useSignal } from '../state/hooks';
import { showAgain } from '../state/sight';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

/** Says that not everything is drawn here, with the way back. */
export function AlonePill() {
  const session = useSession();
  const alone = useSignal(session.alone);
  if (alone === null) {
    return null;
  }
  const words =
    typeof alone === 'string'
      ? t('Only “{name}” is drawn here', { name: alone })
      : t('Only {count} objects are drawn here', { count: alone });
  return (
    <div className="frame-pill pill-alone" role="status">
      <Icon name="eye" />
      <span className="frame-words">{words}</span>
      <Button onClick={() => showAgain(session)}>{t('Show all')}</Button>
    </div>
  );
}
