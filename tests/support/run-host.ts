import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const root = join(import.meta.dirname, "../..");

export type Ended = { code: number | null; out: string; err: string };

export type HostProcess = {
  child: ChildProcessWithoutNullStreams;
  /** Resolves with all output so far once it contains the text; rejects when the process ends without it. */
  says: (text: string) => Promise<string>;
  ended: Promise<Ended>;
};

/** Runs an entry point under src/hosts as its own process, with only the given environment beside what a process needs. */
export function runHost(entry: "local" | "command", args: string[], env: Record<string, string>): HostProcess {
  const inherited = { PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: process.env["TMPDIR"] };
  const child = spawn(process.execPath, [join(root, `src/hosts/${entry}/main.ts`), ...args], { env: { ...inherited, ...env } });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const says = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (out.includes(text) || err.includes(text)) resolve(out + err);
      };
      child.stdout.on("data", look);
      child.stderr.on("data", look);
      child.once("close", () => reject(new Error(`the process ended without saying "${text}": ${out}${err}`)));
      look();
    });
  return { child, says, ended };
}
