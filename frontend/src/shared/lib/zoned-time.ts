import type { Day } from './days';

const hourMs = 3_600_000;

/** The instant at which clocks of an IANA time zone show this time of this day, as ISO 8601 UTC. `time` is `HH:MM`. */
export function instantIn(timeZone: string, day: Day, time: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  // Around a change of clocks the first guess may take the offset of the other side.
  const first = wall - offsetAt(timeZone, wall);
  return new Date(wall - offsetAt(timeZone, first)).toISOString();
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(timeZone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    instant,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const [, sign = '+', hours = '0', minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60) * hourMs;
}
