import { figure, t } from '../i18n/i18n';
import { type Engine, type SceneInfo, useEngine, useSession } from '../state/hooks';
import { ColorField } from '../ui/ColorField';

const TOPICS = ['scene', 'tree'] as const;
const NOTHING: SceneInfo = { name: '', background: [0, 0, 0], nodes: 0 };
const sceneInfo = (engine: Engine): SceneInfo => engine.sceneInfo();

const BACKGROUNDS = [
  { name: 'Graphite', hex: '#3f4248' },
  { name: 'Night', hex: '#12151c' },
  { name: 'Slate', hex: '#5a6573' },
  { name: 'Fog', hex: '#c9ced6' },
  { name: 'Paper', hex: '#efeeea' },
  { name: 'Dusk', hex: '#3b3150' },
  { name: 'Moss', hex: '#2f3d33' },
  { name: 'Sand', hex: '#cdbfa7' },
] as const;

/** What belongs to the scene as a whole. */
export function SceneSection() {
  const session = useSession();
  const scene = useEngine(TOPICS, sceneInfo, NOTHING);
  return (
    <>
      <header className="panel-head">
        <h2>{t('Scene settings')}</h2>
      </header>
      <div className="panel-body scroll">
        <section className="section" aria-label={t('Background')}>
          <h3 className="section-title">{t('Background')}</h3>
          <ColorField
            name={t('Background colour')}
            value={scene.background}
            presets={BACKGROUNDS.map(({ name, hex }) => ({ name: t(name), hex }))}
            onChange={([r, g, b]) => session.editSoon('background', (engine) => engine.setBackground(r, g, b))}
          />
        </section>
        <section className="section" aria-label={t('About')}>
          <dl className="facts">
            <dt>{t('Objects')}</dt>
            <dd>{figure(scene.nodes)}</dd>
            <dt>{t('Room')}</dt>
            <dd>{session.room}</dd>
          </dl>
        </section>
        <p className="section hint-text">{t('Select an object to see and change its numbers.')}</p>
      </div>
    </>
  );
}
