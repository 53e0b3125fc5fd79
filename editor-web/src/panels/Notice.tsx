import { useEffect } from 'react';
import { useSession, useSignal } from '../state/hooks';

const SHOWN_MILLIS = 4000;

/** A short message at the foot of the viewport, read aloud too. */
export function Notice() {
  const session = useSession();
  const text = useSignal(session.notice);
  useEffect(() => {
    if (text === null) {
      return;
    }
    const timer = setTimeout(() => session.notice.set(null), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [text, session]);
  return (
    <div className="notice-place" role="status">
      {text !== null && <p className="notice">{text}</p>}
    </div>
  );
}
