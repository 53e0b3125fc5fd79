import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff } from './backoff';
import { type ConnectionStatus, RoomConnection, roomUrl } from './RoomConnection';
import { FakeSocket } from './testing/FakeSocket';

let sockets: FakeSocket[];
let heard: string[];
let status: ConnectionStatus | null;
let connection: RoomConnection;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  heard = [];
  status = null;
  connection = new RoomConnection(
    'ws://here/collab/main',
    {
      onOpen: (extended) => heard.push(extended ? 'open extended' : 'open'),
      onClose: () => heard.push('close'),
      onMessage: (message) => heard.push(`message ${message.join(' ')}`),
      onStatus: (next) => {
        status = next;
      },
    },
    (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket;
    },
    new Backoff(() => 0),
  );
  connection.start();
});

afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

function latest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) {
    throw new Error('no socket was opened');
  }
  return socket;
}

it('hands binary messages on, both ways', () => {
  latest().opens();
  latest().says(0, 2, 1);
  connection.send(new Uint8Array([0, 0, 1]));
  expect(latest().binaryType).toBe('arraybuffer');
  expect(heard).toEqual(['open', 'message 0 2 1']);
  expect(latest().sent).toEqual([new Uint8Array([0, 0, 1])]);
});

it('[W60] says whether the server speaks the extension', () => {
  latest().protocol = 'diorama.v1';
  latest().opens();
  expect(heard).toEqual(['open extended']);
});

it('drops what is sent while there is no connection', () => {
  connection.send(new Uint8Array([1]));
  latest().opens();
  expect(latest().sent).toEqual([]);
});

it('[W6] keeps keep-alives to itself', () => {
  latest().opens();
  latest().says(1, 1, 0);
  expect(heard).toEqual(['open']);
});

it('[W6] closes a line that has fallen silent, and opens another', () => {
  latest().opens();
  vi.advanceTimersByTime(49_000);
  latest().says(1, 1, 0);
  vi.advanceTimersByTime(49_000);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(2000);
  expect(sockets).toHaveLength(2);
});

it('[W5] opens the connection again after a pause, and says so', () => {
  latest().opens();
  latest().close(1012, 'restart');
  expect(status).toEqual({ open: false, failures: 1, reason: 'restart' });
  vi.advanceTimersByTime(124);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(2);
  latest().opens();
  expect(status).toEqual({ open: true, failures: 1, reason: null });
  expect(heard).toEqual(['open', 'close', 'open']);
});

it('[W5] waits longer each time a server hangs up after its greeting', () => {
  for (const [round, pause] of [125, 250, 500, 1000, 2000, 4000, 4000].entries()) {
    latest().opens();
    latest().says(0, 0, 1, 0);
    vi.advanceTimersByTime(9999);
    latest().close(1013, 'try again later');
    vi.advanceTimersByTime(pause - 1);
    expect(sockets).toHaveLength(round + 1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(round + 2);
  }
});

it('[W5] starts anew after a connection that has lasted', () => {
  for (let round = 0; round < 5; round++) {
    latest().close(1011);
    vi.advanceTimersByTime(8000);
  }
  latest().opens();
  vi.advanceTimersByTime(10_000);
  latest().close(1006);
  expect(status?.failures).toBe(1);
  vi.advanceTimersByTime(125);
  expect(sockets).toHaveLength(7);
});

it('[W5] the time of one connection does not count for the next', () => {
  latest().opens();
  vi.advanceTimersByTime(9000);
  latest().close(1011);
  vi.advanceTimersByTime(125);
  latest().opens();
  vi.advanceTimersByTime(9000);
  latest().close(1011);
  expect(status?.failures).toBe(2);
});

it('[W6] gives up on a socket that does not open, and opens another', () => {
  vi.advanceTimersByTime(49_999);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(1 + 125);
  expect(sockets).toHaveLength(2);
});

it('[W5] does not hurry back to a server that refused it', () => {
  latest().opens();
  latest().says(0, 0, 1, 0);
  latest().close(4400, 'malformed');
  vi.advanceTimersByTime(3999);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(2);
});

it('[W5] tries at once when asked to', () => {
  latest().close();
  latest().close();
  connection.retryNow();
  expect(sockets).toHaveLength(2);
  connection.retryNow();
  expect(sockets).toHaveLength(2);
});

it('stays closed once stopped', () => {
  latest().opens();
  connection.stop();
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
});

it('[W8] addresses the room on the server of the page', () => {
  expect(roomUrl({ protocol: 'http:', host: 'localhost:8080' }, 'main')).toBe('ws://localhost:8080/collab/main');
  expect(roomUrl({ protocol: 'https:', host: 'd.example' }, 'team a/stage ä')).toBe(
    'wss://d.example/collab/team%20a/stage%20%C3%A4',
  );
});
