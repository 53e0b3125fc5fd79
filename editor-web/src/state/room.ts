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
