import type { Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { listAbandonedReservations } from "#store/entities/reservation.ts";
import { endAs, unknownReservation } from "./end-as.ts";

const atOnce = 100;

/** How the reservation stands after it: a settled one is left as it is. */
export type Released = { outcome: "released" } | { outcome: "settled"; spent: number };

/**
 * Gives back what was reserved for a call that was not made. Releasing twice releases once. Throws `invalid` for an unknown
 * reservation.
 */
export async function release(store: Store, input: { id: string; at: Instant }): Promise<Released> {
  const ended = await endAs(store, input, ({ status }) => (status === "open" ? { status: "released" } : null));
  if (ended === null) throw unknownReservation(input.id);
  const { spent } = ended.reservation;
  return spent === null ? { outcome: "released" } : { outcome: "settled", spent };
}

/**
 * Releases the open reservations whose lease has ended by now, and answers how many those were. The index they are found by lags
 * behind: each is decided on as it really stands, so that several may do this at once, beside late settlements.
 */
export async function releaseAbandoned(store: Store, { now }: { now: Instant }): Promise<number> {
  let released = 0;
  let cursor: string | undefined;
  do {
    const page = await listAbandonedReservations(store, { now, limit: atOnce, cursor });
    for (const { id } of page.reservations) {
      const ended = await endAs(store, { id, at: now }, ({ status, leaseUntil }) =>
        status === "open" && leaseUntil <= now ? { status: "released" } : null,
      );
      if (ended?.changed) released++;
    }
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return released;
}
