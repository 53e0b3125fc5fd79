/** A linear colour, each channel 0..1, as the scene stores it. */
export type LinearColor = readonly [number, number, number];

/** `#rrggbb` (sRGB) of a linear colour. */
export function toHex(color: LinearColor): string {
  return `#${color.map((channel) => byteOf(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** The linear colour of `#rgb` or `#rrggbb`, the `#` optional; `null` when it is none. */
export function fromHex(text: string): [number, number, number] | null {
  const digits = /^#?([\da-f]{3}|[\da-f]{6})$/iu.exec(text.trim())?.[1];
  if (digits === undefined) {
    return null;
  }
  const size = digits.length / 3;
  const channel = (index: number): number => {
    const part = digits.slice(index * size, (index + 1) * size);
    const srgb = Number.parseInt(size === 1 ? part + part : part, 16) / 255;
    return srgb <= 0.04045 ? srgb / 12.92 : ((srgb + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(1), channel(2)];
}

function byteOf(linear: number): number {
  const bounded = Math.min(1, Math.max(0, linear));
  const srgb = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055;
  return Math.round(srgb * 255);
}
