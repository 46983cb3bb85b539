import { setImmediate, setTimeout as delay } from "node:timers/promises";
import { isLocked } from "./faults.ts";

/** With the time SQLite itself waits, a bit more than two seconds. */
const TRIES = 30;
const PAUSE_MS = 50;

/**
 * Does the work, again and again for about two seconds while another process holds the file's lock. SQLite's own wait blocks
 * the process, so it is kept short, and others are served between the tries. The work must leave nothing behind when it fails.
 */
export async function patiently<T>(work: () => T): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return work();
    } catch (error) {
      if (!isLocked(error) || tried === TRIES) throw error;
    }
    // At random, lest those who wait keep meeting.
    await delay(Math.random() * PAUSE_MS);
  }
}

/** Lets the process answer others between two pieces of work that block it. */
export async function breathe(): Promise<void> {
  await setImmediate();
}
