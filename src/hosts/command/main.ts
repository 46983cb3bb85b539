import { configOf, urlOf } from "#app/config/config.ts";
import { readEnvironment } from "#app/config/env.ts";
import { doctorCommand } from "#app/doctor/doctor-command.ts";
import { backupCommand } from "#app/moving/backup-command.ts";
import { exportCommand } from "#app/moving/export-command.ts";
import { importCommand } from "#app/moving/import-command.ts";
import { restoreCommand } from "#app/moving/restore-command.ts";
import { replayCommand } from "#app/replay/replay-command.ts";
import { createApi, type Api } from "#cli/api.ts";
import { exit, type Io } from "#cli/command.ts";
import { cycleCommand } from "#cli/cycle.ts";
import { run } from "#cli/run.ts";
import { statusCommand } from "#cli/status.ts";
import { AppError } from "#core/errors.ts";

// Whoever reads our output may stop reading, as in `… | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exit.done);
});

const io: Io = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

/** `npm run workbench -- <command>`: commands over the HTTP API, and those that need the app itself. */
async function main(): Promise<number> {
  // Read when it is needed: help and `doctor` must work where the environment is wrong.
  const api: Api = async (name, input) => createApi(urlOf(configOf(readEnvironment())))(name, input);
  const moving = [backupCommand(), restoreCommand(), exportCommand(), importCommand()];
  return run(process.argv.slice(2), [statusCommand(api), cycleCommand(api), doctorCommand(), ...moving, replayCommand()], io);
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
