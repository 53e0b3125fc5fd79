import { useEffect, useState } from 'react';
import { figure, t } from '../i18n/i18n';
import { useSession, useSignal } from '../state/hooks';
import { hudShown } from '../state/preferences';

/** Often enough to follow, seldom enough to read, in milliseconds. */
const REFRESH_MILLIS = 500;

/** What drawing costs, while somebody wants to know. */
export function Hud() {
  return useSignal(hudShown) ? <Numbers /> : null;
}

function sum(times: object): number {
  return Object.values(times).reduce((total: number, millis: number) => total + millis, 0);
}

function Numbers() {
  const session = useSession();
  const [rows, setRows] = useState<readonly (readonly [string, string])[]>([]);

  useEffect(() => {
    let frames = 0;
    let since = performance.now();
    let next = requestAnimationFrame(frame);
    function frame(now: number): void {
      next = requestAnimationFrame(frame);
      frames++;
      if (now - since >= REFRESH_MILLIS) {
        setRows(read((now - since) / frames));
        frames = 0;
        since = now;
      }
    }
    function read(frameMillis: number): readonly (readonly [string, string])[] {
      const { engine } = session;
      if (engine === null) {
        return [];
      }
      const stats = engine.stats();
      return [
        [t('Frame time'), `${figure(frameMillis, 1)} ms`],
        [t('Frames per second'), figure(Math.round(1000 / frameMillis))],
        [t('Processor'), `${figure(stats.cpuMs, 2)} ms`],
        [t('Graphics card'), stats.gpu === null ? '—' : `${figure(sum(stats.gpu), 2)} ms`],
        [t('Objects'), figure(stats.objects)],
        [t('In view'), stats.drawn === null ? '—' : figure(stats.drawn.visible)],
        [t('Triangles'), stats.drawn === null ? '—' : figure(stats.drawn.triangles)],
        [t('GPU memory'), `${figure(Math.round(stats.gpuMemory / 2 ** 20))} MB`],
        [t('Draw calls'), figure(stats.drawCalls)],
        [t('GPU calls'), figure(stats.gpuCallsLastFrame)],
        [t('Uploaded'), `${figure(Math.round(stats.bytesLastFrame / 1024))} kB`],
        [t('People'), figure(engine.peers().length)],
        [t('Waiting edits'), figure(engine.syncState().pending)],
      ];
    }
    return () => cancelAnimationFrame(next);
  }, [session]);

  return (
    <section className="hud" aria-label={t('Performance')}>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
