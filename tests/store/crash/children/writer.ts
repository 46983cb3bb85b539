import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { openEngine } from "#tests/store/crash/open-engine.ts";
import { persist } from "#tests/store/crash/persist.ts";
import { step } from "#tests/store/crash/task.ts";

/** Takes one step after the other for ever, printing the number of each once it is acknowledged. Arguments: name of the writer, engine. */
const [, , writer = "", ...engine] = process.argv;
const store = await persist(async () => openEngine(engine));
// It never ends in order, which is when Node keeps what it has compiled for the next start.
flushCompileCache();
for (let n = 0; ; n++) {
  await persist(async () => store.write(step(writer, n)));
  writeSync(1, `${n}\n`);
}
