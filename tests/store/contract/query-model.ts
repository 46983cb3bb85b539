import * as fc from "fast-check";
import type { Condition, Item, Query } from "#core/ports.ts";

const anyText = fc.string({ unit: fc.constantFrom("a", "b", "#", "~", "é", "\uffff", "\u{1F600}", "\u0000"), minLength: 1, maxLength: 3 });
/** The emulator ends a prefix at its first NUL. */
const anyPrefix = anyText.filter((text) => !text.includes("\u0000"));
const anyItem = fc
  .record({
    PK: fc.constantFrom("P", "Q"),
    SK: anyText,
    index: fc.option(fc.record({ GSI1PK: fc.constantFrom("P", "Q"), GSI1SK: anyText }), { nil: undefined }),
    n: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ index, ...rest }): Item => ({ ...rest, ...index }));
export const anyItems = fc.uniqueArray(anyItem, { maxLength: 20, selector: ({ PK, SK }) => `${PK}${SK}` });
const anySort = fc.oneof(
  fc.record({ beginsWith: anyPrefix }),
  fc.record({ equals: anyText }),
  fc.record({ from: anyText, to: anyText }, { requiredKeys: [] }),
);
export const anyQuery: fc.Arbitrary<Query> = fc.record(
  {
    index: fc.constant("GSI1" as const),
    partition: fc.constantFrom("P", "Q"),
    sort: anySort,
    filter: fc.constant<Condition>({ less: ["n", 2] }),
    limit: fc.integer({ min: 1, max: 6 }),
    descending: fc.boolean(),
  },
  { requiredKeys: ["partition"] },
);

/** What a query means, said plainly. */
export function modelAnswer(items: readonly Item[], query: Query): Item[] {
  const { index, partition, sort = {}, filter, descending } = query;
  const answer = items.filter((item) => {
    const key = sortKeyOf(item, query);
    if ((index === undefined ? item.PK : item.GSI1PK) !== partition) return false;
    if (filter !== undefined && Number(item.n) >= 2) return false;
    if ("beginsWith" in sort) return key.startsWith(sort.beginsWith);
    if ("equals" in sort) return key === sort.equals;
    return compareBytes(sort.from ?? "", key) <= 0 && (sort.to === undefined || compareBytes(key, sort.to) <= 0);
  });
  answer.sort((a, b) => compareBytes(sortKeyOf(a, query), sortKeyOf(b, query)));
  return descending ? answer.reverse() : answer;
}

/** What a query orders items by; ties come in an order of the engine's own. */
export function sortKeyOf(item: Item, { index }: Pick<Query, "index">): string {
  return index === undefined ? item.SK : (item.GSI1SK ?? "");
}

export function byKey(a: Item, b: Item): number {
  return compareBytes(a.PK, b.PK) || compareBytes(a.SK, b.SK);
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
