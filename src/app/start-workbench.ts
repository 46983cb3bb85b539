import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { Config } from "./config/config.ts";
import { createContext, type Context, type Overrides } from "./context.ts";
import { seedDemo } from "./demo-world.ts";
import { appError } from "./errors.ts";
import { createHandlers } from "./routes/handlers.ts";
import { openWorld } from "./open-world.ts";
import { startScheduler } from "./scheduler.ts";
import { createServer } from "./server.ts";
import { version } from "./version.ts";
import type { World } from "./world.ts";

export type Workbench = {
  url: string;
  context: Context;
  /** Resolves once nothing is running; what tests use in place of waiting. */
  drain: () => Promise<void>;
  stop: () => Promise<void>;
};

type Options = {
  config: Config;
  log: (line: string) => void;
  /** Tests start without: they run cycles themselves. */
  schedule?: boolean;
  world?: World;
  overrides?: Overrides;
};

const webRoot = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** The whole workbench in one process: store, agent, scheduler, API and pages. The same for `npm start` and for the journeys. */
export async function startWorkbench({ config, log, schedule = true, world: given, overrides = {} }: Options): Promise<Workbench> {
  const world = given ?? (await openWorld(config));
  const context = await closingOnFailure(world, async () => createContext({ dataDir: config.dataDir, store: config.store, world, log, overrides }));
  return closingOnFailure(context, async () => {
    if (world.demo) await seedDemo(world.demo, context);
    const scheduler = schedule ? startScheduler({ cycleMs: world.cycleMs }, context, log) : null;
    const handlers = createHandlers({ config, context, nextCycleAt: () => scheduler?.nextRun("cycle") ?? null });
    const app = createServer({ handlers, hub: context.hub, version, webRoot, log });
    const server = createAdaptorServer({ fetch: app.fetch });
    const stop = async (): Promise<void> => {
      scheduler?.stop();
      await closeServer(server);
      await context.close();
    };
    const url = await listen(server, config).catch(async (error: unknown) => {
      scheduler?.stop();
      throw error;
    });
    scheduler?.runAtStart();
    return { url, context, drain: () => context.agent.drain(), stop };
  });
}

async function closingOnFailure<T>(open: { close: () => Promise<void> }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await open.close();
    throw error;
  }
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: Pick<Config, "host" | "port">): Error {
  const another = "choose another port: PORT=4781 npm start.";
  switch (error.code) {
    case "EADDRINUSE":
      return appError("port-in-use", `Port ${port} on ${host} is in use by another program. Stop it, or ${another}`, { port }, error);
    case "EACCES":
      return appError("bad-configuration", `Port ${port} may not be used by this user: ${another}`, { port }, error);
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
      return appError("bad-configuration", `This machine has no address ${host}. Set WORKBENCH_HOST to another loopback address, or not at all.`, { host }, error);
    default:
      return error;
  }
}

function listen(server: ServerType, { host, port }: Pick<Config, "host" | "port">): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(whyNotListening(error, { host, port })));
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve(`http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`);
    });
  });
}

/** Open event streams would keep the server from closing; they are ended. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
