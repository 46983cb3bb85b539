import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { lockDataDirectory } from "#store/sqlite/lock.ts";

/** Holds the lock of the directory it is given until it is killed, whatever the garbage collector does; says so once it has it. */
lockDataDirectory(process.argv[2] ?? "");
setFlagsFromString("--expose-gc");
setTimeout(() => {
  (runInNewContext("gc") as () => void)();
  console.log("locked");
});
process.stdin.resume();
