import { appError } from "#app/errors.ts";
import { messageOf } from "#core/errors.ts";
import type { Item } from "#core/ports.ts";
import { identityOf } from "#store/keys.ts";
import { validateItem } from "#store/validate.ts";
import { AnyHeader, formatVersion, Header, Trailer } from "./export-format.ts";
import { createTally, type Fingerprint, isSame, lineOf } from "./fingerprint.ts";
import { jsonIn, linesOf } from "./lines.ts";

/** An export that has been read to its end and found whole. */
export type Export = { file: string; header: Header; total: Fingerprint };

/**
 * Reads an export to its end. Throws `bad-export`, naming the line, when it is no export, was cut off or altered, or holds
 * what no store could keep; `file-unusable` when it cannot be read.
 */
export async function verifyExport(file: string): Promise<Export> {
  const tally = createTally();
  const keys = new Set<string>();
  let header: Header | undefined;
  let trailer: Trailer | undefined;
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    const bad = (reason: string): Error => appError("bad-export", `${file}, line ${number}: ${reason}`, { file, line: number });
    if (trailer !== undefined) throw bad("something follows the last line of the export. Copy it again from where it came.");
    const value = jsonIn(line);
    if (header === undefined) {
      if (line.startsWith("SQLite format 3\0")) throw appError("bad-export", `${file} is a backup, not an export. Put it back with: npm run workbench -- restore "${file}"`, { file });
      header = headerIn(value, bad);
      continue;
    }
    if (value === undefined) throw bad("it is cut off or damaged. Copy the export again from where it came.");
    const end = Trailer.safeParse(value);
    if (end.success) {
      trailer = end.data;
      continue;
    }
    const item = itemIn(value, bad);
    const key = identityOf(item);
    if (keys.has(key)) throw bad("it holds the same key as an earlier line. Make the export again.");
    keys.add(key);
    tally.add(lineOf(item));
  }
  if (header === undefined) throw appError("bad-export", `${file} is empty, not an export.`, { file });
  if (trailer === undefined) throw appError("bad-export", `${file} is cut off after line ${number}: its last line is missing. Copy it again from where it came.`, { file, line: number });
  const total = tally.total();
  if (total.items !== trailer.items) {
    throw appError("bad-export", `${file}, line ${number}: it counts ${trailer.items} items, but there are ${total.items}. Lines are missing or were added; copy it again.`, { file });
  }
  if (!isSame(total, trailer)) {
    throw appError("bad-export", `${file} was altered or damaged somewhere in lines 2 to ${number - 1}: they do not add up to the hash in line ${number}. Copy it again from where it came.`, { file });
  }
  return { file, header, total };
}

/** The items of an export that has been verified. */
export async function* itemsOf({ file }: Export): AsyncGenerator<Item> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    const value = jsonIn(line);
    if (number > 1 && !Trailer.safeParse(value).success) yield itemIn(value, (reason) => appError("bad-export", `${file}, line ${number}: ${reason}`, { file }));
  }
}

function headerIn(value: unknown, bad: (reason: string) => Error): Header {
  const header = Header.safeParse(value);
  if (header.success) return header.data;
  const newer = AnyHeader.safeParse(value);
  if (newer.success && newer.data.version > formatVersion) throw bad("it was written by a newer version of the workbench. Update this one, then import again.");
  throw bad("it is not the first line of an export. Name a file written by workbench export.");
}

function itemIn(value: unknown, bad: (reason: string) => Error): Item {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad("it is no item. Copy the export again from where it came.");
  const item = value as Item;
  try {
    validateItem(item);
  } catch (error) {
    throw bad(messageOf(error));
  }
  return item;
}
