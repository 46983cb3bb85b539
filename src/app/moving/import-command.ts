import { resolve } from "node:path";
import type { Config } from "#app/config/config.ts";
import { appError } from "#app/errors.ts";
import type { Io } from "#app/io.ts";
import { openEngine, whereKept } from "#app/open-engine.ts";
import { count } from "#core/text.ts";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { importItems, type Imported } from "./import-items.ts";
import { currentConfig, parseOne, timeOfData } from "./options.ts";
import { type Export, verifyExport } from "./read-export.ts";

const usage = `npm run workbench -- import <file> [--json]

Reads a file written by export into the store this shell's variables name, which must be empty; the workbench must not
run on it. The file is checked to its end before anything is written, and what was written is read back and compared by
count and hash. After an interruption the same command goes on where it was; until then the workbench does not start on
what would be half of the data. Importing what is there already changes nothing.`;

/** `workbench import`. */
export function importCommand() {
  return { name: "import", summary: "Read an export into an empty store, and go on after an interruption", usage, run: runImport };
}

async function runImport(args: string[], io: Io): Promise<0> {
  const { argument, given } = parseOne(args);
  if (argument === undefined) throw appError("wrong-use", "Name the file to read.");
  const config = currentConfig();
  const from = await verifyExport(resolve(argument));
  requireSameWorld(from, config);
  io.err(`${from.file} is whole: ${count(from.total.items, "item")} exported at ${from.header.at}.`);
  const where = whereKept(config);
  const imported = await bring(from, config, where, (done) => io.err(`${done} of ${from.total.items} items written`));
  if (given("json")) io.out(JSON.stringify({ ...imported, hash: from.total.hash, file: from.file, into: where }));
  else io.out(inWords(imported, from.file, where));
  return 0;
}

async function bring(from: Export, config: Config, where: string, onProgress: (done: number) => void): Promise<Imported> {
  const at = timeOfData(config);
  const lock = lockDataDirectory(config.dataDir);
  try {
    const engine = await openEngine({ config, now: () => at });
    try {
      return await importItems({ engine, where, from, at, onProgress });
    } finally {
      engine.close();
    }
  } finally {
    lock.release();
  }
}

/** Where no Jira is configured the demo runs, in a store of its own: a user's data would never be seen there. */
function requireSameWorld({ file, header }: Export, { jira }: Config): void {
  if (header.demo === (jira === null)) return;
  throw appError(
    "other-data",
    header.demo
      ? `${file} holds the demo's data, which never mixes with your own. Unset the JIRA_ variables to import it as the demo.`
      : `${file} holds data of your own, but no Jira is configured, so the demo would run. Set JIRA_BASE_URL, JIRA_EMAIL and JIRA_API_TOKEN as for npm start, then import again.`,
    { file },
  );
}

function inWords({ state, items, expired }: Imported, file: string, where: string): string {
  const left = expired === 0 ? "" : ` ${count(expired, "item")} had expired and ${expired === 1 ? "was" : "were"} left behind.`;
  return state === "already-there"
    ? `All ${count(items, "item")} of ${file} are in ${where} already; nothing was changed.${left}`
    : `Imported ${count(items, "item")} from ${file} into ${where}; read back, count and hash agree.${left}`;
}
