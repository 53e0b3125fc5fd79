import { execFileSync } from 'node:child_process';
import type { RoomState } from '../server.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;

/** The self-hosted product as `.ci/compose-test` started it: its address, and what an operator can do to it. */
export class Compose {
  /** Address of the proxy. */
  readonly url: string;

  private constructor(url: string) {
    this.url = url;
  }

  static running(): Compose {
    const url = process.env.DIORAMA_COMPOSE_URL;
    if (url === undefined) {
      throw new Error('No product to test: run .ci/compose-test, which starts one and then this.');
    }
    return new Compose(url);
  }

  /** Runs `docker compose`, and returns what it printed. */
  run(...args: string[]): string {
    return execFileSync('docker', ['compose', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Containers of a service that run, by name. */
  containers(service: string): string[] {
    return this.run('ps', '--status', 'running', '--format', '{{.Name}}', service)
      .split('\n')
      .filter((name) => name !== '');
  }

  /** As a power cut does: nothing is flushed, nobody is told, and nobody starts it again. */
  kill(container: string): void {
    execFileSync('docker', ['kill', container], { stdio: 'ignore' });
  }

  /** How many sockets a server has, by its own count. */
  sockets(container: string): number {
    const ask =
      'exec 3<>/dev/tcp/127.0.0.1/8080; printf "GET /actuator/metrics/diorama.relay.sockets HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n" >&3; cat <&3';
    const answer = execFileSync('docker', ['exec', container, 'bash', '-c', ask], { encoding: 'utf8' });
    return Number(/"value":([\d.]+)/.exec(answer)?.[1] ?? Number.NaN);
  }

  /** Asks through the proxy. */
  async json<T>(path: string): Promise<T> {
    const answer = await fetch(this.url + path);
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  }

  /** What the servers hold of a room, now or as of an entry of its log. */
  state(room: string, at?: number): Promise<RoomState> {
    return this.json(`/api/scenes/${encodeURIComponent(room)}/state${at === undefined ? '' : `?at=${at}`}`);
  }
}
