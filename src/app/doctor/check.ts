/** One thing looked at: what was found and, where it is not well, what to do. */
export type Check = { name: string; state: "ok" | "warning" | "failed"; found: string };
