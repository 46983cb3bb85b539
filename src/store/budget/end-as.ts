import type { Reservation } from "#core/entities/spend.ts";
import { hasCode } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { endReservation, getReservation } from "#store/entities/reservation.ts";
import { addSpend } from "#store/entities/spend.ts";
import { storeError } from "#store/errors.ts";

/** What a reservation becomes. */
type Ending = { status: "settled"; spent: number; late: boolean } | { status: "released" };
type Ended = { reservation: Reservation; changed: boolean };

/** A reservation ends at most twice: it is released, and settled late. So it changes under a reader at most twice. */
const attempts = 3;

/**
 * Ends a reservation as `decide` says of it as it stands (null: leave it), together with the sums it was counted in. Where another
 * ended it meanwhile, `decide` is asked again. Answers null for an unknown reservation.
 */
export async function endAs(
  store: Store,
  { id, at }: { id: string; at: Instant },
  decide: (current: Reservation) => Ending | null,
): Promise<Ended | null> {
  for (let attempt = 1; ; attempt++) {
    const current = await getReservation(store, { id });
    if (current === null) return null;
    const ending = decide(current);
    if (ending === null) return { reservation: current, changed: false };
    const reservation: Reservation = { ...current, ...ending, version: current.version + 1 };
    const amounts = { committed: countedFor(reservation) - countedFor(current), spent: reservation.spent ?? 0 };
    try {
      await store.write([
        endReservation(reservation, { at }),
        addSpend({ month: current.month }, amounts),
        addSpend({ day: current.day }, amounts),
      ]);
      return { reservation, changed: true };
    } catch (error) {
      if (!hasCode(error, "condition-failed") || attempt === attempts) throw error;
    }
  }
}

/** What a reservation adds to the committed sums. */
function countedFor({ status, amount, spent }: Reservation): number {
  return status === "open" ? amount : (spent ?? 0);
}

export function unknownReservation(id: string): Error {
  return storeError("invalid", `There is no reservation ${id}. Reserve before the call, and settle or release once after it.`, { id });
}
