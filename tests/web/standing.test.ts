import { expect, test } from "vitest";
import * as core from "#core/entities/raid-log.ts";
import { exposure, isOpen } from "#web/project/raid/standing.ts";

const item: core.RaidItem = {
  id: "RAID-1",
  subject: null,
  rule: null,
  type: "risk",
  title: "",
  cause: "",
  effect: "",
  probability: null,
  impact: null,
  scoredBy: "user",
  proximity: null,
  response: null,
  owner: null,
  nextAction: null,
  trigger: null,
  status: "open",
  raised: "2015-03-16",
  due: null,
  lastReviewed: null,
  closed: null,
  evidence: [],
  decisions: [],
};

test("the page reckons exposure as the colours do", () => {
  const scores = [null, 1, 2, 3, 4, 5];
  for (const probability of scores) {
    for (const impact of scores) {
      const scored = { ...item, probability, impact };
      expect(exposure(scored)).toBe(core.exposure(scored));
    }
  }
});

test("the page counts as open what the colours count as open", () => {
  for (const status of core.RaidStatus.options) {
    expect(isOpen({ ...item, status })).toBe(core.isOpen({ ...item, status }));
  }
});
