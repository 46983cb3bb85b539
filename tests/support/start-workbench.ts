import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Config, StoreConfig } from "#app/config/config.ts";
import type { Overrides } from "#app/context.ts";
import { startWorkbench, type Workbench } from "#app/start-workbench.ts";
import type { World } from "#app/world.ts";
import { createApi, type Api } from "#cli/api.ts";
import type { Instant } from "#core/time.ts";
import { startFakeJira, type FakeJira } from "#integrations/jira/fake.ts";
import type { Recording } from "#integrations/jira/fake/recording.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { kiteRecording, kiteToday } from "./kite.ts";

const credentials = { email: "pm@workbench.example", token: "test-token" };

export type TestWorkbench = Workbench & {
  api: Api;
  jira: FakeJira;
  dataDir: string;
  /** Sets the product's time, and with it what the fake Jira shows. */
  moveTo: (instant: Instant) => void;
  logged: string[];
};

type Options = {
  recording?: Recording;
  at?: Instant;
  dataDir?: string;
  store?: StoreConfig;
  token?: string;
  /** How many issues the fake Jira puts on a page of a search. */
  searchPageSize?: number;
  /** How long one request to Jira may take. */
  timeoutMs?: number;
  overrides?: Overrides;
};

/** The very object `npm start` runs, on a free port, reading a fake Jira at a time the test sets; stopped when the test is over. */
export async function startTestWorkbench(options: Options = {}): Promise<TestWorkbench> {
  let now = options.at ?? kiteToday;
  const { recording = kiteRecording(), searchPageSize = 100, timeoutMs = 10_000 } = options;
  const jira = await startFakeJira({ recording, now: () => now, credentials, searchPageSize });
  const dataDir = options.dataDir ?? temporaryDataDir();
  const config: Config = { host: "127.0.0.1", port: 0, dataDir, timeZone: "UTC", cycleMs: 900_000, store: options.store ?? { kind: "sqlite" }, jira: { baseUrl: jira.baseUrl, ...credentials } };
  const world: World = {
    now: () => now,
    // No waiting between retries: a test that wants a failing Jira gets it at once.
    source: createJiraSource({ baseUrl: jira.baseUrl, email: credentials.email, token: options.token ?? credentials.token, sleep: async () => undefined, timeoutMs }),
    describe: () => ({ demo: null, sources: [{ source: "jira", configured: true, where: jira.baseUrl }] }),
    cycleMs: config.cycleMs,
    demo: null,
    close: async () => jira.close(),
  };
  const logged: string[] = [];
  const workbench = await startWorkbench({ config, world, schedule: false, log: (line) => logged.push(line), overrides: { realNow: () => now, ...options.overrides } });
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await workbench.stop();
  };
  onTestFinished(stop);
  return {
    ...workbench,
    stop,
    api: createApi(workbench.url),
    jira,
    dataDir,
    logged,
    moveTo: (instant) => {
      now = instant;
    },
  };
}

/** A data directory that is gone when the test is over. */
export function temporaryDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "workbench-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}
