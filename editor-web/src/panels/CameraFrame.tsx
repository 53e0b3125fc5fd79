import { useEffect, useRef } from 'react';
import { t } from '../i18n/i18n';
import { useSession, useSignal } from '../state/hooks';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { ViewFrame } from '../ui/ViewFrame';

const TOPICS = ['camera', 'node', 'tree'] as const;

/** While a camera of the scene is looked through: what of the view is not in its picture is dim. */
export function CameraMask() {
  const session = useSession();
  const mask = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // Without React, but for the name: this happens in every frame in which the camera moves.
    const show = (): void => {
      const frame = session.engine?.cameraFrame() ?? null;
      session.through.set(frame === null ? null : (session.engine?.node(frame.node)?.name ?? ''));
      if (mask.current !== null) {
        mask.current.hidden = frame === null;
      }
      if (mask.current !== null && frame !== null) {
        const { style } = mask.current;
        style.left = `${frame.x / devicePixelRatio}px`;
        style.top = `${frame.y / devicePixelRatio}px`;
        style.width = `${frame.width / devicePixelRatio}px`;
        style.height = `${frame.height / devicePixelRatio}px`;
      }
    };
    show();
    const stop = session.topics.subscribe(TOPICS, show);
    window.addEventListener('resize', show);
    return () => {
      stop();
      window.removeEventListener('resize', show);
    };
  }, [session]);

  return (
    <div className="letterbox" aria-hidden="true">
      <div ref={mask} className="letterbox-picture" hidden />
    </div>
  );
}

/** Says which camera is looked through, with the way out. */
export function CameraPill() {
  const session = useSession();
  const name = useSignal(session.through);
  return name === null ? null : (
    <ViewFrame color="transparent" className="camera-frame" announced>
      <Icon name="camera" />
      <span className="frame-words">{t('Through “{name}”', { name })}</span>
      <Button onClick={() => session.engine?.lookThrough('')}>{t('Leave')}</Button>
    </ViewFrame>
  );
}
