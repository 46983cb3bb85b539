import { parseArgs } from "node:util";
import { benchCycle } from "./cycle/cycle.ts";
import { asTable, type Table } from "./table.ts";

/** Every benchmark by name; `npm run bench [name] [-- --json]`. */
const benchmarks: Record<string, (say: (line: string) => void) => Promise<Table>> = { cycle: benchCycle };

const { values, positionals } = parseArgs({ options: { json: { type: "boolean" } }, allowPositionals: true });
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
for (const name of names) {
  const benchmark = benchmarks[name];
  if (!benchmark) {
    console.error(`There is no benchmark ${name}. There are: ${Object.keys(benchmarks).join(", ")}.`);
    process.exitCode = 2;
    break;
  }
  const table = await benchmark((line) => console.error(line));
  console.log(values.json ? JSON.stringify({ name, ...table }) : asTable(name, table));
}
