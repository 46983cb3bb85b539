import { describe, expect, test } from "vitest";
import { toDay, toInstant, toJqlTime } from "#integrations/jira/time.ts";

test.each([
  ["2015-03-16T14:45:00.123+0545", "2015-03-16T09:00:00.123Z"],
  ["2015-03-16T14:45:00.123+05:45", "2015-03-16T09:00:00.123Z"],
  ["2009-03-06T04:54:10.080-0600", "2009-03-06T10:54:10.080Z"],
  ["2015-03-16T09:00:00Z", "2015-03-16T09:00:00.000Z"],
  ["2015-03-16T09:00+0000", "2015-03-16T09:00:00.000Z"],
  [1278385482288, "2010-07-06T03:04:42.288Z"],
  ["2015-03-16T09:00:00", null],
  ["yesterday", null],
  ["2015-13-45T09:00:00Z", null],
  ["0000-01-01T00:00:00+1400", null],
  [Number.MAX_VALUE, null],
])("the time %j is %s", (written, instant) => {
  expect(toInstant(written)).toBe(instant);
});

test.each([
  ["2015-03-16", "2015-03-16"],
  ["2009-04-28 00:00:00.0", "2009-04-28"],
  [1278385482288, "2010-07-06"],
  ["2015-02-30", null],
  ["6/Jul/2010", null],
])("the day %j is %s", (written, day) => {
  expect(toDay(written)).toBe(day);
});

describe("a JQL time", () => {
  test.each([
    ["UTC", "2015/03/16 09:00"],
    ["America/New_York", "2015/03/16 05:00"],
    ["Asia/Kathmandu", "2015/03/16 14:45"],
    ["Pacific/Midway", "2015/03/15 22:00"],
    ["Pacific/Kiritimati", "2015/03/16 23:00"],
    [null, "2015/03/15 21:00"],
  ])("is to the minute in the account's zone %s", (zone, expected) => {
    expect(toJqlTime("2015-03-16T09:00:59.999Z", zone)).toBe(expected);
  });

  /** Every moment a wall clock in the zone shows this minute. */
  function readingsOf(jqlTime: string, zone: string): number[] {
    const wall = Date.parse(`${jqlTime.replaceAll("/", "-").replace(" ", "T")}:00Z`);
    const show = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    const hits: number[] = [];
    for (let minutes = -15 * 60; minutes <= 15 * 60; minutes += 15) {
      if (show.format(wall + minutes * 60_000).replaceAll("-", "/") === jqlTime) hits.push(wall + minutes * 60_000);
    }
    return hits;
  }

  test.each([
    ["America/New_York", "2015-03-08T00:00:00.000Z"],
    ["America/New_York", "2015-11-01T00:00:00.000Z"],
    ["Europe/Berlin", "2015-03-28T18:00:00.000Z"],
    ["Europe/Berlin", "2015-10-24T18:00:00.000Z"],
    ["Australia/Lord_Howe", "2015-04-04T06:00:00.000Z"],
  ])("in %s is never read as later than meant on a day of a clock change", (zone, start) => {
    for (let minutes = 0; minutes < 30 * 60; minutes += 15) {
      const meant = Date.parse(start) + minutes * 60_000;
      const readings = readingsOf(toJqlTime(new Date(meant).toISOString(), zone), zone);
      for (const reading of readings) {
        expect(reading).toBeLessThanOrEqual(meant);
        expect(reading).toBeGreaterThanOrEqual(meant - 2 * 3_600_000);
      }
    }
  });
});
