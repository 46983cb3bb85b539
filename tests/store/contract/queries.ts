import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Item, Query } from "#core/ports.ts";
import { eventually } from "./eventually.ts";
import { anyItems, anyQuery, byKey, modelAnswer, sortKeyOf } from "./query-model.ts";
import { pages, type Stores } from "./stores.ts";

export function queryContract({ opened, filled }: Stores): void {
  const sortKeys = ["A", "B", "B#1", "B#2", "B$", "Bé", "B\u{1F600}", "é", "\uffff", "\u{10ffff}"];
  const letters = sortKeys.map((SK): Item => ({ PK: "P", SK, GSI1PK: "X", GSI1SK: "same" }));

  test.each<[Query["sort"], string[]]>([
    [undefined, sortKeys],
    [{}, sortKeys],
    [{ beginsWith: "B" }, ["B", "B#1", "B#2", "B$", "Bé", "B\u{1F600}"]],
    [{ beginsWith: "B#" }, ["B#1", "B#2"]],
    [{ beginsWith: "\u{10ffff}" }, ["\u{10ffff}"]],
    [{ equals: "B" }, ["B"]],
    [{ from: "B#1" }, ["B#1", "B#2", "B$", "Bé", "B\u{1F600}", "é", "\uffff", "\u{10ffff}"]],
    [{ to: "B#1" }, ["A", "B", "B#1"]],
    [{ from: "B", to: "B#2" }, ["B", "B#1", "B#2"]],
    [{ from: "C", to: "B" }, []],
  ])("Sort %j finds %j, forwards and backwards", async (sort, expected) => {
    const store = await filled([...letters, { PK: "Q", SK: "B" }]);
    const query: Query = { partition: "P", consistent: true, ...(sort !== undefined && { sort }) };
    expect((await store.query(query)).items.map(({ SK }) => SK)).toEqual(expected);
    expect((await store.query({ ...query, descending: true })).items.map(({ SK }) => SK)).toEqual(expected.toReversed());
  });

  test("An index holds the items that have its attributes, and ties in it are paged through", async () => {
    const store = await filled([...letters, { PK: "P", SK: "not in it" }]);
    const query: Query = { index: "GSI1", partition: "X", limit: 3 };
    await eventually(async () => (await pages(store, query)).flat().map(({ SK }) => SK).sort()).toEqual(sortKeys.toSorted());
    expect(await store.query({ index: "GSI2", partition: "X" })).toEqual({ items: [] });
  });

  test("A page that filters reads on until it has what was asked for", async () => {
    const items = Array.from({ length: 50 }, (_, n): Item => ({ PK: "P", SK: String(n).padStart(2, "0"), even: n % 10 === 0 }));
    const store = await filled(items);
    const found = await pages(store, { partition: "P", filter: { equals: ["even", true] }, limit: 2, consistent: true });
    expect(found.map((page) => page.map(({ SK }) => SK))).toEqual([["00", "10"], ["20", "30"], ["40"]]);
  });

  test("A cursor goes on where it stopped although that item is gone", async () => {
    const store = await filled(letters);
    const { cursor = "" } = await store.query({ partition: "P", limit: 2, consistent: true });
    await store.write([{ kind: "delete", key: { PK: "P", SK: "B" } }]);
    expect((await store.query({ partition: "P", limit: 1, cursor, consistent: true })).items.map(({ SK }) => SK)).toEqual(["B#1"]);
  });

  test("A cursor is refused when any character of it was changed", async () => {
    const store = await filled(letters);
    const { cursor = "" } = await store.query({ partition: "P", limit: 2, consistent: true });
    expect(cursor).not.toBe("");
    for (const [at, character] of cursor.split("").entries()) {
      const tampered = cursor.slice(0, at) + (character === "A" ? "B" : "A") + cursor.slice(at + 1);
      await expect(store.query({ partition: "P", limit: 2, cursor: tampered })).rejects.toMatchObject({ code: "invalid" });
    }
    for (const tampered of ["", " ", "null", `${cursor}=`, `${cursor}A`, cursor.slice(0, -4), "\u0000", "[]"]) {
      await expect(store.query({ partition: "P", limit: 2, cursor: tampered })).rejects.toMatchObject({ code: "invalid" });
    }
  });

  test.each<Query>([
    { partition: "Q" },
    { partition: "P", descending: true },
    { partition: "P", sort: { from: "A" } },
    { partition: "P", filter: { exists: "PK2" } },
    { partition: "P", index: "GSI1" },
  ])("A cursor of another query is refused by %j", async (query) => {
    const store = await filled([...letters, { PK: "Q", SK: "1" }]);
    const { cursor = "" } = await store.query({ partition: "P", limit: 2, consistent: true });
    await expect(store.query({ ...query, limit: 2, cursor })).rejects.toMatchObject({ code: "invalid" });
  });

  test.each<Query>([
    { partition: "" },
    { partition: "P", limit: 0 },
    { partition: "P", limit: 1.5 },
    { partition: "P", sort: { beginsWith: "" } },
    { partition: "\ud83d" },
    { partition: "P", sort: { to: "é".repeat(513) } },
    { partition: "P", index: "GSI1", consistent: true },
    { partition: "P", filter: { and: [{ not: { exists: "SK" } }] } },
    { partition: "P", index: "GSI1", filter: { oneOf: ["GSI1SK", ["a"]] } },
  ])("%j is refused", async (query) => {
    await expect((await opened()).query(query)).rejects.toMatchObject({ code: "invalid" });
  });

  test("Pages together are what a plain sort and filter of all items gives, for any keys and any query", async () => {
    const store = await opened();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(anyItems, anyQuery, async (drawn, drawnQuery) => {
        run += 1;
        const scope = (item: Item): Item => ({ ...item, PK: `${run}${item.PK}`, ...(item.GSI1PK && { GSI1PK: `${run}${item.GSI1PK}` }) });
        const items = drawn.map(scope);
        const query = { ...drawnQuery, partition: `${run}${drawnQuery.partition}`, consistent: drawnQuery.index === undefined };
        await store.putMany(items);
        const inBothOrders = (found: Item[]) => ({ order: found.map((item) => sortKeyOf(item, query)), items: found.toSorted(byKey) });
        let found: Item[][] = [];
        await eventually(async () => inBothOrders((found = await pages(store, query)).flat())).toEqual(inBothOrders(modelAnswer(items, query)));
        for (const page of found.slice(0, -1)) expect(page).toHaveLength(query.limit ?? Number.NaN);
      }),
      { numRuns: 150 },
    );
  });
}
