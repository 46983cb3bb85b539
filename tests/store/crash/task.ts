import type { Item, Operation } from "#core/ports.ts";

/** Counts the tasks of all writers. */
export const counter = { PK: "COUNTER", SK: "tasks" };

export const states = ["open", "done"] as const;
type State = (typeof states)[number];

/** The partition of an index in which the tasks of a state are. */
export function partitionOf(writer: string, state: State): string {
  return `${writer}#${state}`;
}

/** A task, in the index under its state. */
export function task(writer: string, n: number, state: State): Item {
  return { PK: writer, SK: `TASK#${padded(n)}`, GSI1PK: partitionOf(writer, state), GSI1SK: padded(n), n, state };
}

/** What is written together with a task, in the other index. */
export function note(writer: string, n: number): Item {
  return { PK: writer, SK: `NOTE#${padded(n)}`, GSI2PK: writer, GSI2SK: padded(n), n };
}

/**
 * One `write` of a writer: a task and its note, the task before moved to done, and all of them counted. Whatever is there of
 * one of the four without the others is half a transaction.
 */
export function step(writer: string, n: number): Operation[] {
  const before: Operation[] = n === 0 ? [] : [{ kind: "put", item: task(writer, n - 1, "done"), if: { equals: ["state", "open"] } }];
  return [
    { kind: "put", item: task(writer, n, "open"), if: { absent: "PK" } },
    { kind: "put", item: note(writer, n) },
    ...before,
    { kind: "add", key: counter, amounts: { tasks: 1 }, initial: {} },
  ];
}

function padded(n: number): string {
  return String(n).padStart(8, "0");
}
