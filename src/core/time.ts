import * as z from "zod";

/** UTC ISO 8601 with milliseconds and Z: the only shape of an instant inside the product. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, "must be a UTC time such as 2015-03-16T09:00:00.000Z");
export type Instant = z.infer<typeof Instant>;

/** A calendar day, yyyy-mm-dd, in a zone the context names. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day such as 2015-03-16");
export type Day = z.infer<typeof Day>;

const MS_PER_DAY = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day an instant falls on in an IANA time zone. Throws RangeError on an unknown zone. */
export function dayIn(instant: Instant, timeZone: string): Day {
  if (timeZone === "UTC") return instant.slice(0, 10);
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(Date.parse(instant));
}

export function instantOf(date: Date): Instant {
  return date.toISOString();
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whole seconds since 1970, what a time to live counts in. */
export function epochSeconds(instant: Instant): number {
  return Math.floor(Date.parse(instant) / 1000);
}

/** An instant moved by milliseconds. */
export function addMs(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** The Monday of the day's ISO week. */
export function weekStart(day: Day): Day {
  const weekday = (new Date(Date.parse(day)).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** True when the runtime knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
  try {
    dayIn("2020-01-01T00:00:00.000Z", zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
