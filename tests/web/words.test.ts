import { expect, test } from "vitest";
import { nameOfEvidence } from "#web/evidence/evidence-name.ts";
import { capital, count, listed, sentences } from "#web/ui/words.ts";

test("a number agrees with its noun", () => {
  expect([count(0, "item"), count(1, "item"), count(2, "item"), count(1234, "item")]).toEqual(["0 items", "1 item", "2 items", "1,234 items"]);
  expect(count(2, "dependency", "dependencies")).toBe("2 dependencies");
});

test("things are listed as in a sentence", () => {
  expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])]).toEqual(["", "a", "a and b", "a, b and c"]);
});

test("a capital is set on the first letter only", () => {
  expect([capital("flow red"), capital("")]).toEqual(["Flow red", ""]);
});

test("sentences end at a stop before a capital, a number or a quote, not within a version", () => {
  expect(sentences("Risk is red. 5 items wait for 4.0.0. Asked of you: who? “Ann” knows.")).toEqual([
    "Risk is red.",
    "5 items wait for 4.0.0.",
    "Asked of you: who?",
    "“Ann” knows.",
  ]);
  expect(sentences("")).toEqual([""]);
});

test("evidence is named by what a reader knows it by", () => {
  expect(["issue:TIMOB-1", "issue:A:B", "sprint:407", "release:1", "source:jira", "escalation:01H"].map(nameOfEvidence)).toEqual([
    "TIMOB-1",
    "A:B",
    "the sprint",
    "the release",
    "coverage of Jira",
    "the question",
  ]);
});
