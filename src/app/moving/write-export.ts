import { existsSync } from "node:fs";
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { appError } from "#app/errors.ts";
import type { Item } from "#core/ports.ts";
import { syncFolderOf } from "#store/sqlite/durable-file.ts";
import { isAnotherAlive } from "#store/sqlite/other-process.ts";
import { AnyHeader, formatName, type Header, type Trailer } from "./export-format.ts";
import { asFileError } from "./file-errors.ts";
import { createTally, type Fingerprint, lineOf } from "./fingerprint.ts";
import { jsonIn, linesOf } from "./lines.ts";

const WRITE_BYTES = 256 * 1024;

type Input = { file: string; header: Header; items: AsyncIterable<Item>; overwrite: boolean; onProgress: (items: number) => void };

/**
 * Writes an export: under another name until it is complete and on the disk, so that what bears the name is whole, and for
 * this user's eyes only. An existing file is replaced only with `overwrite`, and only when it is an export itself.
 */
export async function writeExport(input: Input): Promise<Fingerprint & { bytes: number }> {
  const { file } = input;
  // With the id of the process: two that export to one name at once must not write into one file.
  const partial = `${file}.${process.pid}.partial`;
  try {
    await requireFree(input);
    await removeUnfinished(file);
    const handle = await open(partial, "wx", 0o600);
    let written: Fingerprint & { bytes: number };
    try {
      written = await writeLines(handle, input);
      await handle.sync();
    } catch (error) {
      await handle.close();
      await rm(partial, { force: true });
      throw error;
    }
    await handle.close();
    await rename(partial, file);
    syncFolderOf(file);
    return written;
  } catch (error) {
    throw asFileError(error, "written", file);
  }
}

async function requireFree({ file, overwrite }: Input): Promise<void> {
  if (!existsSync(file)) return;
  if (!overwrite) throw appError("file-exists", `${file} exists already. Choose another name, or replace it with --overwrite.`, { file });
  if (await isExport(file)) return;
  throw appError("file-exists", `${file} is not an export, so it is not replaced. Choose another name.`, { file });
}

/** What an export of this name that was killed left half written; not what another is writing at this moment. */
async function removeUnfinished(file: string): Promise<void> {
  const [folder, start, end] = [dirname(file), `${basename(file)}.`, ".partial"];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(start) || !name.endsWith(end)) continue;
    const pid = Number(name.slice(start.length, -end.length));
    if (Number.isInteger(pid) && pid > 0 && !isAnotherAlive(pid)) await rm(join(folder, name), { force: true });
  }
}

async function isExport(file: string): Promise<boolean> {
  for await (const line of linesOf(file)) return AnyHeader.safeParse(jsonIn(line)).success;
  return false;
}

async function writeLines(handle: FileHandle, { header, items, onProgress }: Input): Promise<Fingerprint & { bytes: number }> {
  const tally = createTally();
  let waiting = `${JSON.stringify(header)}\n`;
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const chunk = Buffer.from(waiting);
    waiting = "";
    await handle.writeFile(chunk);
    bytes += chunk.length;
  };
  for await (const item of items) {
    const line = lineOf(item);
    tally.add(line);
    waiting += `${line}\n`;
    if (waiting.length < WRITE_BYTES) continue;
    await flush();
    onProgress(tally.total().items);
  }
  const total = tally.total();
  waiting += `${JSON.stringify({ end: formatName, ...total } satisfies Trailer)}\n`;
  await flush();
  return { ...total, bytes };
}
