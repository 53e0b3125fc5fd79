import type { EditorSession } from './EditorSession';
import { pictureSize } from './pictureSize';
import { pictureChoice } from './preferences';

/** Draws the scene as it is seen now, without grid, outlines and handles, and saves it as a PNG file, as it was last chosen. */
export async function savePicture(session: EditorSession): Promise<void> {
  const { engine } = session;
  if (session.blind.get() !== null) {
    session.tell('Without WebGPU there are no pictures.');
    return;
  }
  const canvas = document.getElementById('viewport');
  if (engine === null || !(canvas instanceof HTMLCanvasElement)) {
    return;
  }
  const { size, transparent } = pictureChoice.get();
  const { width, height } = pictureSize(canvas.width, canvas.height, size);
  try {
    const pixels = await engine.renderImage(width, height, {
      overlays: false,
      transparent,
      output: session.view.get().output,
    });
    const name = engine.sceneInfo().name;
    download(await encode(pixels, width, height), `${fileName(name === '' ? session.room : name)}.png`);
    session.tell('Picture saved');
  } catch (error) {
    console.warn('no picture', error);
    session.tell('The picture could not be made.');
  }
}

/** A name without what no file system takes. */
export function fileName(name: string): string {
  const kept = name.replace(/[\p{Cc}\s<>:"/\\|?*]+/gu, ' ').trim();
  return kept === '' ? 'scene' : kept.slice(0, 80);
}

async function encode(pixels: Uint8Array, width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  return await canvas.convertToBlob({ type: 'image/png' });
}

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
