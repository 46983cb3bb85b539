import * as z from "zod";
import { Day, Instant } from "#core/time.ts";

/** Money: whole millionths of a US dollar. */
export const MicroDollars = z.int().min(0);
export type MicroDollars = z.infer<typeof MicroDollars>;

/** A calendar month, yyyy-mm, of UTC. */
export const Month = z.string().regex(/^\d{4}-\d{2}$/, "must be a month such as 2015-03");
export type Month = z.infer<typeof Month>;

/** A day's or a month's money: what was spent, and that together with what open reservations may yet spend. */
export const Spend = z.object({ committed: z.int(), spent: MicroDollars });
export type Spend = z.infer<typeof Spend>;

/**
 * Money set aside before a call, for the day and month it was set aside in. `open` until the call's price is known (`settled`),
 * it turns out not to have been made, or its lease ends (`released`).
 */
export const Reservation = z.object({
  id: z.string().min(1),
  amount: MicroDollars.min(1),
  day: Day,
  month: Month,
  leaseUntil: Instant,
  status: z.enum(["open", "settled", "released"]),
  /** What the call really cost, once it is settled. */
  spent: MicroDollars.nullable(),
  /** Settled after it had been released: the money was spent all the same. */
  late: z.boolean(),
  version: z.int().min(1),
});
export type Reservation = z.infer<typeof Reservation>;
