import { spawn } from "node:child_process";
import { dirname, delimiter } from "node:path";

export type CommandResult = {
  /** True when the command ended by itself with exit code 0. */
  ok: boolean;
  /** What it printed, and why it could not be run or was ended; empty when it printed straight to the terminal. */
  output: string;
};

/**
 * Runs a program of node_modules (`package/bin/file`) under this very Node, or any other program by name. It gets no stdin.
 * `live` lets it print as it goes; otherwise its output is kept for the caller.
 */
export function runCommand(
  command: string,
  options: { signal: AbortSignal; live?: boolean; env?: Record<string, string> },
): Promise<CommandResult> {
  const [program = "", ...rest] = command.split(" ");
  const isPackage = program.includes("/");
  const PATH = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(isPackage ? process.execPath : program, isPackage ? [`node_modules/${program}`, ...rest] : rest, {
      stdio: ["ignore", options.live ? "inherit" : "pipe", options.live ? "inherit" : "pipe"],
      env: { ...process.env, ...options.env, PATH },
      signal: options.signal,
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", (error) => resolve({ ok: false, output: `${output}${command}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}
