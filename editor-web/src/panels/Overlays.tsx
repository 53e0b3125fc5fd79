import { useState } from 'react';
import { t } from '../i18n/i18n';
import { command } from '../state/commands';
import { type Engine, type SceneInfo, type SyncState, useEngine, useSession, useSignal } from '../state/hooks';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { FailureCard } from './FailureCard';
import { Hints } from './Hints';

const SCENE_TOPICS = ['tree', 'scene'] as const;
const SYNC_TOPICS = ['sync'] as const;
const NOTHING: SceneInfo = { name: '', background: [0, 0, 0], nodes: 0 };
const UNKNOWN: SyncState = { synced: false, connected: false, pending: 0 };
const sceneInfo = (engine: Engine): SceneInfo => engine.sceneInfo();
const syncState = (engine: Engine): SyncState => engine.syncState();

/** So many attempts without ever having joined, and the server is called unreachable. */
const PATIENCE = 3;

/** What lies over the middle of the viewport: why there is no picture, or what to do first. */
export function Overlays() {
  const session = useSession();
  const phase = useSignal(session.phase);
  const connection = useSignal(session.connection);
  const scene = useEngine(SCENE_TOPICS, sceneInfo, NOTHING);
  const sync = useEngine(SYNC_TOPICS, syncState, UNKNOWN);
  const known = useSignal(session.known);
  const joined = useEver(sync.synced) || known;
  const past = useSignal(session.past);
  const blind = useSignal(session.blind);

  if (phase.kind === 'failed') {
    return <FailureCard failure={phase.failure} />;
  }
  if (blind !== null && phase.kind === 'running') {
    return <FailureCard failure={blind} working />;
  }
  if (phase.kind === 'starting') {
    return <Loading text={t('Starting the engine')} />;
  }
  if (past) {
    return scene.nodes === 0 ? <p className="loading">{t('Nothing was here yet')}</p> : null;
  }
  if (!joined && !connection.open && connection.failures >= PATIENCE) {
    return (
      <Card
        icon="offline"
        title={t('The server does not answer')}
        tone="bad"
        actions={<Button onClick={() => session.retryConnection()}>{t('Try now')}</Button>}
      >
        <p>
          {t(
            'This page cannot reach the scene “{room}”. It keeps trying; what you do meanwhile is kept in this browser.',
            { room: session.room },
          )}
        </p>
        {connection.reason !== null && <p className="card-detail">{connection.reason}</p>}
      </Card>
    );
  }
  if (scene.nodes === 0) {
    return joined ? <EmptyScene /> : <Loading text={t('Joining the scene')} />;
  }
  return <Hints />;
}

/** Says nothing at first: most starts are over before words would help. */
function Loading({ text }: { text: string }) {
  return (
    <div className="loading" role="status">
      <span className="spinner" />
      {text}…
    </div>
  );
}

function EmptyScene() {
  const session = useSession();
  return (
    <Card
      icon="box"
      title={t('An empty scene')}
      actions={
        <>
          <Button icon="box" kind="primary" onClick={() => command('add.box').run(session)}>
            {t('Add a box')}
          </Button>
          <Button icon="sphere" onClick={() => command('add.sphere').run(session)}>
            {t('Add a sphere')}
          </Button>
        </>
      }
    >
      <p>{t('Add a box or a sphere. Whoever opens this address sees it at once.')}</p>
    </Card>
  );
}

/** Whether it was true at any time so far. */
function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) {
    setEver(true);
  }
  return ever || now;
}
