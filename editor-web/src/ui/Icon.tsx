/** Line drawings on a 16 px grid, in the colour of the text around them. */
const PATHS = {
  box: 'M8 1.8 13.6 5v6L8 14.2 2.4 11V5zM2.6 5.1 8 8.2l5.4-3.1M8 8.2v5.8',
  sphere: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM2.2 8c1.6 1.3 3.6 1.9 5.8 1.9s4.2-.6 5.8-1.9',
  plane: 'M5 4.5h9l-3 7H2z',
  cylinder: 'M3 4.2C3 3 5.2 2 8 2s5 1 5 2.2v7.6C13 13 10.8 14 8 14s-5-1-5-2.2zM3 4.2c0 1.2 2.2 2.2 5 2.2s5-1 5-2.2',
  cone: 'M8 1.8 13 12c0 1.2-2.2 2.2-5 2.2S3 13.2 3 12zM3 12c0-1.2 2.2-2.2 5-2.2s5 1 5 2.2',
  group: 'M2 4.5c0-.6.4-1 1-1h3.2l1.5 1.7H13c.6 0 1 .4 1 1v5.8c0 .6-.4 1-1 1H3c-.6 0-1-.4-1-1z',
  light:
    'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  camera: 'M2 5.5c0-.6.4-1 1-1h6c.6 0 1 .4 1 1v5c0 .6-.4 1-1 1H3c-.6 0-1-.4-1-1zM10 7.5l4-2v5l-4-2',
  empty: 'M8 2.5v11M2.5 8h11',
  scene:
    'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM1.8 8h12.4M8 1.8c1.7 1.7 2.6 3.8 2.6 6.2S9.7 12.5 8 14.2C6.3 12.5 5.4 10.4 5.4 8S6.3 3.5 8 1.8',
  chevron: 'M6 4l4 4-4 4',
  'chevron-down': 'M4.5 6.5 8 10l3.5-3.5',
  plus: 'M8 3v10M3 8h10',
  trash:
    'M3 4.5h10M6.2 4.5V3c0-.3.2-.5.5-.5h2.6c.3 0 .5.2.5.5v1.5M4.3 4.5l.6 8.2c0 .5.4.8.9.8h4.4c.5 0 .9-.3.9-.8l.6-8.2M6.8 7v4M9.2 7v4',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h6.7a3.8 3.8 0 0 1 0 7.5H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6H6.8a3.8 3.8 0 0 0 0 7.5H10',
  focus:
    'M2.5 5.5v-2c0-.6.4-1 1-1h2M10.5 2.5h2c.6 0 1 .4 1 1v2M13.5 10.5v2c0 .6-.4 1-1 1h-2M5.5 13.5h-2c-.6 0-1-.4-1-1v-2M8 6.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4z',
  dark: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z',
  system: 'M2 3.5c0-.3.2-.5.5-.5h11c.3 0 .5.2.5.5v7c0 .3-.2.5-.5.5h-11c-.3 0-.5-.2-.5-.5zM6 13.5h4M8 11v2.5',
  keyboard:
    'M2.5 4h11c.6 0 1 .4 1 1v6c0 .6-.4 1-1 1h-11c-.6 0-1-.4-1-1V5c0-.6.4-1 1-1zM4 6.7h.1M6.6 6.7h.1M9.3 6.7h.1M12 6.7h.1M5 9.5h6',
  'panel-left': 'M2.5 3h11c.3 0 .5.2.5.5v9c0 .3-.2.5-.5.5h-11c-.3 0-.5-.2-.5-.5v-9c0-.3.2-.5.5-.5zM6 3v10',
  'panel-right': 'M2.5 3h11c.3 0 .5.2.5.5v9c0 .3-.2.5-.5.5h-11c-.3 0-.5-.2-.5-.5v-9c0-.3.2-.5.5-.5zM10 3v10',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.5 8.5l3 3 6-7',
  offline: 'M2 2l12 12M5.2 9.8a4 4 0 0 1 2-1M2.8 7.3A7.4 7.4 0 0 1 5.3 5.7M8 4.9c2 0 3.8.9 5.2 2.4M8 12.5h.1',
  warning: 'M8 2.3 14.3 13.3H1.7zM8 6.5v3.3M8 11.6h.1',
  gpu: 'M3.5 4.5h9c.6 0 1 .4 1 1v5c0 .6-.4 1-1 1h-9c-.6 0-1-.4-1-1v-5c0-.6.4-1 1-1zM8 6.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4zM5 11.5v2M8 11.5v2M11 11.5v2',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={(1.3 * 16) / size}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
