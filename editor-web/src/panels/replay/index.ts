// The replay's part of the page, loaded when it is opened for the first time.
import './lanes.css';
import './past.css';
import './replay.css';

export { PastFrame } from './PastFrame';
export { ReplayDrawer } from './ReplayDrawer';
