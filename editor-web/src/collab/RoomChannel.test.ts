import { beforeEach, expect, it, vi } from 'vitest';
import { RoomChannel } from './RoomChannel';

/** The engine's side of the wire, as the engine does it: answers the server's step 1 with a difference. */
let heard: string[];
let sent: Uint8Array[];
let refused: string[];
let troubles: (string | null)[];
let pending: number;
let difference: number[];
let now: number;
let channel: RoomChannel;

const STEP_1 = new Uint8Array([0, 0, 1, 0]);

beforeEach(() => {
  heard = [];
  sent = [];
  refused = [];
  troubles = [];
  pending = 0;
  difference = [0, 0];
  now = 1000;
  channel = new RoomChannel(
    {
      connectionOpened: () => {
        heard.push('opened');
        channel.fromEngine(new Uint8Array([1, 2, 9, 9]));
        channel.fromEngine(new Uint8Array([0, 0, 1, 0]));
      },
      connectionClosed: () => heard.push('closed'),
      receive: (message) => {
        heard.push([...message].join(' '));
        if (message[0] === 0 && message[1] === 0) {
          channel.fromEngine(new Uint8Array([0, 1, difference.length, ...difference]));
        }
      },
      pending: () => pending,
    },
    {
      send: (message) => sent.push(message),
      onRefused: (reason) => refused.push(reason),
      onStoring: (trouble) => troubles.push(trouble),
      onNonsense: (error) => heard.push(`nonsense ${String(error)}`),
    },
    () => now,
  );
});

function edit(value: number, madeAt = now) {
  return { update: new Uint8Array([1, value]), gesture: `g${value}`, path: null, madeAt };
}

/** Text of a message as Latin-1, for those whose text is short. */
function text(value: string): number[] {
  return [value.length, ...new TextEncoder().encode(value)];
}

function says(...bytes: number[]): void {
  channel.fromServer(new Uint8Array(bytes));
}

function hello(head: number, time = now): void {
  says(100, 0, 1, ...text('log'), head, (time & 127) | 128, time >> 7);
}

async function deflated(...bytes: number[]): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function wire(): string[] {
  return sent.splice(0).map((message) => [...message].join(' '));
}

it('[W60] is a wire to a server of the plain protocol', () => {
  channel.opened(false);
  channel.kept(edit(5));
  channel.fromEngine(new Uint8Array([0, 2, 2, 1, 5]));
  says(0, 2, 2, 1, 5);
  says(100, 7);
  expect(wire()).toEqual(['1 2 9 9', '0 0 1 0', '0 2 2 1 5']);
  expect(heard.slice(-3)).toEqual(['opened', '0 2 2 1 5', '100 7']);
});

it('[W61] says who is there, then asks for the log, then sends edits', () => {
  channel.kept(edit(5));
  channel.opened(true);
  expect(wire()).toEqual(['1 2 9 9', '100 0 0 0']);
  hello(0);
  channel.fromServer(STEP_1);
  expect(wire()).toHaveLength(1);
});

it('[W62] sends each edit made offline by itself, with its gesture and when it was made by the clock of the server', () => {
  channel.kept(edit(5, 900));
  now = 2000;
  channel.kept(edit(6, 1900));
  channel.opened(true);
  hello(0, 2100);
  difference = [2, 2];
  channel.fromServer(STEP_1);
  const claimed = (time: number) => [(time & 127) | 128, time >> 7];
  expect(wire().slice(2)).toEqual([
    [100, 1, 1, ...text('g5'), ...claimed(1000), 0, 2, 1, 5].join(' '),
    [100, 1, 2, ...text('g6'), ...claimed(2000), 0, 2, 1, 6].join(' '),
  ]);
  heard = [];
  says(100, 1, 1, 1);
  expect(heard).toEqual([]);
  says(100, 1, 2, 2);
  // What the engine waits for is its own difference.
  expect(heard).toEqual(['0 2 2 2 2']);
});

it('[W62] sends a live edit at once, with its path, and gives the engine back what it waits for', () => {
  channel.opened(true);
  hello(0);
  channel.fromServer(STEP_1);
  wire();
  channel.kept({ ...edit(7), path: { a: 1 } });
  channel.fromEngine(new Uint8Array([0, 2, 2, 1, 7]));
  expect(wire()).toEqual([[100, 1, 1, ...text('g7'), 0, ...text('{"a":1}'), 2, 1, 7].join(' ')]);
  heard = [];
  says(100, 1, 1, 9);
  expect(heard).toEqual(['0 2 2 1 7']);
});

