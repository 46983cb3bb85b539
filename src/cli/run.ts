import { AppError, hasCode, messageOf } from "#core/errors.ts";
import { exit, type Command, type Exit, type Io } from "./command.ts";

/** Finds the command the arguments name and runs it. Errors become one clear line, or JSON where `--json` was asked for. */
export async function run(argv: readonly string[], commands: readonly Command[], io: Io): Promise<Exit> {
  const [name, ...args] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    io.out(overview(commands));
    return name === undefined ? exit.wrongUse : exit.done;
  }
  const json = argv.includes("--json");
  const command = commands.find((one) => one.name === name);
  if (!command) {
    const message = `There is no command ${name}.`;
    if (json) io.out(asJson("wrong-use", message));
    else io.err(`${message}\n\n${overview(commands)}`);
    return exit.wrongUse;
  }
  if (args.includes("--help") || args.includes("-h")) {
    io.out(`${command.summary}\n\n${command.usage}`);
    return exit.done;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (isWrongUse(error)) {
      if (json) io.out(asJson("wrong-use", messageOf(error)));
      else io.err(`${messageOf(error)}\n\n${command.usage}`);
      return exit.wrongUse;
    }
    if (json) io.out(asJson(error instanceof AppError ? error.code : "internal", messageOf(error)));
    if (!(error instanceof AppError)) throw error;
    if (!json) io.err(`${name} failed: ${error.message}`);
    return exit.failed;
  }
}

function asJson(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}

/** Ours by its code; parseArgs names its own complaints with codes too. */
function isWrongUse(error: unknown): boolean {
  return hasCode(error, "wrong-use") || (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `npm run workbench -- <command> [--json] [--help]\n\n${lines.join("\n")}\n\nExit codes: 0 done, 1 failed, 2 wrong use.`;
}
