import { expect, test } from "vitest";
import { createContext, type Context } from "#app/context.ts";
import { newProject } from "#app/projects.ts";
import type { World } from "#app/world.ts";
import type { AutonomyLevel } from "#core/entities/project.ts";
import { addMs, type Instant } from "#core/time.ts";
import { startFakeJira } from "#integrations/jira/fake.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { recordedIssue, recordingOf, type Recording } from "#integrations/jira/fake/recording.ts";
import { kiteKey, kiteRecording, kiteTomorrow } from "#tests/support/kite.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";
import { createFaultPoints, type Fault } from "./fault-points.ts";
import { whatIsKept, type Kept } from "./what-is-kept.ts";

/** Kite, in whose later cycle a release comes out, a sprint ends, and so many issues come. */
function busyKite(comes: number): Recording {
  const kite = kiteRecording();
  const came = Array.from({ length: comes }, (_, index) =>
    recordedIssue({ id: String(30_000 + index), key: `KITE-${100 + index}`, createdAt: addMs(kiteTomorrow, -(index + 1) * 60_000), priority: { id: "1", name: "Blocker" } }),
  );
  const out = { id: "501", name: "Kite 0.9", description: null, startOn: null, releaseOn: "2024-05-16", released: true, archived: false };
  const sprints = kite.sprints.map((sprint) => (sprint.id === 11 ? { ...sprint, state: "closed" as const, completedAt: addMs(kiteTomorrow, -3_600_000) } : sprint));
  return recordingOf({ ...kite, sprints, versions: [...kite.versions, out], issues: [...kite.issues, ...came] });
}

type Phase = "first sync" | "later cycle";
type Planted = { phase: Phase; fault: Fault };

/** More than are told one by one. */
const many = 70;
const few = 30;

const credentials = { email: "pm@workbench.example", token: "test-token" };
/** On the day of the later cycle, so that no new day makes up for what a fault left. The day in Jira's zone begins in between. */
const firstSync: Instant = "2024-05-16T06:00:00.000Z";
const repeatedAfter = 61_000;
const projectId = "00000000-0000-4000-8000-00000000000a";

/** A day of a project, with at most one fault, after which it runs on without. Answers what is kept and how many writes each phase asked for. */
async function live(autonomy: AutonomyLevel, comes: number, planted: Planted | null): Promise<{ kept: Kept; writes: Record<Phase, number> }> {
  let now = firstSync;
  const jira = await startFakeJira({ recording: busyKite(comes), now: () => now, credentials, accountTimeZone: "America/Los_Angeles" });
  const world: World = {
    now: () => now,
    source: createJiraSource({ baseUrl: jira.baseUrl, ...credentials }),
    describe: () => ({ demo: null, sources: [] }),
    cycleMs: 900_000,
    demo: null,
    close: async () => undefined,
  };
  const points = createFaultPoints();
  const dataDir = temporaryDataDir();
  const open = async (): Promise<Context> => createContext({ dataDir, world, log: () => undefined, overrides: { memory: points.memory, realNow: () => now } });
  let context = await open();
  const { project, saves } = newProject({ name: "Kite", source: "jira", sourceKey: kiteKey, autonomy, timeZone: "UTC" }, { ...context.ids, uuid: () => projectId }, now);
  await context.memory.saveTogether(saves);

  const writes = { "first sync": 0, "later cycle": 0 };
  for (const [phase, at] of [["first sync", firstSync], ["later cycle", kiteTomorrow]] as const) {
    const fault = planted?.phase === phase ? planted.fault : null;
    points.arm(fault);
    now = at;
    await context.agent.runCycle().catch(() => undefined); // as the scheduler does: the agent shows it as its state
    writes[phase] = points.writes();
    points.arm(null);
    if (fault?.dies) {
      await context.close();
      context = await open();
    }
    // Undisturbed these are idle. A repetition is always later than what it repeats.
    now = addMs(at, repeatedAfter);
    for (let cycle = 0; cycle < 2; cycle++) {
      const { projects } = await context.agent.runCycle();
      expect(projects[0]).toMatchObject({ failed: null, ...(cycle === 1 && { idle: true }) });
    }
  }
  const kept = await whatIsKept(context, project.id, kiteKey);
  await context.close();
  await jira.close();
  const times = [firstSync, kiteTomorrow].map((at) => [addMs(at, repeatedAfter), at] as const);
  const text = [[jira.baseUrl, "http://jira"] as const, ...times].reduce((all, [which, by]) => all.replaceAll(which, by), JSON.stringify(kept));
  return { kept: JSON.parse(text) as Kept, writes };
}

const lives = (["maintain", "observe"] as const).flatMap((autonomy) => (["first sync", "later cycle"] as const).map((phase) => [autonomy, phase] as const));

test.each(lives)("at %s, whichever write of a %s fails, before or after it or for good, the end is that of an undisturbed run", async (autonomy, phase) => {
  const { kept, writes } = await live(autonomy, many, null);
  expect(writes[phase]).toBeGreaterThan(3);
  for (let at = 1; at <= writes[phase]; at++) {
    for (const when of ["before", "after"] as const) {
      for (const dies of [false, true]) {
        const disturbed = await live(autonomy, many, { phase, fault: { at, when, dies } });
        expect(disturbed.kept, `write ${at} of ${writes[phase]}, ${when} it${dies ? ", for good" : ""}`).toEqual(kept);
      }
    }
  }
});

test("facts saved by half are completed, and the news of both halves is told once", async () => {
  const { kept, writes } = await live("maintain", few, null);
  for (const phase of ["first sync", "later cycle"] as const) {
    for (let at = 1; at <= writes[phase]; at++) {
      const disturbed = await live("maintain", few, { phase, fault: { at, when: "halfway", dies: true } });
      expect(disturbed.kept, `${phase}, write ${at}`).toEqual(kept);
    }
  }
});

test("the undisturbed run of these tests has every kind of news in it", async () => {
  const { kept } = await live("maintain", many, null);
  for (const part of ["First sync of KITE finished: 19 issues, 2 sprints, 2 releases", "Release Kite 0.9 came out", "Sprint Kite 11 ended", "more changes in Jira", "escalation.superseded"]) {
    expect(kept.events.join("\n")).toContain(part);
  }
});
