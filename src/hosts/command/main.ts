import { configOf } from "#app/config/config.ts";
import { readEnvironment } from "#app/config/env.ts";
import { doctorCommand } from "#app/doctor.ts";
import { replayCommand } from "#app/replay/replay-command.ts";
import { createApi } from "#cli/api.ts";
import { exit, type Io } from "#cli/command.ts";
import { cycleCommand } from "#cli/cycle.ts";
import { run } from "#cli/run.ts";
import { statusCommand } from "#cli/status.ts";
import { AppError } from "#core/errors.ts";

const io: Io = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY,
};

/** `npm run workbench -- <command>`: commands over the HTTP API, and those that need the app itself. */
async function main(): Promise<number> {
  const { host, port } = configOf(readEnvironment());
  const api = createApi(`http://${host}:${port}`);
  return run(process.argv.slice(2), [statusCommand(api), cycleCommand(api), doctorCommand(), replayCommand()], io);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof AppError ? error.message : error);
    process.exitCode = exit.failed;
  },
);
