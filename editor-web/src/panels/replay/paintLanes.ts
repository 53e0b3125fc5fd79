import type { Axis } from '../../replay/Axis';
import { type Buckets, barHeight } from '../../replay/buckets';
import type { Tick } from '../../replay/ticks';
import { laneColor } from './laneColor';

/** The colours of the theme that the canvases use. */
export interface Palette {
  readonly hairline: string;
  readonly faint: string;
  readonly dim: string;
  readonly font: string;
  readonly light: boolean;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    hairline: value('--hairline'),
    faint: value('--text-faint'),
    dim: value('--text-dim'),
    font: `11px ${value('--font')}`,
    light: style.colorScheme === 'light',
  };
}

/** Gives a canvas a size in CSS pixels and empties it. */
export function prepared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

/** One lane per author: a bar per bucket, a hairline below, idle pauses hatched. */
export function paintLanes(
  context: CanvasRenderingContext2D,
  axis: Axis,
  buckets: Buckets,
  colors: readonly string[],
  laneHeight: number,
  palette: Palette,
): void {
  const height = laneHeight * buckets.lanes.length;
  paintGaps(context, axis, height, palette);
  buckets.lanes.forEach((counts, lane) => {
    const bottom = (lane + 1) * laneHeight;
    context.fillStyle = palette.hairline;
    context.fillRect(0, bottom - 1, axis.width, 1);
    context.fillStyle = laneColor(colors[lane] ?? '', palette.light);
    const tallest = laneHeight - 9;
    context.beginPath();
    counts.forEach((edits, bucket) => {
      if (edits > 0) {
        const bar = Math.max(3, Math.round(barHeight(edits, buckets.most) * tallest));
        context.roundRect(bucket * buckets.width, bottom - 2 - bar, buckets.width - 1, bar, [1.5, 1.5, 0, 0]);
      }
    });
    context.fill();
  });
}

function paintGaps(context: CanvasRenderingContext2D, axis: Axis, height: number, palette: Palette): void {
  context.strokeStyle = palette.hairline;
  context.lineWidth = 1;
  for (const gap of axis.gaps()) {
    const [left, right] = [gap.left + 4, gap.right - 4];
    if (right - left < 3) {
      continue;
    }
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    context.beginPath();
    for (let x = left - height; x < right; x += 6) {
      context.moveTo(x, height);
      context.lineTo(x + height, 0);
    }
    context.stroke();
    context.restore();
  }
}

/** Times and the lengths of pauses. */
export function paintTicks(
  context: CanvasRenderingContext2D,
  ticks: readonly Tick[],
  height: number,
  palette: Palette,
): void {
  context.font = palette.font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const tick of ticks) {
    context.fillStyle = tick.kind === 'gap' ? palette.faint : palette.dim;
    context.fillText(tick.text, tick.x, height / 2);
    if (tick.kind === 'time') {
      context.fillStyle = palette.hairline;
      context.fillRect(Math.round(tick.x), height - 4, 1, 4);
    }
  }
}
