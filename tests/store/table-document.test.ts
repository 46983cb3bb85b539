import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Item, Key, Store } from "#core/ports.ts";
import type { Engine } from "#store/engine.ts";
import { addReservation, endReservation } from "#store/entities/reservation.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import type { entities } from "#store/table.ts";
import { listFiles, readText, repositoryRoot } from "#tests/support/source-file.ts";
import { aReservation, projectA } from "./builders.ts";
import { agentSections } from "./table-document/agent-patterns.ts";
import { measure, type Measured, tableDocument } from "./table-document/document.ts";
import { projectSections } from "./table-document/project-patterns.ts";
import { chunk, fill, upload } from "./table-document/samples.ts";
import { NOON, temporaryDirectory } from "./temporary.ts";

const sections = [...projectSections, ...agentSections];
const patterns = sections.flatMap((section) => section.patterns);
const PK = `PROJECT#${projectA}`;

/** An item of each entity among the samples. */
const typicalKeys: Record<keyof typeof entities, Key> = {
  project: { PK, SK: "METADATA" },
  artefact: { PK, SK: "ARTEFACT#raid_log" },
  artefactVersion: { PK, SK: "VERSION#raid_log#00000007" },
  chunk: { PK, SK: `CHUNK#${chunk.sha256}` },
  upload: { PK, SK: `UPLOAD#${upload.id}` },
  projectEvent: { PK, SK: `EVENT#${NOON}#01A10` },
  globalEvent: { PK: "GLOBAL", SK: `EVENT#${NOON}#01A` },
  escalation: { PK, SK: "ESCALATION#01A10" },
  heldAction: { PK, SK: "HELD#01A10" },
  actionRecord: { PK, SK: `ACTION#${NOON}#01A10` },
  checkpoint: { PK, SK: "CHECKPOINT#jira#TIMOB" },
  graduation: { PK, SK: "GRADUATION#jira_comment" },
  issue: { PK, SK: "ISSUE#TIMOB-10" },
  sprint: { PK, SK: "SPRINT#10" },
  release: { PK, SK: "RELEASE#10" },
  message: { PK, SK: `MESSAGE#${NOON}#M10` },
  sourceProfile: { PK, SK: "PROFILE#jira" },
  configuration: { PK: "AGENT", SK: "CONFIG#setting-1" },
  heartbeat: { PK: "AGENT", SK: "HEARTBEAT" },
  spendOfDay: { PK: "AGENT", SK: "SPEND#2015-03-16" },
  spendOfMonth: { PK: "AGENT", SK: "SPEND#2015-03" },
  openReservation: { PK: "AGENT", SK: "RESERVATION#01A10" },
  endedReservation: { PK: "AGENT", SK: "RESERVATION#ended" },
  integration: { PK: "INTEGRATION#jira", SK: "CONFIG" },
};

function opened(file: string): Engine {
  return openSqliteStore({ file, now: () => NOON, durable: false });
}

/** A file with the samples, to be copied. */
async function filledFile(): Promise<string> {
  const file = join(temporaryDirectory(), "filled.db");
  const store = opened(file);
  await fill(store);
  await store.write([addReservation(aReservation({ id: "ended" }))]);
  await store.write([endReservation(aReservation({ id: "ended", version: 2, status: "settled", spent: 9_000 }), { at: NOON })]);
  store.close();
  return file;
}

/** Does the work on a store of its own that holds the samples. */
async function onSamples<T>(file: string, work: (store: Store) => Promise<T>): Promise<T> {
  const copy = join(dirname(file), "copy.db");
  copyFileSync(file, copy);
  const store = opened(copy);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

async function typicalItems(store: Store): Promise<Record<keyof typeof entities, Item>> {
  const found = Object.entries(typicalKeys).map(async ([name, key]) => {
    const item = await store.get(key);
    if (item === null) throw new Error(`There is no sample of ${name} at ${key.PK} / ${key.SK}.`);
    return [name, item] as const;
  });
  return Object.fromEntries(await Promise.all(found)) as Record<keyof typeof entities, Item>;
}

test("docs/table.md says what the table holds, and what each access pattern asks for and costs", async () => {
  const file = await filledFile();
  const measured = new Map<string, Measured>();
  for (const { name, call } of patterns) measured.set(name, await onSamples(file, (store) => measure(store, call)));
  const document = tableDocument({ typical: await onSamples(file, typicalItems), sections, measured });
  await expect(document).toMatchFileSnapshot(join(repositoryRoot, "docs/table.md"));
});

test("docs/table.md lists every function that reads or writes the table", () => {
  const planted = [
    "export async function read(\n  store: Store,\n  input: { id: string },\n): Promise<string> {",
    "export function write(item: Item): Operation[] {",
    "export function keyOf(item: Item): Key {",
    "function hidden(store: Store): void {",
  ];
  expect(functionsThatAsk(planted.join("\n}\n"))).toEqual(["read", "write"]);
  const written = listFiles("src/store/{entities,budget,chunks}/*.ts").filter((path) => !path.endsWith("/item.ts"));
  const asking = written.flatMap((path) => functionsThatAsk(readText(path)));
  const internal = ["endAs", "withContents"];
  expect(patterns.map(({ name }) => name).sort()).toEqual(asking.filter((name) => !internal.includes(name)).sort());
});

/** The exported functions that take the store, or make operations or an item for it. */
function functionsThatAsk(text: string): string[] {
  const signatures = [...text.matchAll(/^export (?:async )?function (\w+)(.*?)\{$/gms)];
  return signatures.flatMap(([, name = "", signature = ""]) => {
    const answer = signature.slice(signature.lastIndexOf("): "));
    return /\bstore: Store\b/.test(signature) || /\b(Operation|Item)\b/.test(answer) ? [name] : [];
  });
}
