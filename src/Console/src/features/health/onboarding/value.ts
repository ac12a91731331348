/** How customers are grouped, as the API names it. */
export const ways = ['tier', 'industry', 'region', 'programme', 'team'] as const;

/** From which day time to value counts. */
export const starts = ['contract', 'kickoff', 'goLive'] as const;

interface Point {
  day: number;
  waiting: number;
  low: number | null;
  high: number | null;
}

const most = 60;

/** The curve at even steps of days, so that its axis is one of time: between two falls it stays where it was. */
export function steps(points: readonly Point[]): { days: number[]; at: (Point | null)[] } {
  const last = points.at(-1)?.day ?? 0;
  const step = Math.max(1, Math.ceil(last / most));
  const days = Array.from({ length: Math.floor(last / step) + 1 }, (_, nth) => nth * step);
  if (days.at(-1) !== last) {
    days.push(last);
  }
  return { days, at: days.map((day) => points.findLast((point) => point.day <= day) ?? null) };
}
