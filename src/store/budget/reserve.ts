import * as z from "zod";
import { MicroDollars, Reservation, Spend } from "#core/entities/spend.ts";
import { type AppError, hasCode } from "#core/errors.ts";
import type { Item, Store } from "#core/ports.ts";
import { addMs, Instant } from "#core/time.ts";
import { entityFrom } from "#store/entities/item.ts";
import { addReservation } from "#store/entities/reservation.ts";
import { commitSpend } from "#store/entities/spend.ts";
import { storeError } from "#store/errors.ts";
import { identityOf, keyOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";

const Request = z.object({
  /** Chosen by the caller, who asks again with the same one when an answer is lost. */
  id: z.string().min(1),
  /** The most the call can cost. */
  amount: MicroDollars.min(1),
  at: Instant,
  ceilings: z.object({ month: MicroDollars, day: MicroDollars }),
  leaseMs: z.int().min(1),
});
type Request = z.infer<typeof Request>;

export type Reserved =
  | { outcome: "reserved"; reservation: Reservation }
  /** `left` is what there was room for under the ceiling that refused. */
  | { outcome: "refused"; ceiling: "month" | "day"; left: MicroDollars };

/**
 * Sets money aside in the month and the day (UTC) of `at`, under the ceilings of both, all in one write: no ceiling is passed
 * however many processes reserve at once. The same request again is the same reservation. Throws `invalid` for a malformed
 * request and for an id used before, `conflict` or another error worth retrying when the store cannot tell.
 */
export async function reserve(store: Store, request: Request): Promise<Reserved> {
  const { id, amount, at, ceilings, leaseMs } = checked(request);
  const [month, day] = [at.slice(0, 7), at.slice(0, 10)];
  const leaseUntil = addMs(at, leaseMs);
  const reservation: Reservation = { id, amount, day, month, leaseUntil, status: "open", spent: null, late: false, version: 1 };
  try {
    await store.write([
      addReservation(reservation),
      commitSpend({ month }, { amount, ceiling: ceilings.month }),
      commitSpend({ day }, { amount, ceiling: ceilings.day }),
    ]);
    return { outcome: "reserved", reservation };
  } catch (error) {
    if (!hasCode(error, "condition-failed")) throw error;
    const { key, item } = refusalIn(error);
    if (key === identityOf(keyOf(entities.openReservation, { id }))) return again(reservation, item);
    const ceiling = key === identityOf(keyOf(entities.spendOfMonth, { month })) ? "month" : "day";
    return { outcome: "refused", ceiling, left: room(ceilings[ceiling], item) };
  }
}

function checked(request: Request): Request {
  const parsed = Request.safeParse(request);
  if (parsed.success) return parsed.data;
  throw storeError("invalid", `This reservation cannot be made: ${z.prettifyError(parsed.error)}`, { request });
}

/** Which item refused, as it was when it did. */
function refusalIn({ payload }: AppError): { key: string; item: Item | null } {
  const { key, item } = payload as { key: { PK: string; SK: string }; item: Item | null };
  return { key: identityOf(key), item };
}

/** The id is taken: by this very request, whose answer was lost, or by another. */
function again(wanted: Reservation, item: Item | null): Reserved {
  const reservation = item === null ? null : entityFrom(Reservation, item);
  if (reservation?.status === "open" && reservation.amount === wanted.amount) return { outcome: "reserved", reservation };
  const taken = reservation === null ? "taken" : `${reservation.status} and over ${reservation.amount}`;
  throw storeError("invalid", `The reservation ${wanted.id} exists and is ${taken}. Reserve under a new id.`, { id: wanted.id });
}

function room(ceiling: number, item: Item | null): MicroDollars {
  const committed = item === null ? 0 : entityFrom(Spend, item).committed;
  return Math.max(0, ceiling - committed);
}
