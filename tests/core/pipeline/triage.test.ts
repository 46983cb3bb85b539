import { expect, test } from "vitest";
import type { Signal } from "#core/entities/signal.ts";
import { triage } from "#core/pipeline/triage.ts";
import type { SourceDelta } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { aCheckpoint, anEscalation, anIssue, aProject } from "#tests/store/builders.ts";
import { NOON } from "#tests/store/temporary.ts";

type Input = Parameters<typeof triage>[0];

const delta: SourceDelta = { changes: [], position: "p1", skipped: [], requests: 1 };
const nothing: Input = {
  project: aProject(),
  normalised: { fresh: { issues: [], sprints: [], releases: [], profile: null }, signals: [] },
  delta,
  checkpoint: aCheckpoint(),
  escalations: [anEscalation()],
  today: "2015-03-16",
  recovering: false,
};

test("when nothing could have changed an answer, there is nothing to do", () => {
  expect(triage(nothing)).toEqual({ evaluate: null, decisions: 0, tell: [], summarise: [] });
});

const reasons: [string, Partial<Input>][] = [
  ["first sync", { checkpoint: null }],
  ["facts changed", { normalised: { fresh: { issues: [anIssue()], sprints: [], releases: [], profile: null }, signals: [] } }],
  ["new day", { today: "2015-03-17" }],
  ["the project's settings changed", { project: aProject({ autonomy: "observe" }) }],
  ["the project's settings changed", { project: aProject({ timeZone: "Europe/Berlin" }) }],
  ["the user decided", { escalations: [anEscalation({ status: "decided", decidedAt: NOON })] }],
  ["the last cycle was cut off before its checkpoint", { delta: { ...delta, position: "p2" } }],
  ["source can be read again", { recovering: true }],
  ["coverage changed", { delta: { ...delta, skipped: [{ id: "TIMOB-2", reason: "it has no status" }] } }],
];

test.each(reasons)("the rules run again: %s", (reason, change) => {
  expect(triage({ ...nothing, ...change }).evaluate).toBe(reason);
});

test("of very many changes the latest are told and the others counted, but none of the plan is buried", () => {
  const signal = (subject: string, minute: number): Signal => ({ id: subject, source: "jira", kind: "edited", subject, title: "", by: null, at: addMs(NOON, minute * 60_000), from: null, to: null, span: null, contentHash: "" });
  const signals = [signal("sprint:9", 0), ...Array.from({ length: 70 }, (_, index) => signal(`issue:TIMOB-${index}`, index))];
  const { tell, summarise } = triage({ ...nothing, normalised: { ...nothing.normalised, signals } });
  expect(summarise.map(({ subject }) => subject)).toEqual(signals.slice(1, 21).map(({ subject }) => subject));
  expect(tell).toEqual([signals[0], ...signals.slice(21)]);
});
