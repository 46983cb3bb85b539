import { writeSync } from "node:fs";
import { AppError } from "#core/errors.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";

/** Writes pairs of items for ever, printing a number once its pair is acknowledged. Arguments: file, name of the writer. */
const [, , file = "", writer = ""] = process.argv;
const store = await persist(async () => openSqliteStore({ file, now: () => "2015-03-16T12:00:00.000Z" }));
for (let n = 0; ; n++) {
  const item = { PK: `${writer}-${n}`, GSI1PK: writer, GSI1SK: String(n).padStart(8, "0"), n };
  await persist(() =>
    store.write([
      { kind: "put", item: { ...item, SK: "first" } },
      { kind: "put", item: { ...item, SK: "second" } },
      { kind: "add", key: { PK: "COUNTER", SK: "all" }, amounts: { pairs: 1 }, initial: {} },
    ]),
  );
  writeSync(1, `${n}\n`);
}

/** SQLite serves its writers in no order: one may wait too long, is told to try again, and does. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError && error.retry)) throw error;
    }
  }
}
