import * as fc from "fast-check";
import type { Condition, Item, Key, Operation, Query } from "#core/ports.ts";
import { identityOf } from "#store/keys.ts";
import { keyIn } from "#store/operation.ts";
import { anyCondition, anyIndexPartition, anyItem, anyKey, anyOperation, anyPartition, anySortKey } from "./values.ts";

/** What is asked of two engines in the same order. */
export type Command =
  | { do: "write"; operations: Operation[] }
  | { do: "putMany"; items: Item[] }
  | { do: "get"; key: Key; consistent: boolean }
  | { do: "getMany"; keys: Key[]; consistent: boolean }
  /** All pages of a query. */
  | { do: "query"; query: Query }
  /** The first page of a query, whose cursor is kept. */
  | { do: "page"; query: Query }
  /** The kept cursor used for its own query, for another, or with a character changed. */
  | { do: "next"; other?: Query; changed?: number }
  | { do: "sweep" }
  | { do: "pass"; seconds: number };

const anySort = fc.oneof(
  fc.record({ beginsWith: anySortKey }),
  fc.record({ equals: anySortKey }),
  fc.record({ from: anySortKey, to: anySortKey }, { requiredKeys: [] }),
);
const queryParts = { sort: anySort, filter: anyCondition, limit: fc.constantFrom(1, 2, 3, 100, 3_000_000_000), descending: fc.boolean() };
/** A filter must not name the key the query goes by; one that does is refused, which takes a few but not most. */
const tableQuery: fc.Arbitrary<Query> = fc.record({ partition: anyPartition, consistent: fc.boolean(), ...queryParts }, { requiredKeys: ["partition"] });
const indexQuery: fc.Arbitrary<Query> = fc.record(
  { index: fc.constantFrom("GSI1" as const, "GSI2" as const), partition: anyIndexPartition, ...queryParts },
  { requiredKeys: ["index", "partition"] },
);
const anyQuery = fc.oneof(tableQuery, indexQuery);
const smallPage = fc.tuple(anyQuery, fc.integer({ min: 1, max: 2 })).map(([query, limit]): Query => ({ ...query, limit }));

const distinctOperations = fc.uniqueArray(anyOperation, { minLength: 1, maxLength: 6, selector: (operation) => identityOf(keyIn(operation)) });

const put = (item: Record<string, unknown>): Operation => ({ kind: "put", item: { PK: "P", SK: "a", ...item } });
const key = { PK: "P", SK: "a" };
const invalidOperations: Operation[] = [
  put({ PK: "" }),
  put({ SK: 1 }),
  put({ SK: "é".repeat(513) }),
  put({ SK: "\ud83d" }),
  put({ GSI1PK: "X" }),
  put({ GSI2SK: "" }),
  put({ TTL: 1.5 }),
  put({ s: undefined }),
  put({ s: [Number.NaN] }),
  put({ s: 1e126 }),
  put({ "": 1 }),
  put({ writeToken: "1" }),
  put({ text: "x".repeat(410_000) }),
  { kind: "add", key, amounts: {} },
  { kind: "add", key, amounts: { n: 0.5 } },
  { kind: "add", key, amounts: { TTL: 1 } },
  { kind: "add", key, amounts: { n: 1 }, initial: { n: 1 } },
];
const invalidConditions: Condition[] = [{ and: [] }, { oneOf: ["n", []] }, { exists: "" }, { equals: ["n", Number.NaN] }, { absent: "writeToken" }];
const invalidQueries: Query[] = [
  { partition: "" },
  { partition: "P", limit: 0 },
  { partition: "P", sort: { beginsWith: "" } },
  { partition: "X", index: "GSI1", consistent: true },
  { partition: "P", filter: { equals: ["SK", "a"] } },
  { partition: "P", cursor: "not one" },
  ...invalidConditions.map((filter): Query => ({ partition: "P", filter })),
];
const invalid: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(fc.constantFrom(...invalidOperations), fc.array(anyOperation, { maxLength: 2 })).map(([wrong, others]): Command => ({ do: "write", operations: [...others, wrong] })),
  fc.constantFrom(...invalidConditions).map((condition): Command => ({ do: "write", operations: [{ kind: "delete", key, if: condition }] })),
  fc.array(anyOperation, { maxLength: 3 }).map((operations): Command => ({ do: "write", operations: [...operations, ...operations] })),
  anyItem.map((item): Command => ({ do: "putMany", items: [item, item] })),
  fc.constantFrom<Key>({ PK: "", SK: "a" }, { PK: "P", SK: "\udc00" }).map((wrong): Command => ({ do: "get", key: wrong, consistent: true })),
  fc.constantFrom(...invalidQueries).map((query): Command => ({ do: "query", query })),
);

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: anyOperation.map((operation): Command => ({ do: "write", operations: [operation] })) },
  { weight: 5, arbitrary: distinctOperations.map((operations): Command => ({ do: "write", operations })) },
  { weight: 4, arbitrary: fc.uniqueArray(anyItem, { maxLength: 6, selector: identityOf }).map((items): Command => ({ do: "putMany", items })) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("get" as const), key: anyKey, consistent: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("getMany" as const), keys: fc.array(anyKey, { maxLength: 5 }), consistent: fc.boolean() }) },
  { weight: 4, arbitrary: anyQuery.map((query): Command => ({ do: "query", query })) },
  { weight: 2, arbitrary: smallPage.map((query): Command => ({ do: "page", query })) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("next" as const), other: smallPage, changed: fc.integer({ min: 0, max: 60 }) }, { requiredKeys: ["do"] }),
  },
  { weight: 1, arbitrary: fc.constant<Command>({ do: "sweep" }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }).map((seconds): Command => ({ do: "pass", seconds })) },
  { weight: 2, arbitrary: invalid },
);

export const anyCommands: fc.Arbitrary<Command[]> = fc.array(anyCommand, { minLength: 4, maxLength: 12 });
