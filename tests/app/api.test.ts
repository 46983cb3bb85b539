import { expect, test } from "vitest";
import { kiteKey, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";

async function withKite(): Promise<{ workbench: TestWorkbench; id: string }> {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  return { workbench, id };
}

type Answer = { status: number; type: string | null; body: Record<string, unknown> };

async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const { status, headers } = response;
  return { status, type: headers.get("content-type"), body: (await response.json()) as Record<string, unknown> };
}

function post(body: unknown): RequestInit {
  return { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers: { "content-type": "application/json" } };
}

test("deciding an escalation writes the decision log and links the RAID item in one step", async () => {
  const { workbench, id } = await withKite();
  const { escalations } = await workbench.api("listEscalations");
  const escalation = escalations.find((one) => one.subject === "critical-unowned:KITE-23");
  const option = escalation?.options[0];
  if (!escalation || !option) throw new Error("the escalation is missing");
  const body = { option: option.id, notes: "Ann knows the line.", version: escalation.version };
  const decided = await workbench.api("decideEscalation", { params: { id, eid: escalation.id }, body });
  expect(decided.escalation).toMatchObject({ status: "decided", decision: { option: option.id, notes: "Ann knows the line.", decisionId: decided.decision.id } });
  const { artefacts } = await workbench.api("listArtefacts", { params: { id } });
  const log = artefacts.find((one) => one.type === "decision_log");
  expect(log?.type === "decision_log" && log.content.decisions).toEqual([decided.decision]);
  const raid = artefacts.find((one) => one.type === "raid_log");
  const item = raid?.type === "raid_log" ? raid.content.items.find((one) => one.subject === "critical-unowned:KITE-23") : undefined;
  expect(item?.decisions).toEqual([decided.decision.id]);
  await workbench.api("runCycle");
  const { escalations: pending } = await workbench.api("listEscalations");
  expect(pending.map((one) => one.subject)).toEqual(["blocked:KITE-22"]);
  await expect(workbench.api("decideEscalation", { params: { id, eid: escalation.id }, body })).rejects.toThrow("already decided");
});

test("two decisions at the same moment leave one decision", async () => {
  const { workbench, id } = await withKite();
  const escalation = (await workbench.api("listEscalations")).escalations[0];
  const option = escalation?.options[0];
  if (!escalation || !option) throw new Error("the escalation is missing");
  const decide = async () => workbench.api("decideEscalation", { params: { id, eid: escalation.id }, body: { option: option.id, version: escalation.version } });
  const outcomes = await Promise.allSettled([decide(), decide()]);
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const log = await workbench.api("getArtefact", { params: { id, type: "decision_log" } });
  expect(log.type === "decision_log" && log.content.decisions).toHaveLength(1);
});

test("an artefact can be undone once, and any version read and restored", async () => {
  const { workbench, id } = await withKite();
  workbench.moveTo(kiteTomorrow);
  await workbench.api("runCycle");
  const params = { id, type: "raid_log" } as const;
  const second = await workbench.api("getArtefact", { params });
  const { versions } = await workbench.api("listVersions", { params });
  expect(versions.map((one) => one.version)).toEqual([2, 1]);
  const first = await workbench.api("getVersion", { params: { ...params, n: 1 } });
  const undone = await workbench.api("undoArtefact", { params, body: { version: 2 } });
  expect(undone).toMatchObject({ version: 3, undoTo: null, content: first.content, note: { by: "user" } });
  await expect(workbench.api("undoArtefact", { params, body: { version: 3 } })).rejects.toThrow("nothing to undo");
  await expect(workbench.api("restoreArtefact", { params, body: { to: 2, version: 2 } })).rejects.toThrow("changed in the meantime");
  const restored = await workbench.api("restoreArtefact", { params, body: { to: 2, version: 3 } });
  expect(restored).toMatchObject({ version: 4, content: second.content });
});

test("a stale version is answered 409 with the item as it is", async () => {
  const { workbench, id } = await withKite();
  const answer = await ask(`${workbench.url}/api/projects/${id}`, { ...post({ name: "Dragon", version: 9 }), method: "PATCH" });
  expect(answer).toMatchObject({ status: 409, type: "application/problem+json", body: { code: "stale-version", current: { name: "Kite", version: 1 } } });
});

test("every kind of evidence opens the fact it names", async () => {
  const { workbench, id } = await withKite();
  const open = async (evidence: string) => workbench.api("getEvidence", { params: { id, evidence } });
  expect(await open("issue:KITE-22")).toMatchObject({ kind: "issue", issue: { summary: "Order the new sail cloth", flagged: true } });
  expect(await open("sprint:11")).toMatchObject({ kind: "sprint", sprint: { goal: "Fly in wind" } });
  expect(await open("release:500")).toMatchObject({ kind: "release", release: { releaseOn: "2024-06-14" } });
  expect(await open("source:jira")).toMatchObject({ kind: "source", coverage: { sources: [{ stale: false }] } });
  await expect(open("issue:KITE-999")).rejects.toThrow("not among the facts");
});

