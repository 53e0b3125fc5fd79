import type { Socket } from '../RoomConnection';

/** A socket that a test opens, closes and speaks through. */
export class FakeSocket implements Socket {
  readonly url: string;
  readonly sent: Uint8Array[] = [];
  protocol = '';
  binaryType: BinaryType = 'blob';
  readyState: Socket['readyState'] = 0;
  onopen: Socket['onopen'] = null;
  onclose: Socket['onclose'] = null;
  onerror: Socket['onerror'] = null;
  onmessage: Socket['onmessage'] = null;

  constructor(url: string) {
    this.url = url;
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    this.sent.push(data as Uint8Array);
  }

  close(code = 1005, reason = ''): void {
    this.readyState = 3;
    this.onclose?.call(this as unknown as WebSocket, { code, reason } as CloseEvent);
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.call(this as unknown as WebSocket, {} as Event);
  }

  says(...bytes: number[]): void {
    const data = new Uint8Array(bytes).buffer;
    this.onmessage?.call(this as unknown as WebSocket, { data } as MessageEvent);
  }
}
