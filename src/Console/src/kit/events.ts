/** Something that happened on a day, as it stands on a time series. */
export interface DatedEvent {
  on: string;
  words: string;
}

/** Events with the places along an axis where they stand, in the order of their days, numbered from 1. */
export function placed<Event extends DatedEvent>(
  events: readonly Event[],
  placeOf: (day: string) => number,
): { event: Event; number: number; at: number }[] {
  return [...events]
    .sort((one, other) => one.on.localeCompare(other.on))
    .map((event) => ({ event, at: placeOf(event.on) }))
    .filter(({ at }) => at >= 0)
    .map((one, place) => ({ ...one, number: place + 1 }));
}
