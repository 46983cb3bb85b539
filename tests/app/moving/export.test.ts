import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTally, lineOf } from "#app/moving/fingerprint.ts";
import { itemsOf, verifyExport } from "#app/moving/read-export.ts";
import { writeExport } from "#app/moving/write-export.ts";
import type { Item, Json } from "#core/ports.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";
import { each, exportOf, header, someItems } from "./exports.ts";

const quiet = { overwrite: false, onProgress: (): void => undefined };

/** The same value with the members of every map in the opposite order. */
function turnedRound(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(turnedRound);
  return Object.fromEntries(Object.entries(value).toReversed().map(([name, member]) => [name, turnedRound(member)]));
}

function tallied(items: readonly Item[]): ReturnType<ReturnType<typeof createTally>["total"]> {
  const tally = createTally();
  for (const item of items) tally.add(lineOf(item));
  return tally.total();
}

test("the same items have the same hash, in whatever order they and their attributes come", () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), { maxLength: 6 }), (attributes) => {
      const items = attributes.map((more, number): Item => ({ ...(more as Record<string, Json>), PK: "P", SK: String(number) }));
      const others = items.toReversed().map((item) => turnedRound(item) as Item);
      expect(tallied(others)).toEqual(tallied(items));
      if (items.length > 0) expect(tallied(items.slice(1)).hash).not.toBe(tallied(items).hash);
    }),
  );
});

test("what was exported is what is read, for this user's eyes only", async () => {
  const items = someItems(1000);
  const made = await exportOf(items);
  expect(made.total).toEqual(tallied(items));
  const read: Item[] = [];
  for await (const item of itemsOf(made)) read.push(item);
  expect(read).toEqual(items);
  if (process.platform !== "win32") expect(statSync(made.file).mode & 0o777).toBe(0o600);
});

test.each([
  ["without its last line end", (text: string) => text.trimEnd()],
  ["with the line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
])("an export %s is still whole", async (_how, change) => {
  const made = await exportOf(someItems(20));
  writeFileSync(made.file, change(readFileSync(made.file, "utf8")));
  expect((await verifyExport(made.file)).total).toEqual(made.total);
});

test("an export that fails leaves neither a file of its name nor a part of one", async () => {
  const folder = temporaryDataDir();
  async function* failing(): AsyncGenerator<Item> {
    yield* someItems(3000);
    throw new Error("the disk has gone");
  }
  await expect(writeExport({ file: join(folder, "x.jsonl"), header, items: failing(), ...quiet })).rejects.toThrow("the disk has gone");
  expect(readdirSync(folder)).toEqual([]);
});

test("what a killed export left half written goes with the next one; what another is writing stays", async () => {
  const folder = temporaryDataDir();
  const file = join(folder, "x.jsonl");
  // No process has so high a number.
  const [dead, alive] = [`${file}.${2 ** 30}.partial`, `${file}.${process.ppid}.partial`];
  for (const partial of [dead, alive]) writeFileSync(partial, "half");
  await writeExport({ file, header, items: each(someItems(3)), ...quiet });
  expect(readdirSync(folder).map((name) => join(folder, name)).toSorted()).toEqual([file, alive]);
});

describe("a file that is there already", () => {
  test("is kept, unless it is an export to be replaced", async () => {
    const { file } = await exportOf(someItems(3));
    await expect(writeExport({ file, header, items: each(someItems(5)), ...quiet })).rejects.toMatchObject({ code: "file-exists" });
    expect((await verifyExport(file)).total.items).toBe(3);
    await writeExport({ file, header, items: each(someItems(5)), ...quiet, overwrite: true });
    expect((await verifyExport(file)).total.items).toBe(5);
  });

  test("is never replaced when it is anything else", async () => {
    const file = join(temporaryDataDir(), "thesis.txt");
    writeFileSync(file, "the only copy");
    await expect(writeExport({ file, header, items: each([]), ...quiet, overwrite: true })).rejects.toMatchObject({ code: "file-exists", message: expect.stringContaining("not an export") });
    expect(readFileSync(file, "utf8")).toBe("the only copy");
  });

  test("a folder that is not there is named", async () => {
    const file = join(temporaryDataDir(), "gone", "x.jsonl");
    await expect(writeExport({ file, header, items: each([]), ...quiet })).rejects.toMatchObject({ code: "file-unusable", message: expect.stringContaining(file) });
    expect(existsSync(dirname(file))).toBe(false);
  });
});

describe("a damaged export is refused", () => {
  /** An export whose lines have been changed. */
  async function damaged(change: (lines: string[]) => string[]): Promise<string> {
    const { file } = await exportOf(someItems(4));
    writeFileSync(file, change(readFileSync(file, "utf8").trimEnd().split("\n")).map((line) => `${line}\n`).join(""));
    return file;
  }

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ["an empty file", () => [], /is empty/],
    ["another file", () => ["hello"], /line 1: it is not the first line of an export/],
    ["a backup", () => ["SQLite format 3\0…"], /is a backup, not an export.* -- restore "/],
    ["another program's", () => ["{}"], /line 1: it is not the first line of an export/],
    ["one of a newer version", (lines) => [JSON.stringify({ ...header, version: 2 }), ...lines.slice(1)], /line 1: it was written by a newer version.* Update/],
    ["one without its end", (lines) => lines.slice(0, -1), /cut off after line 5/],
    ["half a line", (lines) => [...lines.slice(0, 3), (lines[3] ?? "").slice(0, 20)], /line 4: it is cut off/],
    ["a line too few", (lines) => lines.toSpliced(2, 1), /line 5: it counts 4 items, but there are 3/],
    ["a line twice", (lines) => lines.toSpliced(2, 0, lines[2] ?? ""), /line 4: it holds the same key as an earlier line/],
    ["two in one file", (lines) => [...lines, ...lines], /line 7: something follows/],
    ["what is no item", (lines) => lines.with(3, "[]"), /line 4: it is no item/],
    ["what no store keeps", (lines) => lines.with(3, '{"PK":"P","SK":""}'), /line 4: SK of P .* must be well-formed text/],
    ["another value", (lines) => lines.with(3, (lines[3] ?? "").replace("漢", "字")), /altered or damaged somewhere in lines 2 to 5/],
  ])("%s", async (_what, change, message) => {
    await expect(damaged(change).then(verifyExport)).rejects.toMatchObject({ code: "bad-export", message: expect.stringMatching(message) });
  });

  test("wherever it is cut off, and whatever character of it is changed", async () => {
    const { file } = await exportOf(someItems(2));
    const text = readFileSync(file, "utf8");
    const spoilt = join(temporaryDataDir(), "spoilt.jsonl");
    for (let at = text.indexOf("\n") + 1; at < text.length - 1; at++) {
      for (const wrong of [text.slice(0, at), `${text.slice(0, at)}${text[at] === "7" ? "8" : "7"}${text.slice(at + 1)}`]) {
        writeFileSync(spoilt, wrong);
        await expect(verifyExport(spoilt), wrong.slice(at - 20, at + 20)).rejects.toMatchObject({ code: "bad-export" });
      }
    }
  });

  test("one that is not there", async () => {
    await expect(verifyExport(join(temporaryDataDir(), "gone.jsonl"))).rejects.toMatchObject({ code: "file-unusable", message: expect.stringContaining("no such file") });
  });
});
