import { once } from "node:events";
import { reserve } from "#store/budget/reserve.ts";
import { openEngine } from "#tests/store/crash/open-engine.ts";
import { persist } from "#tests/store/crash/persist.ts";

type Task = { amounts: number[]; ceilings: { month: number; day: number }; at: string; leaseMs: number };

/**
 * Says "ready", waits to be told of reservations, makes them all at once and prints what came of each, as JSON.
 * Arguments: its name, and which engine to open.
 */
const [, , name = "", ...engine] = process.argv;
const store = await persist(() => openEngine(engine));
console.log("ready");
const [line] = await once(process.stdin, "data");
const { amounts, ...rest } = JSON.parse(String(line)) as Task;
const made = amounts.map(async (amount, n) => {
  // Two additions to one counter can be in each other's way: asked again under the same id, it is the same reservation.
  const { outcome } = await persist(() => reserve(store, { ...rest, id: `${name}-${n}`, amount }));
  return { amount, outcome };
});
console.log(JSON.stringify(await Promise.all(made)));
