import type { Day, Instant } from "#core/time.ts";

const LOCALE = "en-GB";
const units = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const days = new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" });
const plainDays = new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const formatters = new Map<string, Intl.DateTimeFormat>();

/** "Mon, 16 Mar 2015". */
export function dayText(day: Day): string {
  return days.format(Date.parse(day));
}

/** "16 Mar 2015", for within a sentence; what only looks like a day stays as it is. */
export function dayInSentence(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : plainDays.format(ms);
}

/** "16 Mar 2015, 09:00" on the clock of the zone. */
export function instantText(at: Instant, zone: string): string {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
    formatters.set(zone, formatter);
  }
  return formatter.format(Date.parse(at));
}

/** "3 hours ago", "in 2 days"; under a minute "just now". */
export function distanceText(at: Instant, nowMs: number): string {
  const ms = Date.parse(at) - nowMs;
  const unit = units.find(([, size]) => Math.abs(ms) >= size);
  if (!unit) return ms > 0 ? "in a moment" : "just now";
  return relative.format(Math.trunc(ms / unit[1]), unit[0]);
}

/** Calendar days between two days: "today", "tomorrow", "3 days ago". */
export function dayDistanceText(day: Day, today: Day): string {
  return relative.format(Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000), "day");
}

/** The calendar day it is in the zone. */
export function dayAt(nowMs: number, zone: string): Day {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(nowMs);
}
