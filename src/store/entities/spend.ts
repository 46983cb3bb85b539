import { type Month, Spend } from "#core/entities/spend.ts";
import type { Key, Operation, Store } from "#core/ports.ts";
import type { Day } from "#core/time.ts";
import { keyOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, expiry } from "./item.ts";

export type Period = { day: Day } | { month: Month };

/** What was committed and spent in a day or a month (UTC). */
export async function spendOf(store: Store, period: Period): Promise<Spend> {
  const item = await store.get(keyOfSpend(period), { consistent: true });
  return item === null ? { committed: 0, spent: 0 } : entityFrom(Spend, item);
}

function keyOfSpend(period: Period): Key {
  return "day" in period ? keyOf(entities.spendOfDay, period) : keyOf(entities.spendOfMonth, period);
}

/**
 * Commits an amount in a period unless that would pass the ceiling. The bound is worked out here: a condition does no
 * arithmetic. Of a period nothing was committed in, an amount above the ceiling still finds no room.
 */
export function commitSpend(period: Period, { amount, ceiling }: { amount: number; ceiling: number }): Operation {
  const bound = ceiling - amount;
  const room = { atMost: ["committed", bound] } as const;
  return {
    kind: "add",
    key: keyOfSpend(period),
    amounts: { committed: amount },
    initial: { spent: 0, ...expiryOf(period) },
    if: bound < 0 ? room : { or: [{ absent: "PK" }, room] },
  };
}

/** Adds to a period something was committed in before; a day whose item has expired since takes no harm. */
export function addSpend(period: Period, amounts: Spend): Operation {
  const key = keyOfSpend(period);
  return { kind: "add", key, amounts, ...("day" in period && { initial: expiryOf(period) }) };
}

/** Days expire; months are kept. */
function expiryOf(period: Period): { TTL?: number } {
  return "day" in period ? { TTL: expiry(`${period.day}T00:00:00.000Z`, entities.spendOfDay.retentionDays) } : {};
}
