import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import * as z from "zod";
import { openApi } from "#app/openapi.ts";
import { routes } from "#contract/routes.ts";
import { kiteKey, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";

const Content = z.record(z.string(), z.strictObject({ schema: z.union([z.record(z.string(), z.unknown()), z.boolean()]) }));
const Operation = z.strictObject({
  operationId: z.string().min(1),
  summary: z.string().min(10),
  parameters: z
    .array(z.strictObject({ name: z.string(), in: z.enum(["path", "query"]), required: z.boolean(), description: z.string().optional(), schema: z.record(z.string(), z.unknown()) }))
    .optional(),
  requestBody: z.strictObject({ required: z.literal(true), content: Content }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), z.strictObject({ description: z.string().min(1), content: Content })),
});
/** OpenAPI 3.1 as far as our document uses it: what is not listed here is a mistake of ours. */
const Document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), license: z.strictObject({ name: z.string(), identifier: z.string() }) }),
  paths: z.record(z.string().startsWith("/"), z.partialRecord(z.enum(["get", "put", "post", "patch", "delete"]), Operation)),
  components: z.strictObject({ schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.record(z.string(), z.unknown())) }),
});

const Pending = z.object({ escalations: z.tuple([z.object({ id: z.string(), version: z.int(), options: z.tuple([z.object({ id: z.string() })], z.unknown()) })], z.unknown()) });

const document = Document.parse(openApi("1.2.3"));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

function createValidator() {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  formats.default(ajv);
  ajv.addVocabulary(["openapi", "info", "paths", "components"]);
  return ajv.addSchema({ ...document, $id: "document" });
}

