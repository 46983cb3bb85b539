import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export type Child = {
  pid: number;
  /** The next line it prints; null once it has ended. */
  line(): Promise<string | null>;
  tell(line: string): void;
  /** Ends it at once, as a crash would, and answers all it had printed by then. */
  kill(): Promise<string[]>;
};

const compileCache = fileURLToPath(new URL("../../.build/compile-cache", import.meta.url));

/** Starts a program, such as `crash/children/writer.ts`; it is killed when the test is over. */
export function startChild(name: string, ...parameters: string[]): Child {
  const program = fileURLToPath(new URL(`./${name}`, import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, [program, ...parameters], {
    stdio: ["pipe", "pipe", "inherit"],
    // Many are started: with what Node compiled for the last one each takes a third of the time.
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  const lines: string[] = [];
  const iterator = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function line(): Promise<string | null> {
    const next = await iterator.next();
    if (next.done) return null;
    lines.push(next.value);
    return next.value;
  }

  function tell(text: string): void {
    child.stdin.write(`${text}\n`);
  }

  async function kill(): Promise<string[]> {
    const running = child.exitCode === null && child.signalCode === null;
    const ended = running ? once(child, "exit") : null;
    child.kill("SIGKILL");
    await ended;
    while ((await line()) !== null);
    return lines;
  }

  onTestFinished(async () => {
    await kill();
  });
  return { pid: child.pid ?? 0, line, tell, kill };
}