it('[W62] sends again what was not acknowledged when the connection closed, and nothing that was', () => {
  channel.opened(true);
  hello(0);
  channel.fromServer(STEP_1);
  channel.kept(edit(7));
  channel.kept(edit(8));
  says(100, 1, 1, 1);
  channel.closed();
  wire();
  channel.opened(true);
  hello(1);
  channel.fromServer(STEP_1);
  const messages = wire();
  expect(messages[1]).toBe([100, 0, ...text('log'), 1].join(' '));
  expect(messages).toHaveLength(3);
  expect(messages[2]).toContain('1 8');
});

it('[W63] unpacks the state in its place, before what came after it', async () => {
  channel.opened(true);
  hello(9);
  const packed = await deflated(3, 3, 3);
  says(100, 3, 9, 1, 3, packed.length, ...packed);
  says(100, 2, 10, 10, 2, 4, 4);
  says(100, 4, 10);
  heard = [];
  await vi.waitFor(() => expect(heard).toEqual(['0 2 3 3 3 3', '0 2 2 4 4', '0 1 2 0 0']));
  channel.closed();
  wire();
  channel.opened(true);
  expect(wire()[1]).toBe([100, 0, ...text('log'), 10].join(' '));
});

it('[W63] asks only for what is missing: the unbroken part of what is known', () => {
  channel.opened(true);
  hello(5);
  says(100, 4, 5);
  says(100, 2, 6, 6, 1, 0);
  says(100, 2, 8, 9, 1, 0);
  wire();
  channel.opened(true);
  expect(wire()[1]).toBe([100, 0, ...text('log'), 6].join(' '));
  says(100, 2, 7, 7, 1, 0);
  channel.opened(true);
  expect(wire()[1]).toBe([100, 0, ...text('log'), 9].join(' '));
});

it('[W64] gives a log that lost entries everything back', () => {
  channel.opened(true);
  hello(5);
  says(100, 4, 5);
  channel.opened(true);
  wire();
  hello(3);
  difference = [1, 1, 1];
  channel.fromServer(STEP_1);
  expect(wire()).toEqual(['0 1 3 1 1 1']);
  channel.opened(true);
  expect(wire()[1]).toBe([100, 0, ...text('log'), 0].join(' '));
});

it('[W62] an edit too large for a message of its own goes as a state', () => {
  channel.opened(true);
  hello(0);
  channel.fromServer(STEP_1);
  wire();
  channel.kept({ ...edit(7), update: new Uint8Array(5_000_000) });
  expect(sent).toHaveLength(1);
  expect([sent[0]?.[0], sent[0]?.[1]]).toEqual([0, 1]);
});

it('[W91] tells that nobody’s edits are stored for a while, and that they are again', () => {
  channel.opened(true);
  hello(4);
  says(100, 7, 0, ...text('disk full'));
  says(100, 7, 1, ...text(''));
  expect(troubles).toEqual(['disk full', null]);
});

it('[W65] tells once per connection that edits are refused', () => {
  channel.opened(true);
  hello(0);
  says(100, 6, 1, ...text('no'));
  says(100, 6, 2, ...text('no'));
  expect(refused).toEqual(['no']);
});

it('[W6] a message of the extension that ends too early makes the connection useless', () => {
  channel.opened(true);
  says(100, 1, 200);
  expect(heard.at(-1)).toContain('nonsense');
});

it('[W100] asks only for what came after a scene that was kept here', () => {
  channel.resumed('log', 7);
  channel.opened(true);
  expect(wire()).toContain(`100 0 ${text('log').join(' ')} 7`);
  expect(channel.known).toEqual({ log: 'log', sequence: 7 });
});

it('[W100] [W64] a server that knows less than a scene that was kept here gets all of it', () => {
  channel.resumed('log', 7);
  channel.opened(true);
  wire();
  hello(3);
  difference = [1, 9];
  channel.fromServer(STEP_1);
  expect(wire()).toEqual(['0 1 2 1 9']);
  expect(channel.known.sequence).toBe(0);
});
