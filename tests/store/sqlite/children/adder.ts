import { AppError } from "#core/errors.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";

/** Once told to, adds 3 to a counter 32 times at once, each time only where it stays within 100; prints how each fared. Argument: file. */
const store = openSqliteStore({ file: process.argv[2] ?? "", now: () => "2015-03-16T12:00:00.000Z" });
console.log("ready");
process.stdin.once("data", () => {
  void Promise.all(Array.from({ length: 32 }, add)).then((answers) => console.log(JSON.stringify(answers)));
});

async function add(): Promise<string> {
  try {
    await store.write([{ kind: "add", key: { PK: "COUNTER", SK: "1" }, amounts: { n: 3 }, if: { atMost: ["n", 97] } }]);
    return "added";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}
