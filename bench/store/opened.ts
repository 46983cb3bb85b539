import type { Engine } from "#store/engine.ts";

/** The places the store's benchmarks work in. */
export type Opened = {
  sqlite: { file: (name: string) => string; open: (name: string, durable: boolean) => Engine };
  /** Null where the emulator does not run. */
  dynamo: { endpoint: string; open: (tableName: string) => Promise<Engine> } | null;
  say: (line: string) => void;
};
