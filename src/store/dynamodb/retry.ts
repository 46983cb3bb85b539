import { AppError } from "#core/errors.ts";
import { storeError } from "#store/errors.ts";

/** How waiting and chance come in; tests neither wait nor leave anything to chance. */
export type Patience = { wait: (ms: number) => Promise<void>; random: () => number };

const TRIES = 10;
const FIRST_WAIT_MS = 50;
/**
 * Long enough for a transaction left half way, which DynamoDB takes up again after five seconds. With ten requests timed out, and
 * their answers too, it is over in four minutes: DynamoDB knows a transaction again for ten.
 */
const LONGEST_WAIT_MS = 5000;

/**
 * Tries until it succeeds, fails for a reason that trying again cannot mend, or has been tried ten times; errors are the
 * store's own. Between two tries it waits anything up to a bound that doubles, so that many who failed together do not meet again.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter")
 */
export async function retried<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof AppError) || !error.retry || tries === TRIES) throw error;
      await pause(tries, patience);
    }
  }
}

/**
 * Works a batch off, whose unprocessed part is tried again after a wait for as long as each round gets something done.
 * Throws `throttled` when ten rounds in a row get nothing done.
 */
export async function worked<T>(batch: readonly T[], round: (batch: readonly T[]) => Promise<readonly T[]>, patience: Patience): Promise<void> {
  let left = batch;
  for (let idle = 0; left.length > 0; ) {
    const unprocessed = await round(left);
    idle = unprocessed.length < left.length ? 0 : idle + 1;
    if (idle === TRIES) throw storeError("throttled", `${left.length} of ${batch.length} items were left unprocessed ${TRIES} times in a row. Try again in a while.`);
    left = unprocessed;
    if (left.length > 0) await pause(idle + 1, patience);
  }
}

async function pause(tries: number, { wait, random }: Patience): Promise<void> {
  await wait(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)));
}
