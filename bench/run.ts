import { parseArgs } from "node:util";
import { benchCycle } from "./cycle/cycle.ts";
import { benchStore } from "./store/store.ts";
import { asTable, type Table } from "./table.ts";

/** Every benchmark by name; `npm run bench [name] [-- --json]`. */
const benchmarks: Record<string, (say: (line: string) => void) => Promise<Table[]>> = { cycle: benchCycle, store: benchStore };

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: { json: { type: "boolean" } }, allowPositionals: true });
  for (const name of positionals.length > 0 ? positionals : Object.keys(benchmarks)) {
    const benchmark = benchmarks[name];
    if (!benchmark) throw wrongUse(`There is no benchmark ${name}. There are: ${Object.keys(benchmarks).join(", ")}.`);
    const tables = await benchmark((line) => console.error(line));
    for (const table of tables) console.log(values.json ? JSON.stringify({ name, ...table }) : asTable(table));
  }
}

function wrongUse(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: "ERR_PARSE_ARGS_BENCHMARK" });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const misused = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  console.error(misused ? error.message : error);
  process.exitCode = misused ? 2 : 1;
});
