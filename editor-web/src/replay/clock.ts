import { counted, shownLanguage } from '../i18n/i18n';

const two = (value: number): string => String(value).padStart(2, '0');

/** `14:02:11`, in the time of this place. */
export function clock(time: number): string {
  const date = new Date(time);
  return `${shortClock(time)}:${two(date.getSeconds())}`;
}

/** `14:02` */
export function shortClock(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `20 Nov`, as people write it here. */
export function shortDate(time: number): string {
  return new Date(time).toLocaleDateString(shownLanguage(), { day: 'numeric', month: 'short' });
}

export function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** The time alone today, else with its day. */
export function moment(time: number, now: number): string {
  return sameDay(time, now) ? clock(time) : `${shortDate(time)}, ${clock(time)}`;
}

/** How long something took, in one unit: `40 s`, `12 min`, `3 h`, `2 d`. */
export function duration(millis: number): string {
  const seconds = millis / 1_000;
  if (seconds < 90) {
    return `${Math.round(seconds)} s`;
  }
  if (seconds < 90 * 60) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 36 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

/** `1 edit`, `37 edits` */
export function edits(count: number): string {
  return counted(count, '1 edit', '{count} edits');
}
