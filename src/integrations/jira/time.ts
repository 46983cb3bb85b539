import { Day, type Instant } from "#core/time.ts";

const JIRA_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:(Z)|([+-]\d{2}):?(\d{2}))$/;
/** Years before 0 and after 9999 are written longer and with a sign. */
const FOUR_DIGIT_YEAR_LENGTH = "2015-03-16T09:00:00.000Z".length;
const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
/** The zone that is behind all others: a time rendered in it is never later than meant. */
const LAST_ZONE = "Etc/GMT+12";

/** Jira's times, with any offset (`+0800`, `+08:00`, `Z`) or as epoch milliseconds, as UTC; null when it is none. */
export function toInstant(value: string | number): Instant | null {
  const date = new Date(typeof value === "number" ? value : parseTime(value));
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  return iso.length === FOUR_DIGIT_YEAR_LENGTH ? iso : null;
}

function parseTime(text: string): number {
  const match = JIRA_TIME.exec(text);
  if (!match) return Number.NaN;
  const [, local, utc, hours, minutes] = match;
  return Date.parse(`${local}${utc ?? `${hours}:${minutes}`}`);
}

/** The calendar day at the start of the text (`2009-04-28 00:00:00.0`), or of epoch milliseconds; null when there is no such day. */
export function toDay(value: string | number): Day | null {
  const day = typeof value === "number" ? (toInstant(value) ?? "").slice(0, 10) : value.slice(0, 10);
  if (!Day.safeParse(day).success) return null;
  return toInstant(`${day}T00:00:00Z`)?.slice(0, 10) === day ? day : null;
}

/**
 * A JQL date literal, which Jira reads to the minute in the time zone of the account, for `updated >=`. Never later than
 * meant: around a clock change the smaller offset is taken, and without a known zone the one behind all others.
 */
export function toJqlTime(at: Instant, accountTimeZone: string | null): string {
  const zone = accountTimeZone ?? LAST_ZONE;
  const ms = Date.parse(at);
  const offset = Math.min(...[ms - MS_PER_DAY, ms, ms + MS_PER_DAY].map((near) => offsetMinutes(near, zone)));
  const local = new Date(ms + offset * MS_PER_MINUTE).toISOString();
  return `${local.slice(0, 10).replaceAll("-", "/")} ${local.slice(11, 16)}`;
}

function offsetMinutes(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(ms);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::\d{2})?)?$/.exec(name);
  if (!match) throw new RangeError(`unexpected offset "${name}" of time zone ${timeZone}`);
  const [, sign, hours = "0", minutes = "0"] = match;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
