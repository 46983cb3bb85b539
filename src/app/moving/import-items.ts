import { appError } from "#app/errors.ts";
import { ProjectStatus } from "#core/entities/project.ts";
import type { Item, Store } from "#core/ports.ts";
import { count } from "#core/text.ts";
import type { Instant } from "#core/time.ts";
import type { Engine } from "#store/engine.ts";
import { listProjects } from "#store/entities/project.ts";
import { type Fingerprint, fingerprintOf, hasExpired, isSame } from "./fingerprint.ts";
import { getMarker, type ImportMarker, isMarker, putMarker, removeMarker, unfinishedImport } from "./import-marker.ts";
import { type Export, itemsOf } from "./read-export.ts";

/** Written between two notes of how far it is; a crash makes that many be written once more. */
const BATCH = 500;

export type Imported = { state: "imported" | "already-there"; items: number; expired: number };

type Input = {
  engine: Engine;
  /** Where the engine keeps things, for messages. */
  where: string;
  from: Export;
  /** The engine's own, unmoving time: what has expired by then is left behind. */
  at: Instant;
  onProgress: (items: number) => void;
};

/**
 * Brings a verified export into a store that is empty, or holds a part of it from an import that was interrupted, and reads
 * everything back. Never mixes: a store that holds anything else is refused with `other-data`.
 */
export async function importItems({ engine, where, from, at, onProgress }: Input): Promise<Imported> {
  const expected = await fingerprintOf(itemsOf(from), at);
  const expired = from.total.items - expected.items;
  let marker = await getMarker(engine);
  if (marker === null) {
    const held = await fingerprintOf(engine.everything(), at);
    if (held.items > 0 && isSame(held, expected)) return { state: "already-there", items: held.items, expired };
    if (held.items > 0) throw await otherData(engine, held, where);
    marker = await moved(engine, null, { file: from.file, ...from.total, done: 0 });
  } else if (marker.hash !== from.total.hash) {
    throw unfinishedImport(marker, where);
  }
  marker = await writeItems({ engine, from, at, onProgress }, marker);
  await requireSame({ engine, where, expected, at }, marker);
  await removeMarker(engine, marker);
  return { state: "imported", items: expected.items, expired };
}

/** Writes the items from where the marker stands; answers the marker as it then is. */
async function writeItems({ engine, from, at, onProgress }: Omit<Input, "where">, start: ImportMarker): Promise<ImportMarker> {
  let marker = start;
  let batch: Item[] = [];
  let read = 0;
  const writeBatch = async (): Promise<void> => {
    await engine.putMany(batch.filter((item) => !hasExpired(item, at)));
    marker = await moved(engine, marker, { ...marker, file: from.file, done: marker.done + batch.length });
    batch = [];
    onProgress(marker.done);
  };
  for await (const item of itemsOf(from)) {
    if (++read <= start.done) continue;
    batch.push(item);
    if (batch.length === BATCH) await writeBatch();
  }
  if (batch.length > 0) await writeBatch();
  return marker;
}

async function moved(engine: Engine, before: ImportMarker | null, marker: ImportMarker): Promise<ImportMarker> {
  await putMarker(engine, before, marker);
  return marker;
}

/** Throws `not-as-exported` unless what is there is what was exported; the next try then writes all of it again. */
async function requireSame({ engine, where, expected, at }: Pick<Input, "engine" | "where" | "at"> & { expected: Fingerprint }, marker: ImportMarker): Promise<void> {
  const found = await fingerprintOf(withoutMarker(engine), at);
  if (isSame(found, expected)) return;
  await putMarker(engine, marker, { ...marker, done: 0 });
  const difference = found.items === expected.items ? "their hash differs" : `there are ${found.items}`;
  throw appError("not-as-exported", `${where} does not hold the ${expected.items} items of ${marker.file}: ${difference}. Make sure that nothing else writes there, then run the same command again.`, { found, expected });
}

async function* withoutMarker(engine: Engine): AsyncGenerator<Item> {
  for await (const item of engine.everything()) if (!isMarker(item)) yield item;
}

async function otherData(store: Store, held: Fingerprint, where: string): Promise<Error> {
  const projects = (await Promise.all(ProjectStatus.options.map(async (status) => listProjects(store, { status })))).flat();
  const names = projects.length === 0 ? "no project" : projects.map(({ name }) => name).join(", ");
  return appError(
    "other-data",
    `${where} already holds other data (${count(held.items, "item")}; ${names}), and an import never mixes. Name another place with WORKBENCH_DATA_DIR or TABLE_NAME, or move this one away first.`,
    { ...held },
  );
}
