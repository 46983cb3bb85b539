import * as z from "zod";
import { MicroDollars } from "#core/entities/spend.ts";
import type { Store } from "#core/ports.ts";
import { Instant } from "#core/time.ts";
import { storeError } from "#store/errors.ts";
import { endAs, unknownReservation } from "./end-as.ts";

const Settlement = z.object({ id: z.string().min(1), spent: MicroDollars, at: Instant });
type Settlement = z.infer<typeof Settlement>;

export type Settled = {
  /** How much more was spent than had been reserved. */
  exceeds: MicroDollars;
  /** The reservation had been released before, and its room may have gone to another by then. */
  late: boolean;
};

/**
 * Puts what a call really cost in place of what was reserved for it, in the day and month it was reserved in. Money that was
 * spent is always counted, above the reserved amount and after a release too. Settling twice settles once. Throws `invalid` for
 * a malformed settlement, one of an unknown reservation, and a second one over another sum.
 */
export async function settle(store: Store, settlement: Settlement): Promise<Settled> {
  const { id, spent, at } = checked(settlement);
  const ended = await endAs(store, { id, at }, (current) => {
    if (current.status !== "settled") return { status: "settled", spent, late: current.status === "released" };
    if (current.spent === spent) return null;
    throw storeError("invalid", `The reservation ${id} was settled over ${current.spent}, not ${spent}. What was settled first stands.`, { id });
  });
  if (ended === null) throw unknownReservation(id);
  const { amount, late } = ended.reservation;
  return { exceeds: Math.max(0, spent - amount), late };
}

function checked(settlement: Settlement): Settlement {
  const parsed = Settlement.safeParse(settlement);
  if (parsed.success) return parsed.data;
  throw storeError("invalid", `This reservation cannot be settled: ${z.prettifyError(parsed.error)}`, { settlement });
}
