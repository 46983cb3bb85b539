import { instantOf, type Instant } from "#core/time.ts";

const QUARTER = 15 * 60_000;
const offsets = new Map<string, Map<number, number>>();

/** How far a zone is ahead of UTC at a moment, in milliseconds. Zones change only on quarter hours, so each is asked once. */
function offsetAt(ms: number, zone: string): number {
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone);
  const quarter = Math.floor(ms / QUARTER);
  let offset = ofZone.get(quarter);
  if (offset === undefined) {
    offset = readOffset(quarter * QUARTER, zone);
    ofZone.set(quarter, offset);
  }
  return offset;
}

function readOffset(ms: number, zone: string): number {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(ms)
    .find((part) => part.type === "timeZoneName")?.value;
  const match = /([+-])(\d\d):(\d\d)/.exec(name ?? "");
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** An instant as Jira writes it to an account in a zone: 2015-03-16T09:00:00.000-0700. */
export function jiraTime(instant: Instant, zone: string): string {
  const ms = Date.parse(instant);
  const offset = zone === "UTC" ? 0 : offsetAt(ms, zone);
  const minutes = Math.abs(offset) / 60_000;
  const digits = `${Math.floor(minutes / 60)}`.padStart(2, "0") + `${minutes % 60}`.padStart(2, "0");
  return new Date(ms + offset).toISOString().slice(0, -1) + (offset < 0 ? "-" : "+") + digits;
}

/** The moment a wall clock in a zone shows this date and time; of a time that happens twice, the first. */
export function instantFromLocal(local: { date: string; time: string }, zone: string): Instant {
  const wall = Date.parse(`${local.date}T${local.time}:00.000Z`);
  const candidates = [wall - offsetAt(wall - 86_400_000, zone), wall - offsetAt(wall + 86_400_000, zone)];
  const shown = candidates.find((ms) => ms + offsetAt(ms, zone) === wall);
  return instantOf(new Date(shown ?? Math.max(...candidates)));
}

/** A recorded time, with whatever offset it was written in. Null when it is not a time. */
export function readJiraTime(text: string): Instant | null {
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(ms) ? null : instantOf(new Date(ms));
}
