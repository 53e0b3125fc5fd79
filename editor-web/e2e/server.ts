import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

const LOGS = new URL('../target/e2e-logs/', import.meta.url).pathname;
const JAR = new URL('../../collab-server/target/collab-server.jar', import.meta.url).pathname;

/** The packaged server on a free port, with a data folder of its own. */
export class Server {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  #process: ChildProcess | null = null;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<Server> {
    const server = new Server(await freePort(), await mkdtemp(join(tmpdir(), 'diorama-data-')));
    await server.restart();
    return server;
  }

  /** Starts it on the same port and folder as before. */
  async restart(): Promise<void> {
    const jar = process.env.DIORAMA_SERVER_JAR ?? JAR;
    if (!existsSync(jar)) {
      throw new Error(
        `No server to test: ${jar} does not exist. Run mvn -pl collab-server -am package -DskipTests first.`,
      );
    }
    mkdirSync(LOGS, { recursive: true });
    const log = createWriteStream(join(LOGS, `server-${this.#port}.log`), { flags: 'a' });
    const started = spawn(
      findJava(),
      ['-XX:TieredStopAtLevel=1', '-jar', jar, `--server.port=${this.#port}`, `--diorama.data-dir=${this.#folder}`],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    started.stdout.pipe(log);
    started.stderr.pipe(log);
    this.#process = started;
    // A test that failed before it could stop its server leaves none behind.
    process.once('exit', () => started.kill('SIGKILL'));
    await eventually('the server answers', async () => {
      if (started.exitCode !== null) {
        throw new Error(`the server ended with ${started.exitCode}: see ${LOGS}server-${this.#port}.log`);
      }
      const answer = await fetch(`${this.url}/`).catch(() => null);
      return answer?.ok === true;
    });
  }

  /** As `kill -9`: nothing is flushed, nobody is told. */
  async kill(): Promise<void> {
    const victim = this.#process;
    this.#process = null;
    if (victim !== null && victim.exitCode === null) {
      const gone = new Promise((resolve) => victim.once('exit', resolve));
      victim.kill('SIGKILL');
      await gone;
    }
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Address of a room's socket, for clients that are not the page. */
  socket(room: string): string {
    return `ws://127.0.0.1:${this.#port}/collab/${room}`;
  }

  /** The entries of a room's log. */
  async updates(room: string): Promise<LogEntry[]> {
    const entries: LogEntry[] = [];
    for (;;) {
      const answer = await fetch(
        `${this.url}/api/scenes/${encodeURIComponent(room)}/updates?from=${entries.length + 1}`,
      );
      const page = ((await answer.json()) as { updates: LogEntry[] }).updates;
      if (page.length === 0) {
        return entries;
      }
      entries.push(...page);
    }
  }

  /** What the server holds of a room, now or as of an entry of its log. */
  async state(room: string, at?: number): Promise<RoomState> {
    const query = at === undefined ? '' : `?at=${at}`;
    const answer = await fetch(`${this.url}/api/scenes/${encodeURIComponent(room)}/state${query}`);
    if (!answer.ok) {
      throw new Error(`state of ${room}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as RoomState;
  }
}

/** What is told of one entry of a log, but for its bytes. */
export interface LogEntry {
  sequence: number;
  time: number;
  author: { id: string; name: string };
  gesture: string | null;
  claimed: number | null;
}

export interface RoomState {
  room: string;
  sequence: number;
  stateHash: string;
  scene: { nodes?: Record<string, Record<string, unknown>> } & Record<string, unknown>;
}

/** A Java of at least 21: the build's own, else `JAVA_HOME`, else `java`, else the newest that is installed. */
function findJava(): string {
  const home = (folder: string | undefined): string[] => (folder ? [join(folder, 'bin', 'java')] : []);
  const folders = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', '/opt/java'].filter((folder) =>
    existsSync(folder),
  );
  const installed = folders.flatMap((folder) =>
    readdirSync(folder)
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .flatMap((name) => [join(folder, name, 'bin', 'java'), join(folder, name, 'Contents', 'Home', 'bin', 'java')]),
  );
  const candidates = [process.env.DIORAMA_JAVA ?? '', ...home(process.env.JAVA_HOME), 'java', ...installed];
  const found = candidates.filter((candidate) => candidate !== '').find((candidate) => versionOf(candidate) >= 21);
  if (found === undefined) {
    throw new Error('No Java of at least 21 found: let DIORAMA_JAVA or JAVA_HOME name one.');
  }
  return found;
}

/** The major version of a Java, 0 when there is none at that place. */
function versionOf(java: string): number {
  const settings = spawnSync(java, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  return Number(/java\.specification\.version = (\d+)/.exec(settings.stderr ?? '')?.[1] ?? 0);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
