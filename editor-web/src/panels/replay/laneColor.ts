/** A person's colour as it is drawn on a panel: on a light one a little darker, so that a bar stands out. */
export function laneColor(color: string, light: boolean): string {
  if (color === '') {
    return light ? '#8b909a' : '#7d848f';
  }
  const part = light ? 0.84 : 1;
  const channels = [1, 3, 5].map((at) => Math.round(Number.parseInt(color.slice(at, at + 2), 16) * part));
  return `rgb(${channels.join(' ')})`;
}
