/** The room that an address names: `/` is "main", `/s/{room}` any other. */
export function roomOf(pathname: string): string {
  const named = /^\/s\/(.+?)\/?$/.exec(pathname)?.[1];
  if (named === undefined) {
    return 'main';
  }
  try {
    return decodeURIComponent(named);
  } catch {
    return named;
  }
}

/** What the page is for: editing, looking, or being a picture in somebody else's page. */
export type Mode = 'edit' | 'view' | 'embed';

/** `?view` only looks, `?embed` is the scene without anything around it. */
export function modeOf(search: string): Mode {
  const parameters = new URLSearchParams(search);
  if (parameters.has('embed')) {
    return 'embed';
  }
  return parameters.has('view') ? 'view' : 'edit';
}