const pointer = (...parts: string[]): string => `document#/${parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;

test("the document holds every declared route and the stream, each under a name of its own", () => {
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual([...Object.keys(routes), "stream"].toSorted());
});

test("the parameters of each path are those in its braces", () => {
  for (const { path, operationId, parameters = [] } of operations) {
    const inBraces = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(parameters.filter((parameter) => parameter.in === "path" && parameter.required).map(({ name }) => name), operationId).toEqual(inBraces);
  }
});

test("every schema is valid JSON Schema 2020-12, and every reference leads somewhere", () => {
  const ajv = createValidator();
  for (const { path, method, operationId, parameters = [], requestBody, responses } of operations) {
    const at = ["paths", path, method];
    const places = [
      ...parameters.map((_, index) => pointer(...at, "parameters", String(index), "schema")),
      ...(requestBody ? [pointer(...at, "requestBody", "content", "application/json", "schema")] : []),
      ...Object.entries(responses).flatMap(([status, { content }]) => Object.keys(content).map((type) => pointer(...at, "responses", status, "content", type, "schema"))),
    ];
    for (const place of places) expect(ajv.getSchema(place), `${operationId}: ${place}`).toBeTypeOf("function");
  }
  for (const name of Object.keys(document.components.schemas)) expect(ajv.getSchema(pointer("components", "schemas", name)), name).toBeTypeOf("function");
});

test("answers may grow: no schema of an answer forbids what it does not list", () => {
  const answers = JSON.stringify([document.components, operations.map(({ responses }) => responses)]);
  expect(answers).not.toContain('"additionalProperties":false');
});

test("what a running workbench answers, to every operation and to mistakes, is as the document says", async () => {
  const { url, drain, moveTo } = await startTestWorkbench();
  const ajv = createValidator();
  const asked = new Set<string>();

  /** Asks by operation name and checks the answer against the served document. */
  async function ask(operationId: string, input: { params?: Record<string, string>; query?: string; body?: unknown; status?: number } = {}): Promise<unknown> {
    const operation = operations.find((one) => one.operationId === operationId);
    if (!operation) throw new Error(`no operation ${operationId}`);
    const { path, method, responses } = operation;
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ""));
    const body = input.body === undefined ? {} : { body: JSON.stringify(input.body), headers: { "content-type": "application/json" } };
    const response = await fetch(`${url}${filled}${input.query ?? ""}`, { method: method.toUpperCase(), ...body });
    const answer: unknown = await response.json();
    const [success = ""] = Object.keys(responses);
    expect(response.status, `${operationId}: ${JSON.stringify(answer)}`).toBe(input.status ?? Number(success));
    const [status, type] = input.status === undefined ? [success, "application/json"] : ["default", "application/problem+json"];
    expect(response.headers.get("content-type")).toBe(type);
    const validate = ajv.getSchema(pointer("paths", path, method, "responses", status, "content", type, "schema"));
    if (!validate) throw new Error(`no schema for ${operationId}`);
    expect(validate(answer), `${operationId}: ${JSON.stringify(validate.errors)}`).toBe(true);
    if (input.status === undefined) asked.add(operationId);
    return answer;
  }

  expect(await (await fetch(`${url}/api/openapi.json`)).json()).toMatchObject({ openapi: "3.1.0", info: { version: expect.any(String) } });
  expect(await ask("signIn", { body: { password: "anything" } })).toEqual({ signedIn: true, passwordNeeded: false });
  expect(await ask("signIn")).toEqual({ signedIn: true, passwordNeeded: false });
  await ask("signOut");
  expect(await ask("getBudget")).toEqual({ model: null, monthLimitMicroUsd: 8_000_000, monthSpentMicroUsd: 0 });
  expect(await ask("getSettings")).toMatchObject({ cycleMinutes: 15, timeZone: "UTC", rules: { blockerRedDays: 14 } });
  expect(await ask("listIntegrations")).toMatchObject({ integrations: [{ name: "jira", configured: true, lastReadAt: null, error: null }] });
  await ask("getHealth");
  await ask("getAgent");
  await ask("getMissionControl");
  await ask("addProject", { body: { name: " ", sourceKey: "not a key" }, status: 400 });
  await ask("addProject", { body: { name: "Ghost", sourceKey: "GHOST" }, status: 422 });
  const { id } = z.object({ id: z.string() }).parse(await ask("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } }));
  await drain();
  await ask("runCycle");
  moveTo(kiteTomorrow);
  await ask("runCycle");
  await ask("getAgent");
  await ask("getHealth");
  expect(await ask("listIntegrations")).toMatchObject({ integrations: [{ lastReadAt: kiteTomorrow }] });
  await ask("listProjects");
  await ask("getMissionControl");
  await ask("getProject", { params: { id } });
  await ask("changeProject", { params: { id }, body: { name: "Dragon", version: 9 }, status: 409 });
  await ask("changeProject", { params: { id }, body: { name: "Dragon", version: 1 } });
  await ask("listArtefacts", { params: { id } });
  for (const type of ["delivery_state", "raid_log", "backlog_summary", "decision_log"]) await ask("getArtefact", { params: { id, type } });
  const raid = { id, type: "raid_log" };
  await ask("listVersions", { params: raid, query: "?limit=1" });
  await ask("getVersion", { params: { ...raid, n: "1" } });
  await ask("getVersion", { params: { ...raid, n: "99" }, status: 404 });
  await ask("undoArtefact", { params: raid, body: { version: 1 }, status: 409 });
  await ask("undoArtefact", { params: raid, body: { version: 2 } });
  await ask("restoreArtefact", { params: raid, body: { to: 2, version: 3 } });
  await ask("listEvents", { query: `?project=${id}&type=artefact.updated&severity=info&since=2024-05-15T09:00:00Z&limit=2` });
  expect(await ask("listEvents", { query: "?since=2999-01-01" })).toEqual({ events: [], cursor: null });
  for (const since of ["yesterday", "2024-02-30", "2024-05-15T09:00:00"]) await ask("listEvents", { query: `?since=${since}`, status: 400 });
  for (const evidence of ["issue:KITE-22", "sprint:11", "release:500", "source:jira"]) await ask("getEvidence", { params: { id, evidence } });
  await ask("listProjectEscalations", { params: { id } });
  const { escalations: [escalation] } = Pending.parse(await ask("listEscalations", { query: `?status=pending&project=${id}` }));
  const params = { id, eid: escalation.id };
  await ask("getEscalation", { params });
  const body = { option: escalation.options[0].id, version: escalation.version };
  await ask("decideEscalation", { params, body });
  await ask("decideEscalation", { params, body, status: 409 });

  expect([...asked].toSorted()).toEqual(Object.keys(routes).toSorted());
});