test("the feed can be filtered and read page by page, newest first", async () => {
  const { workbench, id } = await withKite();
  const all = (await workbench.api("listEvents", { query: { project: id, limit: 200 } })).events;
  const paged = [];
  let cursor: string | undefined;
  do {
    const page = await workbench.api("listEvents", { query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) } });
    paged.push(...page.events);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  expect(paged.map((event) => event.id)).toEqual(all.map((event) => event.id));
  expect(all.map((event) => event.at)).toEqual(all.map((event) => event.at).toSorted().toReversed());
  const raised = (await workbench.api("listEvents", { query: { severity: "warning" } })).events;
  expect(new Set(raised.map((event) => event.type))).toEqual(new Set(["escalation.raised"]));
});

test("bad input is answered with what is wrong and where", async () => {
  const { url } = await startTestWorkbench();
  const projects = `${url}/api/projects`;
  expect(await ask(projects, post("{"))).toMatchObject({ status: 400, body: { code: "invalid-input", detail: "The body is not valid JSON." } });
  expect(await ask(projects, { method: "POST", body: "{}" })).toMatchObject({ status: 400, body: { code: "invalid-input" } });
  expect(await ask(projects, post({ name: " ", sourceKey: "not a key", colour: "red" }))).toMatchObject({
    status: 400,
    body: { errors: [{ path: "name" }, { path: "sourceKey" }, { message: "does not know colour" }] },
  });
  expect(await ask(projects, post({ name: "x".repeat(300_000), sourceKey: "KITE" }))).toMatchObject({ status: 413, body: { code: "too-large" } });
  expect(await ask(`${projects}/nonsense`)).toMatchObject({ status: 400 });
  expect(await ask(`${projects}/7b4f4a86-5a3c-4c0e-9f4e-1d2b3c4d5e6f`)).toMatchObject({ status: 404, body: { code: "not-found" } });
  expect(await ask(`${url}/api/events?cursor=forged`)).toMatchObject({ status: 400, body: { code: "invalid" } });
  expect(await ask(`${url}/api/nothing`)).toMatchObject({ status: 404, type: "application/problem+json" });
});

test("a project whose Jira refuses is not added, and the answer says what to do", async () => {
  const wrongToken = await startTestWorkbench({ token: "expired" });
  const refused = await ask(`${wrongToken.url}/api/projects`, post({ name: "Kite", sourceKey: "KITE" }));
  expect(refused).toMatchObject({ status: 422, body: { code: "jira-unauthorised", detail: expect.stringContaining("JIRA_API_TOKEN") } });
  expect((await wrongToken.api("listProjects")).projects).toEqual([]);
  const { workbench } = await withKite();
  const missing = await ask(`${workbench.url}/api/projects`, post({ name: "Ghost", sourceKey: "GHOST" }));
  expect(missing).toMatchObject({ status: 422, body: { code: "jira-project-not-found", detail: expect.stringContaining("GHOST") } });
  const twice = await ask(`${workbench.url}/api/projects`, post({ name: "Kite again", sourceKey: "kite" }));
  expect(twice).toMatchObject({ status: 409, body: { code: "already-added" } });
});

test("requests from foreign pages and under foreign names are refused", async () => {
  const { url } = await startTestWorkbench();
  const foreign = { ...post({ name: "Kite", sourceKey: "KITE" }), headers: { "content-type": "application/json", origin: "https://evil.example" } };
  expect(await ask(`${url}/api/projects`, foreign)).toMatchObject({ status: 403, body: { code: "foreign-request" } });
  const crossSite = { method: "POST", headers: { "sec-fetch-site": "cross-site" } };
  expect(await ask(`${url}/api/agent/cycle`, crossSite)).toMatchObject({ status: 403 });
  expect((await ask(`${url}/api/agent/cycle`, { method: "POST", headers: { origin: url } })).status).toBe(200);
});

test("the stream tells what changed once it is saved", async () => {
  const { workbench, id } = await withKite();
  const response = await fetch(`${workbench.url}/api/stream`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("the stream has no body");
  let text = "";
  const { version } = await workbench.api("getProject", { params: { id } });
  await workbench.api("changeProject", { params: { id }, body: { name: "Dragon", version } });
  while (!text.includes("changed")) text += (await reader.read()).value ?? "";
  expect(text).toContain(JSON.stringify({ topics: ["projects", "events"], projectId: id }));
  await reader.cancel();
});
