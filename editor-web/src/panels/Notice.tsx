import { useEffect } from 'react';
import { t } from '../i18n/i18n';
import { useSession, useSignal } from '../state/hooks';

const SHOWN_MILLIS = 4_000;
/** Longer, where there is something to decide. */
const ACTION_MILLIS = 10_000;

/** A short message at the foot of the viewport, read aloud too. */
export function Notice() {
  const session = useSession();
  const notice = useSignal(session.notice);
  useEffect(() => {
    if (notice === null) {
      return;
    }
    const timer = setTimeout(
      () => session.notice.set(null),
      notice.action === undefined ? SHOWN_MILLIS : ACTION_MILLIS,
    );
    return () => clearTimeout(timer);
  }, [notice, session]);
  const action = notice?.action;
  return (
    <div className="notice-place" role="status">
      {notice !== null && (
        <p className="notice">
          <span className="notice-text">{t(notice.text)}</span>
          {action !== undefined && (
            <button
              type="button"
              className="notice-action"
              onClick={() => {
                session.notice.set(null);
                action.run();
              }}
            >
              {t(action.label)}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
