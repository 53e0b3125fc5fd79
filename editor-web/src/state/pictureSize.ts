/** How large a picture is: as many pixels as the canvas has, or so many along its longer side. */
export type PictureSize = 'view' | '1920' | '2560' | '3840';

export const PICTURE_SIZES: readonly { readonly id: PictureSize; readonly label: string }[] = [
  { id: 'view', label: 'As seen' },
  { id: '1920', label: 'Full HD' },
  { id: '2560', label: 'QHD' },
  { id: '3840', label: '4K' },
];

/** The pixels of a picture in the shape of the canvas. */
export function pictureSize(width: number, height: number, size: PictureSize): { width: number; height: number } {
  const factor = size === 'view' ? 1 : Number(size) / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
