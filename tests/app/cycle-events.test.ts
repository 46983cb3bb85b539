import { expect, test } from "vitest";
import { type Event, EventType } from "#core/entities/event.ts";
import { addMs } from "#core/time.ts";
import { recordedIssue, recordingOf, type Recording } from "#integrations/jira/fake/recording.ts";
import { kiteKey, kiteRecording, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";
import { eventsOf } from "./what-is-kept.ts";

/** Kite, on whose second day more issues come than are told one by one. */
function crowdedKite(): Recording {
  const kite = kiteRecording();
  const came = Array.from({ length: 60 }, (_, index) => recordedIssue({ id: String(30_000 + index), key: `KITE-${100 + index}`, createdAt: addMs(kiteTomorrow, -(index + 1) * 60_000) }));
  return recordingOf({ ...kite, issues: [...kite.issues, ...came] });
}

/** Two days of a project in which everything happens that the feed can tell of. */
async function story(): Promise<Event[]> {
  const workbench = await startTestWorkbench({ recording: crowdedKite() });
  const { api, jira } = workbench;
  const { id, version } = await api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy: "observe" } });
  await workbench.drain();
  await api("changeProject", { params: { id }, body: { autonomy: "maintain", version } });
  await api("runCycle");
  const { escalations } = await api("listEscalations");
  const asked = escalations.find((one) => one.subject === "blocked:KITE-22");
  if (!asked) throw new Error("KITE-22 is not asked about");
  await api("decideEscalation", { params: { id, eid: asked.id }, body: { option: "leave", notes: "", version: asked.version } });
  workbench.moveTo(kiteTomorrow);
  jira.misbehave({ kind: "status", status: 500 });
  await api("runCycle");
  jira.misbehave(null);
  await api("runCycle");
  const params = { id, type: "delivery_state" } as const;
  const before = await api("getArtefact", { params });
  const undone = await api("undoArtefact", { params, body: { version: before.version } });
  await api("restoreArtefact", { params, body: { version: undone.version, to: before.version } });
  return eventsOf(workbench.context.store, id);
}

test("every type of event has something that tells it, and every event its own id", async () => {
  const events = await story();
  expect(EventType.options.filter((type) => !events.some((event) => event.type === type))).toEqual([]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
});
