import { expect, onTestFinished, test } from "vitest";
import { messageOf } from "#core/errors.ts";
import { startFakeJira, type Fault } from "#integrations/jira/fake.ts";
import { recordedIssue, type RecordedIssue, type Recording } from "#integrations/jira/fake/recording.ts";
import { kiteKey, kiteRecording, kiteToday, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";

/** Zero-width, joined, combining, right-to-left, astral, and characters that look like nothing: all of it content. */
const odd = "a\u200bb\u200d\u2060\ufeff \u202ekite\u202c \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd 👩‍👩‍👧 e\u0301 \u00a0\u2028\u0007 <b>&amp;</b> \ud83e\ude81";

function kiteWith(...issues: RecordedIssue[]): Recording {
  const recording = kiteRecording();
  return { ...recording, issues: [...recording.issues, ...issues] };
}

function issue(number: number, given: Partial<RecordedIssue> = {}): RecordedIssue {
  return recordedIssue({ id: String(30_000 + number), key: `KITE-${number}`, createdAt: "2024-05-01T09:00:00.000Z", ...given });
}

async function withKite(recording = kiteRecording()): Promise<{ workbench: TestWorkbench; id: string }> {
  const workbench = await startTestWorkbench({ recording });
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  return { workbench, id };
}

/** The search answers with its issues changed. */
function withIssues(change: (issues: Record<string, unknown>[]) => unknown[]): Fault {
  const alter = (right: string): string => {
    const page = JSON.parse(right) as { issues: Record<string, unknown>[] };
    return JSON.stringify({ ...page, issues: change(page.issues) });
  };
  return { kind: "altered", path: "/search/jql", alter };
}

async function readIssue({ api }: TestWorkbench, id: string, key: string) {
  const fact = await api("getEvidence", { params: { id, evidence: `issue:${key}` } });
  if (fact.kind !== "issue") throw new Error(`${key} is no issue`);
  return fact.issue;
}

async function skippedOf({ api }: TestWorkbench, id: string) {
  const { coverage } = await api("getArtefact", { params: { id, type: "delivery_state" } });
  return coverage.sources[0]?.skipped ?? [];
}

test("text with invisible and right-to-left characters reaches facts, documents, feed and questions unchanged", async () => {
  const person = { accountId: "odd", displayName: `Z\u200bo\u202eë`, active: true };
  const { workbench, id } = await withKite(
    kiteWith(
      issue(90, {
        summary: odd,
        description: `${odd}\n\n${odd}\nend`,
        priority: { id: "1", name: "Blocker" },
        reporter: person,
        labels: [`la\u200bbel\u202e`],
        dueOn: "2024-05-02",
        comments: [
          { id: "9001", author: person, body: odd, createdAt: "2024-05-02T09:00:00.000Z", updatedAt: "2024-05-02T09:00:00.000Z" },
          { id: "9002", author: person, body: odd, createdAt: "2024-05-16T12:00:00.000Z", updatedAt: "2024-05-16T12:00:00.000Z" },
        ],
      }),
    ),
  );
  const held = await readIssue(workbench, id, "KITE-90");
  expect(held).toMatchObject({ summary: odd, description: `${odd}\n\n${odd}\nend`, labels: [`la\u200bbel\u202e`], reporter: { name: person.displayName }, latestComment: { text: odd, by: person.displayName } });
  const documents = JSON.stringify(await workbench.api("listArtefacts", { params: { id } }));
  expect(documents).toContain(JSON.stringify(odd).slice(1, -1));
  const { escalations } = await workbench.api("listEscalations");
  expect(escalations.map((one) => one.question).join()).toContain(odd);
  workbench.moveTo(kiteTomorrow);
  await workbench.api("runCycle");
  const { events } = await workbench.api("listEvents", { query: { type: "signal.received" } });
  expect(events.find((event) => event.evidence.includes("issue:KITE-90"))).toMatchObject({ title: `${person.displayName} commented on KITE-90: ${odd}`, detail: odd });
});

test("a NUL is left out, and everything around it is kept", async () => {
  const { workbench, id } = await withKite(
    kiteWith(issue(90, { summary: "\u0000before\u0000after\u0000", description: "one\u0000two", labels: ["x\u0000y"], priority: { id: "1", name: "Blocker" } })),
  );
  expect(await readIssue(workbench, id, "KITE-90")).toMatchObject({ summary: "beforeafter", description: "onetwo", labels: ["xy"] });
});

test("a description of 120 KB is kept whole", async () => {
  const description = `start ${"The sail is 2 m² and the line 30 m. ".repeat(3_500)} end`;
  expect(Buffer.byteLength(description)).toBeGreaterThan(120 * 1024);
  const { workbench, id } = await withKite(kiteWith(issue(90, { description })));
  expect((await readIssue(workbench, id, "KITE-90")).description === description).toBe(true);
  expect(await skippedOf(workbench, id)).toEqual([]);
});

test("issues with null for everything do not stop the others, are named in the coverage, and come in once they can be read", async () => {
  const workbench = await startTestWorkbench();
  const nothing = (of: Record<string, unknown>) => Object.fromEntries(Object.keys(of).map((name) => [name, null]));
  const hollow = (one: Record<string, unknown>) => ({ ...nothing(one), id: one["id"], key: one["key"], fields: nothing(one["fields"] as Record<string, unknown>) });
  workbench.jira.misbehave(withIssues((issues) => [null, {}, { id: null, key: null, fields: null }, 7, "x", [], ...issues.map((one) => (one["key"] === "KITE-26" ? hollow(one) : one["key"] === "KITE-25" ? { ...one, fields: null } : one))]));
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  expect(await workbench.api("getAgent")).toMatchObject({ state: "active" });
  expect((await workbench.context.memory.facts(id)).issues).toHaveLength(18);
  const skipped = await skippedOf(workbench, id);
  expect(skipped.find((one) => one.id === "KITE-26")?.reason).toContain("neither when it was created nor");
  expect(skipped.filter((one) => one.id === "without id")).toHaveLength(6);
});

test("an issue larger than any Jira lets one write is named in the coverage, and the others come in", async () => {
  const { workbench, id } = await withKite(kiteWith(issue(90, { summary: "x".repeat(500_000) }), issue(91, { labels: Array.from({ length: 3_000 }, (_, index) => `${index}`.padStart(200, "label")) })));
  expect(await workbench.api("getAgent")).toMatchObject({ state: "active" });
  expect(await skippedOf(workbench, id)).toEqual([
    { id: "KITE-90", reason: expect.stringContaining("too large to keep") },
    { id: "KITE-91", reason: expect.stringContaining("too large to keep") },
  ]);
  expect((await workbench.context.memory.facts(id)).issues).toHaveLength(19);
});

/** Alters the values of an offset-paged or plain list. */
function withValues(path: string, change: (values: Record<string, unknown>[]) => unknown[]): Fault {
  const alter = (right: string): string => {
    const body = JSON.parse(right) as Record<string, unknown>[] | { values: Record<string, unknown>[] };
    return JSON.stringify(Array.isArray(body) ? change(body) : { ...body, values: change(body.values) });
  };
  return { kind: "altered", path, alter };
}

test.each<[string, Fault, string]>([
  ["a field of an issue", withIssues((issues) => issues.map((one) => (one["key"] === "KITE-23" ? { ...one, fields: { ...(one["fields"] as object), duedate: { day: 1 } } } : one))), "KITE-23"],
  ["a history entry", withIssues((issues) => issues.map((one) => (one["key"] === "KITE-23" ? { ...one, changelog: { total: 1, histories: [{ id: "5", created: "yesterday", items: 3 }] } } : one))), "KITE-23, history 5"],
  ["the boards", { kind: "status", status: 403, path: "/agile/1.0/board" }, "site, boards"],
  ["a board", withValues("/agile/1.0/board", (boards) => [{ id: "eleven" }, ...boards]), "site, board eleven"],
  ["a sprint", withValues("/sprint", (sprints) => sprints.map((sprint) => (sprint["id"] === 11 ? { ...sprint, startDate: "soon" } : sprint))), "sprint 11"],
  ["a release", withValues("/versions", (releases) => releases.map((release) => ({ ...release, releaseDate: "2024-14-77" }))), "site, release 500"],
])("%s that cannot be read is named in the coverage for as long as it cannot, and no longer", async (_what, fault, named) => {
  const workbench = await startTestWorkbench();
  workbench.jira.misbehave(fault);
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  expect((await skippedOf(workbench, id)).map((one) => one.id)).toContain(named);
  await workbench.api("runCycle");
  expect((await skippedOf(workbench, id)).map((one) => one.id)).toContain(named);
  workbench.jira.misbehave(null);
  workbench.moveTo(kiteTomorrow);
  await workbench.api("runCycle");
  expect(await skippedOf(workbench, id)).toEqual([]);
});

test("thousands of things that cannot be read are counted, and stop nothing", async () => {
  const workbench = await startTestWorkbench();
  const broken = Array.from({ length: 2_500 }, (_, index) => ({ id: `${index}`, key: `KITE-${index + 1000}`, fields: { updated: "2024-05-14T09:00:00.000+0000", duedate: "no day at all" }, changelog: { total: 0, histories: [] } }));
  workbench.jira.misbehave(withIssues((issues) => [...issues, ...broken]));
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  expect(await workbench.api("getAgent")).toMatchObject({ state: "active" });
  expect(await workbench.context.memory.checkpoint(id, "jira", kiteKey)).not.toBeNull();
  const skipped = await skippedOf(workbench, id);
  expect(skipped.length).toBeLessThanOrEqual(201);
  expect(skipped.at(-1)).toMatchObject({ id: "others", count: 2_300, reason: expect.stringContaining("2300 more") });
  const { events } = await workbench.api("listEvents", { query: { type: "sync.finished" } });
  expect(events[0]?.title).toContain("2500 items could not be read");
  // The overlap brings those of the last minutes again: they are no news, and not counted twice.
  workbench.jira.misbehave(withIssues(() => broken));
  expect((await workbench.api("runCycle")).projects[0]).toMatchObject({ idle: true });
});

test("a site that cannot be reached at all is said, and is read once it is back", async () => {
  const workbench = await startTestWorkbench();
  const port = Number(new URL(workbench.jira.baseUrl).port);
  await workbench.jira.close();
  await expect(workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey } })).rejects.toThrow(/could not be reached: .*refuses connections.*Check the base URL and its port/);
  expect((await workbench.api("listProjects")).projects).toEqual([]);
  const back = await startFakeJira({ recording: kiteRecording(), now: () => kiteToday, port });
  onTestFinished(() => back.close());
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  expect((await workbench.context.memory.facts(id)).issues).toHaveLength(19);
  await back.close();
  await workbench.api("runCycle");
  expect(await workbench.api("getAgent")).toMatchObject({ state: "error", detail: expect.stringContaining("refuses connections") });
  expect((await workbench.context.memory.facts(id)).issues).toHaveLength(19);
});

