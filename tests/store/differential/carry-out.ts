import { AppError } from "#core/errors.ts";
import type { Item, OperationUsage, Query } from "#core/ports.ts";
import type { Engine } from "#store/engine.ts";
import { identityOf } from "#store/keys.ts";
import type { Command } from "./commands.ts";
import { everyIndexPartition } from "./values.ts";

/** What two engines must agree on. */
export type Answer = { value: unknown } | { error: unknown };

/** One engine, what its last page left to continue with, and what it has used so far. */
export type Side = { engine: Engine; kept: { query: Query; cursor: string | undefined } | null };

export type Outcome = { answer: Answer; used: OperationUsage };

export async function carryOut(command: Exclude<Command, { do: "pass" }>, side: Side): Promise<Outcome> {
  const before = side.engine.usage();
  const answer = await answerTo(command, side).then(
    (value): Answer => ({ value }),
    (error: unknown): Answer => ({ error: describe(error) }),
  );
  const after = side.engine.usage();
  const used = { requests: after.requests - before.requests, readUnits: after.readUnits - before.readUnits, writeUnits: after.writeUnits - before.writeUnits };
  return { answer, used };
}

async function answerTo(command: Exclude<Command, { do: "pass" }>, side: Side): Promise<unknown> {
  const { engine } = side;
  switch (command.do) {
    case "write":
      return engine.write(command.operations);
    case "putMany":
      return engine.putMany(command.items);
    case "get":
      return engine.get(command.key, { consistent: command.consistent });
    case "getMany":
      return (await engine.getMany(command.keys, { consistent: command.consistent })).toSorted(byIdentity);
    case "query":
      return allPages(command.query, engine);
    case "page": {
      const { items, cursor } = await engine.query(command.query);
      side.kept = { query: command.query, cursor };
      return { items: comparable(items, command.query), more: command.query.filter === undefined && cursor !== undefined };
    }
    case "next":
      return continued(command, side);
    case "sweep":
      // How many items that are depends on who sweeps; that no answer does shows in all that follows.
      await engine.sweep();
      return undefined;
  }
}

async function allPages(query: Query, engine: Engine): Promise<unknown> {
  const pages: Item[][] = [];
  let cursor = query.cursor;
  do {
    const page: { items: Item[]; cursor?: string } = await engine.query({ ...query, ...(cursor !== undefined && { cursor }) });
    pages.push(page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  // Whether a filter leaves anything for a last page is not known before it has been read.
  if (query.filter !== undefined && pages.length > 1 && pages.at(-1)?.length === 0) pages.pop();
  return { lengths: pages.map(({ length }) => length), order: pages.flat().map((item) => sortKeyOf(item, query)), items: pages.flat().toSorted(byIdentity) };
}

async function continued({ other, changed }: Extract<Command, { do: "next" }>, { engine, kept }: Side): Promise<unknown> {
  if (kept?.cursor === undefined) return "nothing to continue";
  const { query } = kept;
  const at = changed === undefined ? -1 : changed % kept.cursor.length;
  const cursor = kept.cursor.replace(/./gs, (character, offset: number) => (offset !== at ? character : character === "A" ? "B" : "A"));
  const { items } = await engine.query({ ...(other ?? query), cursor });
  // Where a page of ties continues after writes in between is for the engine to choose.
  return query.index === undefined ? items : "continued";
}

/** Of an index, where ties come in an order of the engine's own, only what the order is by. */
function comparable(items: readonly Item[], query: Query): unknown {
  return query.index === undefined ? items : items.map((item) => sortKeyOf(item, query));
}

function sortKeyOf(item: Item, { index }: Query): string | undefined {
  return index === undefined ? item.SK : item[`${index}SK`];
}

/**
 * Whether both engines must count the same. DynamoDB pays for more where it learns only from a refusal that an addition has to
 * create its item, and where it reads ahead to know whether there is a next page; it asks for nothing in a range that ends before
 * it begins.
 */
export function costsTheSame(command: Command): boolean {
  if (command.do === "write") return !command.operations.some((operation) => operation.kind === "add" && operation.initial !== undefined);
  if (command.do === "query") return command.query.limit === undefined && !isEmptyRange(command.query);
  return command.do !== "page" && command.do !== "next";
}

function isEmptyRange({ sort = {} }: Query): boolean {
  return "from" in sort && sort.from !== undefined && sort.to !== undefined && Buffer.compare(Buffer.from(sort.from), Buffer.from(sort.to)) > 0;
}

/** The times to live a command brings in. */
export function ttlsIn(command: Command): number[] {
  if (command.do === "putMany") return command.items.flatMap(({ TTL }) => TTL ?? []);
  if (command.do !== "write") return [];
  return command.operations.flatMap((operation) => {
    const attributes = operation.kind === "put" ? operation.item : operation.kind === "add" ? operation.initial : undefined;
    return typeof attributes?.TTL === "number" ? attributes.TTL : [];
  });
}

/** All items, and what each index holds. */
export async function contents(engine: Engine): Promise<unknown> {
  const items: Item[] = [];
  for await (const item of engine.everything()) items.push(item);
  const indexes = await Promise.all(everyIndexPartition.map(async (query) => (await engine.query(query)).items.toSorted(byIdentity)));
  return { items: items.toSorted(byIdentity), indexes };
}

function byIdentity(a: Item, b: Item): number {
  return identityOf(a) < identityOf(b) ? -1 : 1;
}

/** What callers go by; the message names the engine's own place. */
function describe(error: unknown): unknown {
  if (!(error instanceof AppError)) throw error;
  const { code, fault, retry, payload } = error;
  return { code, fault, retry, ...(code === "condition-failed" && payload) };
}
