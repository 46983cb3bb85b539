import { median, type Table } from "#bench/table.ts";
import { dynamoSide } from "./dynamo-side.ts";
import { engineSide } from "./engine-side.ts";
import type { Opened } from "./opened.ts";
import { type OperationName, operations, type Side } from "./side.ts";
import { sqliteSide } from "./sqlite-side.ts";

const rounds = 24;
/** How long a side repeats an operation in its turn; at least once. */
const turnMs = 250;

/** Every operation on every side, in turn, so that whatever else the machine does meets them alike. */
export async function benchOperations(opened: Opened): Promise<Table> {
  const sides = await sidesOf(opened);
  const rows: (string | number)[][] = [];
  try {
    for (const [name, { words, items }] of Object.entries(operations) as [OperationName, { words: string; items: number }][]) {
      opened.say(`store: ${words}`);
      const measured = sides.map((): number[] => []);
      for (let round = 0; round < rounds; round++) {
        for (const [index, side] of inTurn([...sides.entries()], round)) measured[index]?.push(await turn(side, name, items));
      }
      const [engine, statements, remote, library] = measured;
      const cells = [engine, statements, remote, library].map((all) => (all === undefined ? "–" : inDigits(median(all))));
      rows.push([words, ...cells, ratio(engine, statements), ratio(library, engine), ratio(remote, library)]);
    }
  } finally {
    for (const side of sides) await side.close();
  }
  return {
    title: "operations, ms",
    columns: ["", "SQLite engine", "bare statements", "DynamoDB engine", "bare lib-dynamodb", "engine / statements", "lib-dynamodb / SQLite", "DynamoDB / lib-dynamodb"],
    rows,
    notes: [
      `items of 1 KB; medians of ${rounds} turns of ${turnMs} ms each, all sides in turn, in one process; ratios are of each round, and their median`,
      "both SQLite sides sync every write to the disk and parse what they read; DynamoDB is the emulator, on a file, in a process of its own",
      "aims: SQLite engine within 2.5 of its statements and at least 5 times as fast as lib-dynamodb; DynamoDB engine within 1.15 of lib-dynamodb",
    ],
  };
}

async function sidesOf({ sqlite, dynamo }: Opened): Promise<Side[]> {
  const embedded = [await engineSide("SQLite engine", sqlite.open("engine", true)), sqliteSide(sqlite.file("bare"))];
  if (dynamo === null) return embedded;
  const remote = await engineSide("DynamoDB engine", await dynamo.open("Engine"));
  // It makes the table the library then finds.
  (await dynamo.open("Bare")).close();
  return [...embedded, remote, await dynamoSide({ endpoint: dynamo.endpoint, tableName: "Bare" })];
}

/** Another side begins each round, and every other round goes backwards: what a side leaves behind does not meet the same one. */
function inTurn<T>(all: readonly T[], round: number): T[] {
  const first = Math.floor(round / 2) % all.length;
  const turned = [...all.slice(first), ...all.slice(0, first)];
  return round % 2 === 0 ? turned : turned.toReversed();
}

/** The median of what one took for each millisecond the other took, round by round. */
function ratio(a: readonly number[] | undefined, b: readonly number[] | undefined): string {
  return a === undefined || b === undefined ? "–" : median(a.map((ms, round) => ms / (b[round] ?? Number.NaN))).toFixed(2);
}

function inDigits(ms: number): string {
  return ms.toFixed(ms < 1 ? 4 : 2);
}

/** Milliseconds an operation took, on average over one turn. */
async function turn(side: Side, name: OperationName, items: number): Promise<number> {
  const startedMs = performance.now();
  let done = 0;
  let ms = 0;
  do {
    const answered = await side[name]();
    if (answered !== items) throw new Error(`${side.name} answered ${name} with ${answered} items in place of ${items}`);
    done += 1;
    ms = performance.now() - startedMs;
  } while (ms < turnMs);
  return ms / done;
}
