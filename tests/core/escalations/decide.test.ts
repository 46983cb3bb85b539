import { expect, test } from "vitest";
import type { ArtefactOf } from "#core/entities/artefact.ts";
import type { RaidItem } from "#core/entities/raid-log.ts";
import { decideEscalation, type Decided } from "#core/escalations/decide.ts";
import { aRaidLog, aRaidLogOf, anEscalation } from "#tests/store/builders.ts";
import { NOON } from "#tests/store/temporary.ts";

function itemAbout(subject: string | null): RaidItem {
  const [item] = aRaidLogOf(4000).items;
  if (!item) throw new Error("no item");
  return { ...item, subject };
}

function decide(optionId: string, raid: ArtefactOf<"raid_log"> | null): Decided {
  const escalation = anEscalation({
    options: [
      { id: "accept", label: "Accept it", consequence: "It rests.", reviewOn: "2015-03-20" },
      { id: "assign", label: "Assign it", consequence: "It is assigned.", reviewOn: null },
    ],
  });
  const option = escalation.options.find(({ id }) => id === optionId) ?? escalation.options[0];
  if (!option) throw new Error("no option");
  return decideEscalation({ escalation, option, notes: "Because.", artefacts: { decision_log: null, raid_log: raid }, at: NOON, decisionId: "D-1", eventId: "E-1" });
}

test("a decision is one save: the question, the decision log, the event, and the RAID item it is about", () => {
  const raid = aRaidLog({ content: { items: [itemAbout("critical-unowned:TIMOB-1"), itemAbout("blocked:TIMOB-1")], nextNumber: 3 }, version: 4 });
  const { saves, escalation, decision } = decide("accept", raid);
  expect(saves.map((save) => save.kind)).toEqual(["escalation", "artefact", "event", "artefact"]);
  expect(escalation).toMatchObject({ status: "decided", decidedAt: NOON, standing: true, version: 2, decision: { option: "accept", notes: "Because.", decisionId: "D-1" } });
  expect(decision).toMatchObject({ id: "D-1", decision: "Accept it", rationale: "Because.", reviewOn: "2015-03-20", evidence: ["escalation:01A", "issue:TIMOB-1"] });
  const [, log, , changed] = saves;
  expect(log).toMatchObject({ artefact: { type: "decision_log", version: 1, note: { by: "user" } } });
  expect(changed).toMatchObject({ artefact: { type: "raid_log", version: 5, content: { items: [{ status: "accepted", decisions: ["D-1"] }, { status: "open", decisions: [] }] } } });
});

test("an option that accepts nothing links the item and leaves it open", () => {
  const raid = aRaidLog({ content: { items: [itemAbout("critical-unowned:TIMOB-1")], nextNumber: 2 } });
  expect(decide("assign", raid).saves.at(-1)).toMatchObject({ artefact: { content: { items: [{ status: "open", decisions: ["D-1"] }] } } });
});

test("without an item about the matter the RAID log gets no version", () => {
  for (const raid of [null, aRaidLog()]) expect(decide("accept", raid).saves.map((save) => save.kind)).toEqual(["escalation", "artefact", "event"]);
});
