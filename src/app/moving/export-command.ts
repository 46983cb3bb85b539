import { resolve } from "node:path";
import { realNow } from "#app/clock.ts";
import { appError } from "#app/errors.ts";
import type { Io } from "#app/io.ts";
import { openForReading, whereKept } from "#app/open-engine.ts";
import { count } from "#core/text.ts";
import type { Item } from "#core/ports.ts";
import { formatName, formatVersion } from "./export-format.ts";
import { isMarker } from "./import-marker.ts";
import { currentConfig, parseOne, timeOfData } from "./options.ts";
import { writeExport } from "./write-export.ts";

const usage = `npm run workbench -- export <file> [--overwrite] [--json]

Writes everything the workbench keeps into one file, which import reads into any other store: JSON lines, a header first,
then an item a line, last how many there are and their hash. What has expired is left out. The workbench may run meanwhile:
a SQLite store is exported as it was at one moment; of a DynamoDB table, what changes meanwhile may be old or new, so stop
the workbench first to move for good. The file is readable by you alone; it holds no passwords or tokens.

  --overwrite  replace an earlier export of this name`;

/** `workbench export`. */
export function exportCommand() {
  return { name: "export", summary: "Write everything into one file, to keep or to move", usage, run: runExport };
}

async function runExport(args: string[], io: Io): Promise<0> {
  const { argument, given } = parseOne(args, "overwrite");
  if (argument === undefined) throw appError("wrong-use", "Name the file to write.");
  const config = currentConfig();
  const file = resolve(argument);
  const where = whereKept(config);
  const reader = await openForReading(config, timeOfData(config));
  try {
    const header = { format: formatName, version: formatVersion, at: realNow(), store: config.store.kind, demo: config.jira === null } as const;
    const items = wholeOnly(reader.everything(), where);
    const written = await writeExport({ file, header, items, overwrite: given("overwrite"), onProgress: everyFewThousand(io) });
    if (given("json")) io.out(JSON.stringify({ file, ...written, from: where }));
    else io.out(`Exported ${count(written.items, "item")} from ${where} to ${file} (${written.bytes} bytes, hash ${written.hash}).`);
    return 0;
  } finally {
    reader.close();
  }
}

function everyFewThousand(io: Io): (items: number) => void {
  let told = 0;
  return (items) => {
    if (items < told + 5000) return;
    told = items;
    io.err(`${count(items, "item")} so far`);
  };
}

/** Half of what another store held must not pass for all of it. */
async function* wholeOnly(items: AsyncIterable<Item>, where: string): AsyncGenerator<Item> {
  for await (const item of items) {
    if (isMarker(item)) throw appError("unfinished-import", `${where} holds only part of what is being imported into it. Finish that import first; doctor names the command.`);
    yield item;
  }
}