test("a project that has gone from Jira is said at every place, and what was known of it stays", async () => {
  const { workbench, id } = await withKite();
  const before = await workbench.context.memory.artefacts(id);
  const gone = "The value 'KITE' does not exist for the field 'project'.";
  workbench.jira.misbehave({ kind: "altered", path: "/search/jql", status: 400, alter: () => JSON.stringify({ errorMessages: [gone], errors: {} }) });
  workbench.moveTo(kiteTomorrow);
  const report = await workbench.api("runCycle");
  expect(report.projects[0]?.failed).toMatchObject({ code: "jira-project-not-found", message: expect.stringMatching(/no such project, or this account may not see it.*Check the project key/) });
  expect(await workbench.context.memory.artefacts(id)).toEqual(before);
});

test("a Jira that repeats our own credentials in its error is not quoted with them", async () => {
  const workbench = await startTestWorkbench();
  const encoded = Buffer.from("pm@workbench.example:test-token").toString("base64");
  workbench.jira.misbehave({ kind: "altered", status: 400, alter: () => JSON.stringify({ errorMessages: [`You sent Basic ${encoded}, that is test-token.`], errors: {} }) });
  const refused = workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey } });
  await expect(refused).rejects.toThrow("You sent Basic ");
  const said = await refused.then(() => "", (error: unknown) => messageOf(error));
  for (const secret of [encoded, "test-token"]) expect(said).not.toContain(secret);
});
