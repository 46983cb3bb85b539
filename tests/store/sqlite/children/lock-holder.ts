import { lockDataDirectory } from "#store/sqlite/lock.ts";

/** Holds the lock of the directory it is given until it is killed; says so once it has it. */
lockDataDirectory(process.argv[2] ?? "");
console.log("locked");
process.stdin.resume();
