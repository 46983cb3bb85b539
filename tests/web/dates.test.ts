import { describe, expect, test } from "vitest";
import { dayAt, dayDistanceText, dayInSentence, dayText, distanceText, instantText } from "#web/ui/dates.ts";

const noon = Date.parse("2015-03-16T12:00:00.000Z");

describe("distanceText", () => {
  test.each([
    ["2015-03-16T11:59:30.000Z", "just now"],
    ["2015-03-16T12:00:30.000Z", "in a moment"],
    ["2015-03-16T11:58:01.000Z", "1 minute ago"],
    ["2015-03-16T12:13:00.000Z", "in 13 minutes"],
    ["2015-03-16T09:00:00.000Z", "3 hours ago"],
    ["2015-03-15T12:00:00.000Z", "yesterday"],
    ["2015-02-16T12:00:00.000Z", "4 weeks ago"],
    ["2014-03-16T12:00:00.000Z", "last year"],
  ])("%s is said as %s", (at, said) => {
    expect(distanceText(at, noon)).toBe(said);
  });
});

test("an instant is shown on the clock of the zone, across midnight", () => {
  expect(instantText("2015-03-16T23:30:00.000Z", "UTC")).toBe("16 Mar 2015, 23:30");
  expect(instantText("2015-03-16T23:30:00.000Z", "Asia/Kathmandu")).toBe("17 Mar 2015, 05:15");
});

test("a calendar day keeps its date whatever the zone", () => {
  expect(dayText("2015-03-16")).toBe("Mon, 16 Mar 2015");
});

test("within a sentence a day has no weekday, and what only looks like one stays", () => {
  expect([dayInSentence("2015-03-16"), dayInSentence("2015-99-99")]).toEqual(["16 Mar 2015", "2015-99-99"]);
});

test("the distance between days counts calendar days, also over a change of the clocks", () => {
  expect(dayDistanceText("2015-03-30", "2015-03-28")).toBe("in 2 days");
  expect(dayDistanceText("2015-03-16", "2015-03-16")).toBe("today");
  expect(dayDistanceText("2015-03-13", "2015-03-16")).toBe("3 days ago");
});

test("the same moment is another day elsewhere", () => {
  const late = Date.parse("2015-03-16T23:30:00.000Z");
  expect(dayAt(late, "America/Los_Angeles")).toBe("2015-03-16");
  expect(dayAt(late, "Europe/Berlin")).toBe("2015-03-17");
});
