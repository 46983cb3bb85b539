import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, MAX_CHUNK_BYTES, MIN_CHUNK_BYTES } from "#store/chunks/cut.ts";
import { createChance } from "#tests/support/chance.ts";
import { noise } from "./large-logs.ts";

/** Bytes of many kinds: chance, one and the same, a few over and over, prose. */
const bytes = fc.record({ length: fc.nat(1_000_000), kind: fc.constantFrom("noise", "constant", "periodic", "zeros"), seed: fc.string() }).map(({ length, kind, seed }) => {
  if (kind === "noise") return Buffer.from(noise(seed, length));
  if (kind === "zeros") return Buffer.alloc(length);
  return Buffer.alloc(length, kind === "constant" ? "x" : `${seed} and again `);
});

test("Chunks rejoin to what was cut, and each but the last is within its bounds", () => {
  fc.assert(
    fc.property(bytes, (whole) => {
      const chunks = cut(whole);
      expect(Buffer.concat(chunks).equals(whole)).toBe(true);
      expect(chunks.every(({ length }) => length > 0 && length <= MAX_CHUNK_BYTES)).toBe(true);
      expect(chunks.slice(0, -1).every(({ length }) => length > MIN_CHUNK_BYTES)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("Where it cuts is the same on every machine, for ever: chunks are shared with versions written long ago", () => {
  expect(cut(Buffer.from(noise("golden", 400_000))).map(({ length }) => length)).toEqual([61441, 36407, 99744, 44076, 102780, 44418, 11134]);
});

test("An edit anywhere changes a chunk or two, in random text and in text that repeats itself", () => {
  const chance = createChance("edits");
  const prose = "The build has been waiting for a signed certificate since Monday. ".repeat(50);
  const texts = [noise("whole", 800_000), Array.from({ length: 250 }, (_, n) => `RAID-${n} ${prose}`).join("")];
  const changed = texts.flatMap((text) => {
    const known = new Set(names(text));
    return Array.from({ length: 25 }, (_, n) => {
      const at = Math.floor(chance() * text.length);
      const inserted = n % 2 === 0 ? noise(`${n}`, 1 + Math.floor(chance() * 5000)) : "";
      const edited = text.slice(0, at) + inserted + text.slice(at + Math.floor(chance() * 3000));
      return names(edited).filter((name) => !known.has(name)).length;
    });
  });
  const sorted = changed.toSorted((a, b) => a - b);
  expect(changed.reduce((sum, count) => sum + count) / changed.length).toBeLessThan(1.5);
  expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(2);
});

function names(text: string): string[] {
  return cut(Buffer.from(text)).map((chunk) => createHash("sha256").update(chunk).digest("hex"));
}
