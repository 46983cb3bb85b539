import { median, type Table } from "#bench/table.ts";
import type { Operation, Store } from "#core/ports.ts";
import type { Engine } from "#store/engine.ts";
import { listEscalations, putEscalation } from "#store/entities/escalation.ts";
import { listEvents, putEvent } from "#store/entities/event.ts";
import { addHeldAction, listDueHeldActions } from "#store/entities/held-action.ts";
import { addMs } from "#core/time.ts";
import { aHeldAction, anEscalation, anEvent } from "#tests/store/builders.ts";
import type { Opened } from "./opened.ts";

const now = "2024-05-15T09:00:00.000Z";
const sizes = [10, 1_000, 100_000];
const projects = 50;
/** As many as each kind has in the smallest table, so that every page is a full one. */
const limit = 3;
const repeats = 30;
const itemsAtOnce = 1_000;

const pages: Record<string, (store: Store) => Promise<number>> = {
  "feed": async (store) => (await listEvents(store, { today: now.slice(0, 10), limit })).events.length,
  "pending escalations": async (store) => (await listEscalations(store, { status: "pending", limit })).escalations.length,
  "due held actions": async (store) => (await listDueHeldActions(store, { now, limit })).heldActions.length,
};

/** What a page costs in tables of ten to a hundred thousand items, a third of them of its kind, all of today. */
export async function benchPages({ sqlite, dynamo, say }: Opened): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const size of sizes) {
    say(`store: pages of a table of ${size} items`);
    const engines: Record<string, Engine> = { SQLite: sqlite.open(`pages-${size}`, false), ...(dynamo && { DynamoDB: await dynamo.open(`Pages${size}`) }) };
    for (const [engineName, engine] of Object.entries(engines)) {
      await fill(engine, size);
      for (const [page, read] of Object.entries(pages)) rows.push([`${page}, ${engineName}, ${size}`, ...(await measure(engine, read))]);
      engine.close();
    }
  }
  return {
    title: "pages in a growing table",
    columns: ["page, engine, items", "requests", "read units", "ms"],
    rows: rows.toSorted(([a], [b]) => (String(a).replace(/\d+$/, "") < String(b).replace(/\d+$/, "") ? -1 : 0)),
    notes: [`a page holds ${limit} items, as many as each kind has in the table of 10; ms are medians of ${repeats}`],
  };
}

async function fill(engine: Engine, size: number): Promise<void> {
  for (let start = 0; start < size; start += itemsAtOnce) {
    const numbers = Array.from({ length: Math.min(itemsAtOnce, size - start) }, (_, index) => start + index);
    await engine.putMany(numbers.map(operationOf).flatMap((operation) => (operation.kind === "put" ? [operation.item] : [])));
  }
}

function operationOf(number: number): Operation {
  const id = String(number).padStart(26, "0");
  const projectId = `00000000-0000-4000-8000-${String(number % projects).padStart(12, "0")}`;
  const at = addMs(now, -1000 - (number % 30_000) * 1000);
  if (number % 3 === 0) return putEvent(anEvent({ id, projectId, at }));
  if (number % 3 === 1) return putEscalation(anEscalation({ id, projectId, createdAt: at }));
  return addHeldAction(aHeldAction({ id, projectId, createdAt: at, changedAt: at, heldUntil: at }));
}

async function measure(engine: Engine, read: (store: Store) => Promise<number>): Promise<(string | number)[]> {
  const before = engine.usage();
  const answered = await read(engine);
  const after = engine.usage();
  if (answered !== limit) throw new Error(`a page has ${answered} items in place of ${limit}`);
  const taken: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const startedMs = performance.now();
    await read(engine);
    taken.push(performance.now() - startedMs);
  }
  return [after.requests - before.requests, after.readUnits - before.readUnits, median(taken).toFixed(3)];
}
