import { describe, expect, test } from "vitest";
import type { Fault } from "#integrations/jira/fake.ts";
import { kiteKey, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";

/** What goes wrong, the code it is known by, and what the message tells its reader to do. */
const wrongs: [fault: Fault, code: string, advice: RegExp][] = [
  [{ kind: "status", status: 401 }, "jira-unauthorised", /JIRA_EMAIL and JIRA_API_TOKEN; tokens expire/],
  [{ kind: "status", status: 403 }, "jira-forbidden", /Browse Projects/],
  [{ kind: "status", status: 404 }, "jira-not-found", /Check the base URL, the project key/],
  [{ kind: "status", status: 410 }, "jira-gone", /newer version of the workbench/],
  [{ kind: "status", status: 429, retryAfter: "1" }, "jira-rate-limited", /too many requests.*tries again/],
  [{ kind: "status", status: 429, retryAfter: "3600" }, "jira-rate-limited", /too many requests.*tries again/],
  [{ kind: "status", status: 500 }, "jira-failed", /Jira itself failed.*tries again/],
  [{ kind: "html" }, "jira-not-json", /web page instead of JSON.*Check that the base URL/],
  [{ kind: "truncated" }, "jira-malformed", /cut off or invalid.*Try again/],
  [{ kind: "malformed" }, "jira-malformed", /cut off or invalid.*Try again/],
  [{ kind: "altered", alter: () => '{"hello":"world"}' }, "jira-malformed", /another shape than Jira Cloud's.*Check that the base URL/],
  [{ kind: "reset" }, "jira-unreachable", /connection broke off.*Try again/],
  [{ kind: "hang" }, "jira-unreachable", /did not answer.*in time.*check the network/],
];

const named = wrongs.map(([fault, code, advice]) => [JSON.stringify(fault), fault, code, advice] as const);

/** Everything the workbench shows: what a token must not be found in. */
async function everythingShown({ api, url, logged }: TestWorkbench): Promise<string> {
  const { projects } = await api("listProjects");
  const perProject = await Promise.all(projects.map(async ({ id }) => [await api("listArtefacts", { params: { id } }), await api("listProjectEscalations", { params: { id } })]));
  const seen = [await api("getAgent"), await api("getHealth"), await api("listEvents", { query: { limit: 200 } }), projects, perProject, logged];
  return JSON.stringify(seen) + (await (await fetch(`${url}/api/openapi.json`)).text());
}

async function expectNoSecret(workbench: TestWorkbench, more = ""): Promise<void> {
  const shown = (await everythingShown(workbench)) + more;
  for (const secret of ["test-token", Buffer.from("pm@workbench.example:test-token").toString("base64")]) expect(shown).not.toContain(secret);
}

/** Only a Jira that never answers is not waited for as long as a user would: the others may take their time. */
function patienceWith({ kind }: { kind: string }): { timeoutMs?: number } {
  return kind === "hang" ? { timeoutMs: 300 } : {};
}

type Refused = { status: number; body: { code: string; detail: string } };

async function tryToAdd(workbench: TestWorkbench): Promise<Refused> {
  const response = await fetch(`${workbench.url}/api/projects`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Kite", sourceKey: kiteKey, timeZone: "UTC" }),
  });
  return { status: response.status, body: (await response.json()) as Refused["body"] };
}

/** All that must not move while Jira cannot be read. */
async function kept(workbench: TestWorkbench, id: string) {
  const { memory } = workbench.context;
  return { checkpoint: await memory.checkpoint(id, "jira", kiteKey), artefacts: await memory.artefacts(id), facts: await memory.facts(id), escalations: await memory.escalations(id) };
}

async function onlyProject(workbench: TestWorkbench) {
  const [project] = (await workbench.api("listProjects")).projects;
  if (!project) throw new Error("there is no project");
  return project;
}

/** What a user sees of a failed cycle, wherever they look: the report, the agent, the project, the feed. */
async function expectFailureShown(workbench: TestWorkbench, code: string, advice: RegExp): Promise<void> {
  const report = await workbench.api("runCycle");
  expect(report.projects[0]?.failed).toMatchObject({ stage: "detect", code, message: expect.stringMatching(advice) });
  expect(await workbench.api("getAgent")).toMatchObject({ state: "error", detail: expect.stringMatching(advice), progress: null });
  expect((await workbench.api("getHealth")).status).toBe("failing");
  expect((await onlyProject(workbench)).pulse?.error).toMatchObject({ code, message: expect.stringMatching(advice) });
  const { events } = await workbench.api("listEvents", { query: { type: "cycle.failed" } });
  expect(events[0]).toMatchObject({ severity: "error", title: expect.stringMatching(advice), detail: expect.stringContaining("What was known stays as it was") });
}

describe.each(named)("a Jira that answers %s", (_name, fault, code, advice) => {
  test("is not added as a project, and the answer says what to do", async () => {
    const workbench = await startTestWorkbench(patienceWith(fault));
    workbench.jira.misbehave(fault);
    const refused = await tryToAdd(workbench);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.body).toMatchObject({ code, detail: expect.stringMatching(advice) });
    expect((await workbench.api("listProjects")).projects).toEqual([]);
    expect((await workbench.api("listEvents")).events).toEqual([]);
    await expectNoSecret(workbench, JSON.stringify(refused));
    workbench.jira.misbehave(null);
    expect((await tryToAdd(workbench)).status).toBe(201);
    await workbench.drain();
  });

  test.each([
    ["first", 0],
    ["later", 2],
  ])("on the %s page loses nothing, at the first sync nor at a later cycle", async (_page, after) => {
    const workbench = await startTestWorkbench({ ...patienceWith(fault), searchPageSize: after === 0 ? 100 : 1 });
    workbench.jira.misbehave({ ...fault, path: "/search/jql", after });
    expect((await tryToAdd(workbench)).status).toBe(201);
    await workbench.drain();
    const { id } = await onlyProject(workbench);
    workbench.jira.misbehave({ ...fault, path: "/search/jql", after });
    await expectFailureShown(workbench, code, advice);
    expect(await kept(workbench, id)).toMatchObject({ checkpoint: null, artefacts: {}, facts: { issues: [], sprints: [], releases: [], profile: null }, escalations: [] });

    workbench.jira.misbehave(null);
    const synced = await workbench.api("runCycle");
    expect(synced.projects[0]).toMatchObject({ failed: null, signals: 0 });
    const before = await kept(workbench, id);
    expect(before.facts.issues).toHaveLength(19);
    expect(before.escalations).toHaveLength(2);

    workbench.moveTo(kiteTomorrow);
    workbench.jira.misbehave({ ...fault, path: "/search/jql", after: Math.min(after, 1) });
    await expectFailureShown(workbench, code, advice);
    expect(await kept(workbench, id)).toEqual(before);
    const { coverage } = await workbench.api("getArtefact", { params: { id, type: "raid_log" } });
    expect(coverage.sources[0]).toMatchObject({ readUntil: before.checkpoint?.readAt, error: expect.stringMatching(advice) });

    workbench.jira.misbehave(null);
    await workbench.api("runCycle");
    await workbench.api("runCycle");
    const { events } = await workbench.api("listEvents", { query: { limit: 200 } });
    const told = (type: string) => events.filter((event) => event.type === type);
    expect(told("signal.received").map((event) => event.evidence)).toEqual([["issue:KITE-24"], ["issue:KITE-23"]]);
    expect(told("sync.finished")).toHaveLength(1);
    expect(told("cycle.failed")).toHaveLength(2);
    expect(told("cycle.recovered")).toHaveLength(2);
    expect(await workbench.api("getAgent")).toMatchObject({ state: "active", detail: "1 project up to date." });
    expect((await onlyProject(workbench)).pulse).toMatchObject({ failures: 0, error: null });
    await expectNoSecret(workbench);
  });
});
