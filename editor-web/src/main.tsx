import { createRoot } from 'react-dom/client';
import { keepPage } from './offline/register';
import { App } from './panels/App';
import { momentOf } from './replay/address';
import { listenToKeys } from './state/commands';
import { exposeForDebugging } from './state/debug';
import { EditorSession } from './state/EditorSession';
import { SessionContext } from './state/hooks';
import { followLanguage } from './state/language';
import { watchMoves } from './state/moves';
import { followTheme } from './state/preferences';
import { modeOf, roomOf } from './state/room';
import './styles';

const canvas = document.getElementById('viewport');
const root = document.getElementById('root');
if (!(canvas instanceof HTMLCanvasElement) || root === null) {
  throw new Error('index.html lacks #viewport or #root');
}

followTheme();
const room = roomOf(location.pathname);
document.title = `${room} · Diorama`;
const session = EditorSession.open(canvas, room, modeOf(location.search));
session.replayOpen.set(momentOf(location.search) !== null);
if (session.mode !== 'embed') {
  listenToKeys(session);
  watchMoves(session);
  if (import.meta.env.PROD) {
    keepPage();
  }
}
exposeForDebugging(session);

void followLanguage().then(() =>
  createRoot(root).render(
    <SessionContext value={session}>
      <App />
    </SessionContext>,
  ),
);
