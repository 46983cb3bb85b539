import { Reservation } from "#core/entities/spend.ts";
import type { Operation, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, expiry, follows, itemFrom, type Paging, paging } from "./item.ts";

/** Keeps an open reservation; its version is 1. */
export function addReservation(reservation: Reservation): Operation {
  const { id, leaseUntil, version } = reservation;
  const keys = keysOf(entities.openReservation, { id, leaseUntil });
  return { kind: "put", item: itemFrom(Reservation, keys, reservation), if: follows(version) };
}

/** Keeps a reservation that is settled or released as of `at`, for a time and out of the index of the open ones. */
export function endReservation(reservation: Reservation, { at }: { at: Instant }): Operation {
  const { id, version } = reservation;
  const keys = { ...keysOf(entities.endedReservation, { id }), TTL: expiry(at, entities.endedReservation.retentionDays) };
  return { kind: "put", item: itemFrom(Reservation, keys, reservation), if: follows(version) };
}

export async function getReservation(store: Store, input: { id: string }): Promise<Reservation | null> {
  const item = await store.get(keyOf(entities.openReservation, input), { consistent: true });
  return item === null ? null : entityFrom(Reservation, item);
}

/** Open reservations whose lease has ended by now, the longest ended first. Each is to be read again before it is released. */
export async function listAbandonedReservations(
  store: Store,
  input: Paging & { now: Instant },
): Promise<{ reservations: Reservation[]; cursor: string | null }> {
  const page = await store.query({
    index: "GSI1",
    partition: entities.openReservation.GSI1PK,
    sort: { to: input.now },
    ...paging(input),
  });
  return { reservations: page.items.map((item) => entityFrom(Reservation, item)), cursor: page.cursor ?? null };
}
