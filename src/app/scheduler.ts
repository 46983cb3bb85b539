import { Cron } from "croner";
import { messageOf } from "#core/errors.ts";
import { instantOf, type Instant } from "#core/time.ts";
import type { Config } from "./config/config.ts";
import { jobs, type Job, type JobPorts } from "./jobs.ts";

export type Scheduler = {
  /** Runs the jobs that do not wait for their first interval. */
  runAtStart(): void;
  nextRun(job: Job["name"]): Instant | null;
  stop(): void;
};

/** Runs the declared jobs on their intervals, first after one interval. A job still running is not started again; a failing one is logged and tried at its next time. */
export function startScheduler(config: Pick<Config, "cycleMs">, ports: JobPorts, log: (line: string) => void): Scheduler {
  const run = async (job: Job): Promise<void> => {
    try {
      await job.run(ports);
    } catch (error) {
      log(`job ${job.name} failed: ${messageOf(error)}`);
    }
  };
  const crons = new Map(
    jobs.map((job) => {
      const everyMs = job.everyMs(config);
      const options = { interval: everyMs / 1000, startAt: new Date(Date.now() + everyMs), protect: true, unref: true };
      const cron = new Cron("* * * * * *", options, async () => run(job));
      return [job.name, cron] as const;
    }),
  );
  return {
    runAtStart: () => {
      for (const job of jobs) if (job.atStart) void run(job);
    },
    nextRun: (job) => {
      const next = crons.get(job)?.nextRun();
      return next ? instantOf(next) : null;
    },
    stop: () => {
      for (const cron of crons.values()) cron.stop();
    },
  };
}
