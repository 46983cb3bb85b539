import { doctorCommand } from "#app/doctor/doctor-command.ts";
import { backupCommand } from "#app/moving/backup-command.ts";
import { exportCommand } from "#app/moving/export-command.ts";
import { importCommand } from "#app/moving/import-command.ts";
import { restoreCommand } from "#app/moving/restore-command.ts";
import { replayCommand } from "#app/replay/replay-command.ts";
import { run } from "#cli/run.ts";
import type { Ended } from "./run-host.ts";

/** Runs one of the commands that need no running workbench as `npm run workbench` does, but in this process, which is much faster. */
export async function runHere(args: string[], env: Record<string, string>): Promise<Ended> {
  let [out, err] = ["", ""];
  const io = { out: (text: string) => void (out += `${text}\n`), err: (text: string) => void (err += `${text}\n`) };
  const commands = [doctorCommand(), backupCommand(), restoreCommand(), exportCommand(), importCommand(), replayCommand()];
  const code = await within(env, () => run(args, commands, io));
  return { code, out, err };
}

/** A command reads its environment when it begins, before it waits for anything. */
function within<T>(env: Record<string, string>, begin: () => T): T {
  const own = process.env;
  const { PATH, HOME, TMPDIR } = own;
  process.env = { PATH, HOME, TMPDIR, ...env };
  try {
    return begin();
  } finally {
    process.env = own;
  }
}
