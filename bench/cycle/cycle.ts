import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { median, type Table } from "#bench/table.ts";
import type { Measured, Round } from "./round-process.ts";

const sizes = [100, 1_000, 10_000];
const rounds = 3;

/** First sync, idle cycle and a cycle with 1 % changed, over the local fake in a process of its own. */
export async function benchCycle(say: (line: string) => void): Promise<Table[]> {
  const rows: (string | number)[][] = [];
  const firstSync = new Map<number, number>();
  for (const size of sizes) {
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`cycle: ${size} issues, round ${round} of ${rounds}`);
      measured.push(await oneRound(size));
    }
    const middle = (of: (round: Round) => number): number => median(measured.map(of));
    for (const part of ["first", "idle", "changed"] as const) {
      const cell = (of: (one: Measured) => number, digits = 0): string => middle((round) => of(round[part])).toFixed(digits);
      rows.push([`${size} ${names[part]}`, cell((one) => one.ms, 1), middle((round) => round.peakMegabytes).toFixed(0), cell((one) => one.jira), cell((one) => one.store), cell((one) => one.writeUnits)]);
    }
    firstSync.set(size, middle((round) => round.first.ms));
  }
  const growth = (firstSync.get(10_000) ?? 0) / (firstSync.get(1_000) ?? 1);
  const table = {
    title: "cycle",
    columns: ["issues, cycle", "ms", "peak MB", "Jira requests", "store requests", "write units"],
    rows,
    notes: [`medians of ${rounds} rounds, each in a fresh process; peak memory is the whole round's; idle is the median of five in a row, and the most they asked for`, `first sync of 10,000 over 1,000 issues: ${growth.toFixed(1)} times the time for 10 times the issues`],
  };
  return [table];
}

const names = { first: "first sync", idle: "idle", changed: "1 % changed" } as const;

async function oneRound(size: number): Promise<Round> {
  const fake = fork(new URL("fake-process.ts", import.meta.url), [String(size)]);
  try {
    const { baseUrl } = await message<{ baseUrl: string }>(fake);
    const work = fork(new URL("round-process.ts", import.meta.url), [baseUrl]);
    const { now } = await message<{ now: string }>(work);
    fake.send({ now });
    await message(fake);
    const result = message<{ round: Round }>(work);
    work.send({ now });
    return (await result).round;
  } finally {
    fake.kill();
  }
}

async function message<T>(child: ChildProcess): Promise<T> {
  const failed = new AbortController();
  const died = once(child, "exit", { signal: failed.signal }).then(([code]: unknown[]) => {
    throw new Error(`a process of the benchmark ended with ${String(code)}`);
  });
  try {
    return await Promise.race([once(child, "message").then(([value]: unknown[]) => value as T), died]);
  } finally {
    failed.abort();
    died.catch(() => undefined);
  }
}
