// The replay's part of the page, loaded when it is opened for the first time.
import './replay.css';

export { PastFrame } from './PastFrame';
export { ReplayDrawer } from './ReplayDrawer';
