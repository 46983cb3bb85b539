import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const program = join(import.meta.dirname, "../../node_modules/@dynoxide/linux-x64/dynoxide");

/** False where the emulator does not run: tests that need it are then skipped. */
export const hasEmulator: boolean = process.platform === "linux" && process.arch === "x64" && existsSync(program);

/** Ends the title of a test that is skipped without the emulator. */
export const needsEmulator = "(needs the emulator @dynoxide/linux-x64, which runs on Linux on x64 only)";

/** The shell ends the emulator as soon as our end of its pipe closes, however this process ends. */
const guarded = 'exec 3<&0; { read -r _ <&3; kill -9 $$; } & exec "$@" 3<&- </dev/null';

const POLL_MS = 5;
const ATTEMPTS = 10;

export type Emulator = { endpoint: string; stop(): Promise<void> };

/** Starts a DynamoDB emulator on a free port, in memory or on a file. It never outlives this process. */
export async function startEmulator({ file }: { file?: string } = {}): Promise<Emulator> {
  let said = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = await freePort();
    const parameters = ["--host", "127.0.0.1", "--port", String(port), ...(file === undefined ? [] : ["--db-path", file])];
    const child = spawn("/bin/sh", ["-c", guarded, "sh", program, ...parameters], { stdio: ["pipe", "ignore", "pipe"] });
    const ended = once(child, "exit");
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    // The pipe of a shell that could not start breaks; its exit is what is looked at.
    child.stdin.on("error", () => undefined);
    const endpoint = `http://127.0.0.1:${port}`;
    if (await answers(endpoint, child)) return { endpoint, stop: async () => stop(child, ended) };
    // Somebody else took the port between asking for one and listening on it.
    await stop(child, ended);
  }
  throw new Error(`The emulator did not start in ${ATTEMPTS} attempts: ${said}`);
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.stdin?.destroy();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Asks until it answers; false when it ends instead. */
async function answers(endpoint: string, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      await fetch(endpoint, { method: "POST", headers: { "X-Amz-Target": "DynamoDB_20120810.ListTables" }, body: "{}" });
      return true;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // what fetch throws while nobody listens
      await delay(POLL_MS);
    }
  }
  return false;
}
