import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { expect } from "vitest";
import * as z from "zod";
import { sharedDataPath } from "#tests/support/shared-data.ts";

export type Contract = {
  /** Expects a body to be valid against a schema of the platform document. */
  platform(name: string, body: unknown): void;
  /** Expects a body to be valid against the schema the software document gives for a GET. */
  software(path: string, body: unknown): void;
};

/**
 * Atlassian's OpenAPI 3.0 documents as JSON Schema. Two things the documents leave out, though their own examples show them:
 * times are written with an offset without a colon, and the ends of a change can be null.
 */
export function loadContract(): Contract {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d{4})$/);
  ajv.addSchema(readJson("contracts/jira-platform/subset.json", nullableEnds), "platform");
  ajv.addSchema(readJson("contracts/jira-software/subset.json"), "software");

  function expectValid(reference: string, body: unknown): void {
    const validate: ValidateFunction | undefined = ajv.getSchema(reference);
    if (!validate) throw new Error(`The contract has no ${reference}`);
    validate(body);
    expect(validate.errors ?? [], reference).toEqual([]);
  }

  return {
    platform: (name, body) => expectValid(`platform#/components/schemas/${name}`, body),
    software: (path, body) =>
      expectValid(`software#/paths/${encodeURIComponent(path.replaceAll("/", "~1"))}/get/responses/200/content/application~1json/schema`, body),
  };
}

const Examples = z.array(z.object({ method: z.string(), path: z.string(), body: z.unknown() }));

/** Atlassian's example answer of a GET of the agile interface, whose document has few schemas. */
export function softwareExample(path: string): unknown {
  const examples = Examples.parse(readJson("fixtures/jira/atlassian-software-official-examples.json"));
  const found = examples.find((example) => example.method === "GET" && example.path === path);
  if (!found) throw new Error(`There is no official example of GET ${path}`);
  return found.body;
}

/** Expects no property the example does not know, and none of another type; `open` names properties whose inside is free. */
export function expectLike(actual: unknown, example: unknown, open: readonly string[] = [], path = "$"): void {
  if (Array.isArray(actual) && Array.isArray(example)) {
    const fullest = example.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
    for (const one of actual) expectLike(one, fullest, open, `${path}[]`);
    return;
  }
  expect(typeof actual, path).toBe(typeof example);
  const { success, data: known } = z.record(z.string(), z.unknown()).safeParse(example);
  if (!success) return;
  for (const [name, value] of Object.entries(Object(actual))) {
    expect(Object.keys(known), path).toContain(name);
    if (!open.includes(name)) expectLike(value, known[name], open, `${path}.${name}`);
  }
}

const AdfDocument = z.strictObject({
  type: z.literal("doc"),
  version: z.literal(1),
  content: z.array(
    z.strictObject({
      type: z.literal("paragraph"),
      content: z.array(
        z.union([z.strictObject({ type: z.literal("text"), text: z.string().min(1) }), z.strictObject({ type: z.literal("hardBreak") })]),
      ),
    }),
  ),
});

/** Expects text in Atlassian's document format, or none. */
export function expectDocument(value: unknown): void {
  expect(AdfDocument.nullish().safeParse(value).error).toBeUndefined();
}

function readJson(path: string, revive?: (name: string, value: unknown) => unknown): object {
  return JSON.parse(readFileSync(sharedDataPath(path), "utf8"), revive);
}

function nullableEnds(name: string, value: unknown): unknown {
  if (name !== "ChangeDetails") return value;
  const { properties, ...rest } = z.looseObject({ properties: z.record(z.string(), z.unknown()) }).parse(value);
  return { ...rest, properties: Object.fromEntries(Object.keys(properties).map((key) => [key, { type: ["string", "null"] }])) };
}
