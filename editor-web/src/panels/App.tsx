import type { CSSProperties } from 'react';
import { t } from '../i18n/i18n';
import { useSession, useSignal } from '../state/hooks';
import { spoken } from '../state/language';
import { layout } from '../state/preferences';
import { Splitter } from '../ui/Splitter';
import { AlonePill } from './AlonePill';
import { CameraMask, CameraPill } from './CameraFrame';
import { CommandPalette } from './CommandPalette';
import { ContextMenu } from './ContextMenu';
import { ViewCube } from './cube/ViewCube';
import { FollowFrame } from './FollowFrame';
import { Hud } from './Hud';
import { InspectorPanel } from './InspectorPanel';
import { Notice } from './Notice';
import { Overlays } from './Overlays';
import { Picture } from './Picture';
import { PeerNames } from './people/PeerNames';
import { Settings } from './Settings';
import { ShortcutSheet } from './ShortcutSheet';
import { TopBar } from './TopBar';
import { TreePanel } from './TreePanel';
import { useReplayParts } from './useReplayParts';

/** The panels around the viewport. The canvas itself lies underneath, outside of React. */
export function App() {
  return useSession().mode === 'embed' ? <Embedded /> : <Page />;
}

/** The scene alone, in somebody else's page, with the way to the whole of it. */
function Embedded() {
  const words = useSignal(spoken);
  const address = new URL(location.href);
  address.searchParams.delete('embed');
  address.searchParams.set('view', '');
  return (
    <div key={words} className="app app-embedded">
      <main className="stage">
        <Overlays />
        <a className="embedded-link" href={address.href} target="_blank" rel="noreferrer">
          <img src="/icon.svg" alt="" width={16} height={16} />
          {t('Open in Diorama')}
        </a>
      </main>
    </div>
  );
}

function Page() {
  const shown = useSignal(layout);
  const replay = useReplayParts();
  const words = useSignal(spoken);
  const sizes = {
    '--tree-width': shown.treeOpen ? `${shown.treeWidth}px` : '0px',
    '--inspector-width': shown.inspectorOpen ? `${shown.inspectorWidth}px` : '0px',
  } as CSSProperties;
  return (
    <div key={words} className="app" style={sizes}>
      <CameraMask />
      <PeerNames />
      <TopBar />
      {shown.treeOpen && (
        <div className="side side-left">
          <TreePanel />
          <Splitter
            label={t('Width of the scene tree')}
            side="left"
            width={shown.treeWidth}
            min={180}
            max={480}
            onResize={(treeWidth) => layout.set({ ...layout.get(), treeWidth })}
          />
        </div>
      )}
      <main className="stage">
        {replay !== null && <replay.PastFrame />}
        <Overlays />
        <FollowFrame />
        <CameraPill />
        <AlonePill />
        <Hud />
        <ViewCube />
        <Notice />
      </main>
      {shown.inspectorOpen && (
        <div className="side side-right">
          <Splitter
            label={t('Width of the inspector')}
            side="right"
            width={shown.inspectorWidth}
            min={260}
            max={480}
            onResize={(inspectorWidth) => layout.set({ ...layout.get(), inspectorWidth })}
          />
          <InspectorPanel />
        </div>
      )}
      {replay !== null && <replay.ReplayDrawer />}
      <ContextMenu />
      <CommandPalette />
      <ShortcutSheet />
      <Settings />
      <Picture />
    </div>
  );
}
