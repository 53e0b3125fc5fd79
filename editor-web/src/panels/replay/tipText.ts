import { t } from '../../i18n/i18n';
import type { Axis } from '../../replay/Axis';
import type { Buckets } from '../../replay/buckets';
import { nameOf } from '../../replay/captions';
import { duration, edits, moment } from '../../replay/clock';
import type { Timeline } from '../../replay/Timeline';

/** How the timeline lies on the screen. */
export interface Grid {
  readonly axis: Axis;
  readonly buckets: Buckets;
  readonly laneHeight: number;
}

/** What is under the pointer: when, and who did how much. */
export function tipText(timeline: Timeline, grid: Grid, x: number, y: number): { time: string; text: string } {
  const gap = grid.axis.gaps().find((candidate) => x > candidate.left + 2 && x < candidate.right - 2);
  if (gap !== undefined) {
    return {
      time: t('{time} idle', { time: duration(gap.millis) }),
      text: t('until {time}', { time: moment(gap.until, Date.now()) }),
    };
  }
  const time = moment(grid.axis.timeAt(x), Date.now());
  const lane = Math.floor(y / grid.laneHeight);
  const author = timeline.authors[lane];
  const counts = grid.buckets.lanes[lane];
  if (author === undefined || y < 0 || counts === undefined) {
    return { time, text: '' };
  }
  const count = counts[Math.floor(x / grid.buckets.width)] ?? 0;
  return { time, text: count === 0 ? nameOf(author) : `${nameOf(author)}: ${edits(count)}` };
}
