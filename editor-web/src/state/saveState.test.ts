import { expect, it } from 'vitest';
import { chipState } from './saveState';

const synced = { synced: true, connected: true, pending: 0 };

it('[W20] says Saved only when the server has acknowledged everything', () => {
  expect(chipState(true, true, 0, synced).state).toBe('saved');
  expect(chipState(true, true, 0, { ...synced, pending: 1 })).toMatchObject({
    state: 'saving',
    text: 'Saving 1 change…',
  });
  expect(chipState(true, true, 0, { ...synced, synced: false }).state).toBe('joining');
});

it('[W20] says Offline and how many changes wait', () => {
  expect(chipState(true, false, 1, { ...synced, connected: false }).text).toBe('Offline');
  expect(chipState(true, false, 1, { ...synced, connected: false, pending: 12 }).text).toBe('Offline, 12 changes');
});

it('[W20] does not cry Offline before the first attempt has failed', () => {
  expect(chipState(true, false, 0, { synced: false, connected: false, pending: 0 }).state).toBe('joining');
  expect(chipState(false, false, 0, { synced: false, connected: false, pending: 0 }).state).toBe('starting');
});

it('[W65] says that one may only look where the server takes no edits, and why', () => {
  expect(chipState(true, true, 0, { ...synced, pending: 3 }, 'you are a viewer')).toMatchObject({
    state: 'refused',
    text: 'View only',
    explanation: 'you are a viewer',
  });
  expect(chipState(true, false, 1, synced, 'you are a viewer').state).toBe('offline');
});

it('[W91] says how many changes are kept here while the server cannot save', () => {
  expect(chipState(true, true, 0, { ...synced, pending: 3 }, null, 'disk full')).toMatchObject({
    state: 'kept',
    text: 'Not saved: 3 changes',
    explanation: 'disk full',
  });
  expect(chipState(true, true, 0, synced, null, 'disk full').text).toBe('Not saving');
});
