import { writeSync } from "node:fs";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";

/** Writes pairs of items for ever, printing a number once its pair is acknowledged. Arguments: file, name of the writer. */
const [, , file = "", writer = ""] = process.argv;
const store = openSqliteStore({ file, now: () => "2015-03-16T12:00:00.000Z" });
for (let n = 0; ; n++) {
  const item = { PK: `${writer}-${n}`, GSI1PK: writer, GSI1SK: String(n).padStart(8, "0"), n };
  await store.write([
    { kind: "put", item: { ...item, SK: "first" } },
    { kind: "put", item: { ...item, SK: "second" } },
    { kind: "add", key: { PK: "COUNTER", SK: "all" }, amounts: { pairs: 1 }, initial: {} },
  ]);
  writeSync(1, `${n}\n`);
}
