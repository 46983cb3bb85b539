import * as fc from "fast-check";
import type { Condition, Item, Json, Key, Operation } from "#core/ports.ts";
import { NOON } from "#tests/store/temporary.ts";

/** Few of each, so that commands meet on the same items. */
const partitions = ["P", "Q"];
const sortKeys = ["a", "b", "b#1", "é"];
const indexPartitions = ["X", "Y"];
const indexSortKeys = ["1", "2", "\u{1F600}"];
const nowSeconds = Date.parse(NOON) / 1000;

export const everyKey: readonly Key[] = partitions.flatMap((PK) => sortKeys.map((SK) => ({ PK, SK })));
export const everyIndexPartition = (["GSI1", "GSI2"] as const).flatMap((index) => indexPartitions.map((partition) => ({ index, partition })));

export const anyKey: fc.Arbitrary<Key> = fc.constantFrom(...everyKey);
export const anyPartition = fc.constantFrom(...partitions);
export const anyIndexPartition = fc.constantFrom(...indexPartitions);
export const anySortKey = fc.constantFrom(...sortKeys, ...indexSortKeys);

const anyNumber = fc.constantFrom(0, -0, 1, 2, 7, -3, 1.5, 0.1, 1e21, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
const anyText = fc.constantFrom("", "a", "b", "5", "\uffff", "\u{1F600}", "\u0000");
const anyJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: anyNumber },
  { weight: 3, arbitrary: anyText },
  fc.constantFrom<Json>(null, true, false, [], {}, [1, ["a"]], { a: 1, b: [null] }, { b: [null], a: 1 }),
);
const anyTtl = fc.integer({ min: -3, max: 6 }).map((seconds) => nowSeconds + seconds);

/** Both attributes of an index, or none. */
function indexed(partition: string, sort: string): fc.Arbitrary<Record<string, string> | undefined> {
  return fc.option(fc.record({ [partition]: fc.constantFrom(...indexPartitions), [sort]: fc.constantFrom(...indexSortKeys) }), { nil: undefined, freq: 1 });
}

/** Everything of an item but its key: it can be what an addition starts from, too. */
const anyAttributes = fc
  .record({
    first: indexed("GSI1PK", "GSI1SK"),
    second: indexed("GSI2PK", "GSI2SK"),
    rest: fc.record({ n: anyJson, m: fc.integer({ min: -5, max: 5 }), s: anyJson }, { requiredKeys: [] }),
    ttl: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.record({ TTL: anyTtl }) }),
    // Far enough from a whole number of units that what an engine adds of its own makes none.
    text: fc.option(fc.constantFrom(1500, 5500), { nil: undefined, freq: 8 }),
  })
  .map(({ first, second, rest, ttl, text }): Record<string, Json> => ({ ...rest, ...ttl, ...first, ...second, ...(text !== undefined && { text: "x".repeat(text) }) }));

export const anyItem: fc.Arbitrary<Item> = fc.tuple(anyKey, anyAttributes).map(([key, attributes]) => ({ ...attributes, ...key }));

const anyAttribute = fc.constantFrom("n", "m", "s", "TTL", "PK", "SK", "GSI1PK", "GSI1SK", "GSI2SK", "missing", "toString");
const anyBound: fc.Arbitrary<string | number> = fc.oneof(anyNumber, anyText, anyTtl, anySortKey);
const anyOperand: fc.Arbitrary<Json> = fc.oneof(anyJson, anyBound);

export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ exists: anyAttribute }),
    fc.record({ absent: anyAttribute }),
    fc.record({ equals: fc.tuple(anyAttribute, anyOperand) }),
    fc.record({ less: fc.tuple(anyAttribute, anyBound) }),
    fc.record({ atMost: fc.tuple(anyAttribute, anyBound) }),
    fc.record({ oneOf: fc.tuple(anyAttribute, fc.array(anyOperand, { minLength: 1, maxLength: 4 })) }),
    fc.record({ and: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
})).condition;

/** Half of the operations go through whatever there is; the others find out. */
const maybeIf = fc.option(anyCondition, { nil: undefined, freq: 1 }).map((condition) => (condition === undefined ? {} : { if: condition }));
const anyAmount = fc.constantFrom(0, 1, -1, 5, Number.MAX_SAFE_INTEGER);

const anyAdd = fc
  .record({
    key: anyKey,
    amounts: fc.dictionary(fc.constantFrom("n", "m", "o"), anyAmount, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    initial: fc.option(anyAttributes, { nil: undefined }),
    condition: maybeIf,
  })
  .map(({ key, amounts, initial, condition }): Operation => {
    const start = initial && Object.fromEntries(Object.entries(initial).filter(([name]) => !Object.hasOwn(amounts, name)));
    return { kind: "add", key, amounts, ...(start && { initial: start }), ...condition };
  });

export const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anyItem, maybeIf).map(([item, condition]): Operation => ({ kind: "put", item, ...condition })) },
  { weight: 3, arbitrary: anyAdd },
  { weight: 2, arbitrary: fc.tuple(anyKey, maybeIf).map(([key, condition]): Operation => ({ kind: "delete", key, ...condition })) },
  { weight: 1, arbitrary: fc.tuple(anyKey, anyCondition).map(([key, condition]): Operation => ({ kind: "check", key, if: condition })) },
);
