import { beforeAll, describe, expect, test } from "vitest";
import { hasEmulator, needsEmulator } from "#tests/support/emulator.ts";
import { mistakes } from "./mistakes.ts";
import { type Outcome, runMistakes } from "./run-mistakes.ts";

describe.skipIf(!hasEmulator)(`The store's tests notice that ${needsEmulator}`, () => {
  let outcomes: Map<string, Outcome>;

  beforeAll(async () => {
    outcomes = await runMistakes(mistakes);
  }, 300_000);

  test("nothing is wrong", () => {
    expect(outcomes.get("")).toMatchObject({ failed: [] });
    expect(outcomes.get("")?.passed).toBeGreaterThan(0);
  });

  test.each(mistakes)("$mistake", ({ mistake }) => {
    const outcome = outcomes.get(mistake);
    expect(outcome?.passed).toBeGreaterThan(0);
    expect(outcome?.failed).not.toEqual([]);
  });
});
