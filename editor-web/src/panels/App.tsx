import type { CSSProperties } from 'react';
import { useSignal } from '../state/hooks';
import { layout } from '../state/preferences';
import { Splitter } from '../ui/Splitter';
import { CommandPalette } from './CommandPalette';
import { ContextMenu } from './ContextMenu';
import { InspectorPanel } from './InspectorPanel';
import { Notice } from './Notice';
import { Overlays } from './Overlays';
import { ShortcutSheet } from './ShortcutSheet';
import { TopBar } from './TopBar';
import { TreePanel } from './TreePanel';
import { useReplayParts } from './useReplayParts';

/** The panels around the viewport. The canvas itself lies underneath, outside of React. */
export function App() {
  const shown = useSignal(layout);
  const replay = useReplayParts();
  const sizes = {
    '--tree-width': shown.treeOpen ? `${shown.treeWidth}px` : '0px',
    '--inspector-width': shown.inspectorOpen ? `${shown.inspectorWidth}px` : '0px',
  } as CSSProperties;
  return (
    <div className="app" style={sizes}>
      <TopBar />
      {shown.treeOpen && (
        <div className="side side-left">
          <TreePanel />
          <Splitter
            label="Width of the scene tree"
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
        <Notice />
      </main>
      {shown.inspectorOpen && (
        <div className="side side-right">
          <Splitter
            label="Width of the inspector"
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
    </div>
  );
}
