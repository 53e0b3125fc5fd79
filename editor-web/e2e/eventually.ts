/** How long anything may take on a slow machine that draws in software, in milliseconds. */
const PATIENCE_MILLIS = 90_000;
const PAUSE_MILLIS = 100;

/** Waits until `check` gives something true, and returns it. Throws with `what` and the last answer when it never does. */
export async function eventually<T>(
  what: string,
  check: () => T | Promise<T>,
  patienceMillis = PATIENCE_MILLIS,
): Promise<NonNullable<T>> {
  const end = Date.now() + patienceMillis;
  for (;;) {
    const answer = await check();
    if (answer) {
      return answer as NonNullable<T>;
    }
    if (Date.now() > end) {
      throw new Error(`not in ${patienceMillis / 1000} s: ${what}; last answer ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
}

/** Waits until all readers give one and the same value, and returns it. */
export async function agreement<T>(what: string, readers: Record<string, () => T | Promise<T>>): Promise<T> {
  let last: [string, T][] = [];
  try {
    await eventually(what, async () => {
      last = await Promise.all(
        Object.entries(readers).map(async ([name, read]): Promise<[string, T]> => [name, await read()]),
      );
      return last.every(([, value]) => value === last[0]?.[1]);
    });
  } catch (error) {
    throw new Error(`${what}: ${JSON.stringify(Object.fromEntries(last))}`, { cause: error });
  }
  return last[0]?.[1] as T;
}
