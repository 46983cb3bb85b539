import { describe, expect, test } from "vitest";
import type { Issue } from "#core/entities/issue.ts";
import { forecastScope, showForecast, type Outlook } from "#core/delivery/forecast.ts";
import { nearestRank } from "#core/delivery/percentile.ts";
import { scramble, seedOf, seedStep } from "#core/delivery/random.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { at, buildIssue, buildSituation, daysAgo, statuses, today } from "#tests/core/rules/build-situation.ts";

/** One item finished on each of the days before today, and `open` items in the release, all created long ago. */
function daily(days: number, open: number): Issue[] {
  const created = { createdAt: at(daysAgo(200)) };
  const done = Array.from({ length: days }, (_, index) => buildIssue(`D-${index}`, { ...created, ...statuses("Open", [daysAgo(index + 1), "Closed"]) }));
  return [...done, ...Array.from({ length: open }, (_, index) => buildIssue(`O-${index}`, { ...created, releaseIds: ["r"] }))];
}

function outlookOf(issues: readonly Issue[], over: Parameters<typeof buildSituation>[1] = {}): Outlook {
  const reading = readFacts(buildSituation({ issues }, over));
  return forecastScope(reading, { id: "release:r", items: new Map((reading.byRelease.get("r") ?? []).map((item) => [item, item.created])) });
}

describe("the forecast", () => {
  test("is exact where every day was the same", () => {
    expect(outlookOf(daily(84, 7))).toEqual({ p50: 7, p85: 7, p95: 7, remaining: 7, trials: 10_000 });
    expect(showForecast(outlookOf(daily(84, 7)), 0, buildSituation({}))).toMatchObject({ p50: "2015-03-23", p85: "2015-03-23", unit: "items" });
  });

  test("keeps to the negative binomial distribution where every other day had one item", () => {
    // Days until the tenth success at p = 1/2: F(19) = .500, F(24) = .846, F(25) = .885, F(27) = .939, F(28) = .956.
    const everyOther = daily(84, 10).filter(({ key }) => !/^D-\d*[13579]$/.test(key));
    const outlook = outlookOf(everyOther);
    if ("unknown" in outlook) throw new Error(outlook.unknown);
    expect([19, 20]).toContain(outlook.p50);
    expect([24, 25]).toContain(outlook.p85);
    expect(outlook.p95).toBe(28);
  });

  test("gives equal facts equal dates, and another day another sample", () => {
    const issues = daily(84, 40).filter((_, index) => index % 3 !== 0);
    expect(outlookOf(issues)).toEqual(outlookOf(issues.toReversed()));
    expect(seedOf("a|b|2015-03-16")).not.toBe(seedOf("a|b|2015-03-17"));
  });

  test("lets the scope grow as it grew", () => {
    const grown = Array.from({ length: 42 }, (_, index) => buildIssue(`N-${index}`, { createdAt: at(daysAgo(index * 2 + 1)), releaseIds: ["r"] }));
    const [still, growing] = [outlookOf(daily(84, 42)), outlookOf([...daily(84, 0), ...grown])];
    if ("unknown" in still || "unknown" in growing) throw new Error("both are known");
    expect(still.p50).toBe(42);
    expect(growing.p50).toBeGreaterThan(75);
  });

  test("is unknown, with the share of futures, where the scope grows as fast as it is finished", () => {
    const grown = Array.from({ length: 168 }, (_, index) => buildIssue(`N-${index}`, { createdAt: at(daysAgo((index % 84) + 1)), releaseIds: ["r"] }));
    const outlook = outlookOf([...daily(84, 0), ...grown]);
    expect(outlook).toMatchObject({ p50: Infinity });
    expect(showForecast(outlook, 0, buildSituation({}))).toEqual({ unknown: "at the pace of the last weeks, at least half of 10000 simulated futures do not end within 730 days" });
  });

  test("gives the dates it has where only the worst futures do not end in sight", () => {
    const [within, settings] = [buildSituation({}).settings, { ...buildSituation({}).settings, forecastHorizonDays: 24 }];
    const everyOther = daily(84, 10).filter(({ key }) => !/^D-\d*[13579]$/.test(key));
    expect(outlookOf(everyOther, { settings: within })).toMatchObject({ p95: 28 });
    const outlook = outlookOf(everyOther, { settings });
    expect(outlook).toMatchObject({ p95: Infinity });
    expect(showForecast(outlook, 0, buildSituation({}, { settings }))).toMatchObject({ p50: expect.stringMatching(/^2015-04-0/) as string, p95: null });
  });

  test("needs five weeks of data and ten finished items, and tells what there is", () => {
    const young = daily(20, 3).map((issue) => ({ ...issue, createdAt: at(daysAgo(34)) }));
    expect(outlookOf(young)).toEqual({ unknown: "4 full weeks of data, 5 are needed" });
    expect(outlookOf(young.map((issue) => ({ ...issue, createdAt: at(daysAgo(35)) })))).toHaveProperty("p50");
    expect(outlookOf(daily(9, 3))).toEqual({ unknown: "9 finished in the last 12 weeks, 10 are needed" });
  });

  test("is today where nothing remains", () => {
    const done = buildIssue("A-1", { releaseIds: ["r"], ...statuses("Open", [daysAgo(3), "Closed"]) });
    expect(showForecast(outlookOf([done]), 0, buildSituation({}))).toMatchObject({ p50: today, p95: today, remaining: 0 });
  });

  test("never comes earlier because an item was added", () => {
    const issues = daily(84, 25).filter((_, index) => index % 4 !== 1);
    const added = buildIssue("N-1", { createdAt: at(daysAgo(30)), releaseIds: ["r"] });
    const [before, after] = [outlookOf(issues), outlookOf([...issues, added])];
    if ("unknown" in before || "unknown" in after) throw new Error("both are known");
    for (const percentile of ["p50", "p85", "p95"] as const) expect(after[percentile]).toBeGreaterThanOrEqual(before[percentile]);
  });
});

test("the nearest rank is always one of the values", () => {
  expect([5, 30, 40, 50, 100].map((percent) => nearestRank([15, 20, 35, 40, 50], percent))).toEqual([15, 20, 20, 35, 50]);
  expect(() => nearestRank([], 50)).toThrow("at least one value");
});

test("random numbers are spread evenly and repeat", () => {
  const seed = seedOf("project");
  const buckets = new Array<number>(10).fill(0);
  for (let draw = 0, counter = seed; draw < 100_000; draw++, counter = (counter + seedStep) | 0) {
    const bucket = Math.floor((scramble(counter) / 2 ** 32) * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  for (const number of buckets) expect(Math.abs(number - 10_000)).toBeLessThan(500);
  expect(scramble(seed)).toBe(scramble(seed));
});
