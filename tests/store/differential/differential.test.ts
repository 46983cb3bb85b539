import { join } from "node:path";
import * as fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { addMs } from "#core/time.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { eventually } from "#tests/store/contract/eventually.ts";
import { describeOnTable, isEmulated } from "#tests/store/dynamodb/test-table.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";
import { long } from "#tests/support/long.ts";
import { carryOut, contents, costsTheSame, type Side, ttlsIn } from "./carry-out.ts";
import { anyCommands, type Command } from "./commands.ts";
import { everyKey } from "./values.ts";

const SEQUENCES = long ? 100_000 : 2000;
/** Far above what they take. */
const TIME_LIMIT_MS = SEQUENCES * 300;

describeOnTable("SQLite and DynamoDB", (table) => {
  test(
    "any sequence of commands has the same answers, the same errors and the same cost on both, and leaves the same items",
    async () => {
      let now = NOON;
      const sqlite = openSqliteStore({ file: join(temporaryDirectory(), "workbench.db"), now: () => now, durable: false });
      onTestFinished(() => sqlite.close());
      const dynamo = await table().open(() => now);
      onTestFinished(() => dynamo.close());
      const clear = everyKey.map((key) => ({ kind: "delete", key }) as const);

      async function sameOnBoth(commands: readonly Command[]): Promise<void> {
        now = NOON;
        const one: Side = { engine: sqlite, kept: null };
        const other: Side = { engine: dynamo, kept: null };
        let soonestTtl = Number.POSITIVE_INFINITY;
        for (const command of commands) {
          if (command.do === "pass") {
            now = addMs(now, command.seconds * 1000);
            continue;
          }
          soonestTtl = Math.min(soonestTtl, ...ttlsIn(command));
          // What has expired costs nothing in SQLite and its usual price in DynamoDB, which may keep it for days.
          await sameAnswer(command, one, other, { costs: costsTheSame(command) && soonestTtl > Date.parse(now) / 1000 });
        }
        const left = await contents(sqlite);
        if (!isEmulated) await eventually(async () => contents(dynamo)).toEqual(left);
        expect(await contents(dynamo)).toEqual(left);
      }

      const property = fc.asyncProperty(anyCommands, sameOnBoth).afterEach(async () => {
        for (const engine of [sqlite, dynamo]) await engine.write(clear);
      });
      await fc.assert(property, { numRuns: SEQUENCES });
    },
    TIME_LIMIT_MS,
  );
});

async function sameAnswer(command: Exclude<Command, { do: "pass" }>, one: Side, other: Side, { costs }: { costs: boolean }): Promise<void> {
  const what = JSON.stringify(command);
  const expected = await carryOut(command, one);
  let found = await carryOut(command, other);
  const lagging = !isEmulated && command.do !== "write" && command.do !== "putMany";
  if (lagging) await eventually(async () => (found = await carryOut(command, other)).answer).toEqual(expected.answer);
  expect(found.answer, what).toEqual(expected.answer);
  if (command.do === "page") await agreeWhetherToContinue(one, other);
  // A refusal is not priced to the unit by either engine.
  if (costs && "value" in expected.answer) expect(found.used, what).toEqual(expected.used);
}

/** With a filter one engine may know that this was the last page where the other has a cursor yet, to a page with nothing on it. */
async function agreeWhetherToContinue(one: Side, other: Side): Promise<void> {
  const sides = [one, other].filter(({ kept }) => kept?.cursor !== undefined);
  const [side] = sides;
  if (side?.kept?.cursor === undefined || sides.length === 2) return;
  const { query, cursor } = side.kept;
  expect(await side.engine.query({ ...query, cursor }), JSON.stringify(query)).toEqual({ items: [] });
  side.kept = null;
}
