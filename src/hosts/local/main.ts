import { configOf } from "#app/config/config.ts";
import { readEnvironment, unreadVariables } from "#app/config/env.ts";
import { startWorkbench } from "#app/start-workbench.ts";
import { AppError } from "#core/errors.ts";

const say = (line: string): void => console.log(line);

/** `npm start`: the whole workbench in this process until it is told to stop. */
async function main(): Promise<void> {
  const workbench = await startWorkbench({ config: configOf(readEnvironment()), log: say });
  const { demo } = workbench.context.world;
  say(`The workbench runs at ${workbench.url}`);
  if (demo) say("Nothing is configured, so it shows the bundled demo. To connect your own Jira set JIRA_BASE_URL, JIRA_EMAIL and JIRA_API_TOKEN.");
  const unread = unreadVariables().filter((name) => /^(WORKBENCH|JIRA)_/.test(name));
  if (unread.length > 0) say(`This version does not read ${unread.join(", ")}; the README lists what it reads.`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say("Stopping: saving what is under way.");
    workbench.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  say("Stop it with Ctrl+C.");
}

/** A mistake of ours needs its stack; everything else is said in one line. */
function fail(error: unknown): never {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}

main().catch(fail);
