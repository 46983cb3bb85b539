import type { Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { listAbandonedReservations } from "#store/entities/reservation.ts";
import { eventually } from "#tests/store/contract/eventually.ts";

/** Expects that these reservations, and no others, are found to be abandoned by now, once the index has caught up. */
export async function expectAbandoned(store: Store, now: Instant, ids: readonly string[]): Promise<void> {
  await eventually(async () => (await listAbandonedReservations(store, { now })).reservations.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
}
