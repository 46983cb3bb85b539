import { addMs, type Instant } from "#core/time.ts";

export type Modelled = { amount: number; day: string; month: string; leaseUntil: Instant; status: "open" | "settled" | "released"; spent: number; late: boolean };

/** What the budget must answer and hold, worked out from the list of reservations and nothing else. */
export type Model = { now: Instant; reservations: Map<string, Modelled> };

export const ceilings = { month: 1500, day: 1000 };

export function newModel(): Model {
  return { now: "2015-01-30T12:00:00.000Z", reservations: new Map() };
}

type Sums = { committed: number; spent: number };

/** The sums of a day or a month: open amounts and settled money. */
export function sumsOf({ reservations }: Model, period: string): Sums {
  const inPeriod = [...reservations.values()].filter(({ day, month }) => day === period || month === period);
  const spent = inPeriod.reduce((sum, one) => sum + (one.status === "settled" ? one.spent : 0), 0);
  return { committed: spent + inPeriod.reduce((sum, one) => sum + (one.status === "open" ? one.amount : 0), 0), spent };
}

/** By how much the settled money of a period was not reserved when it was spent: what alone may pass a ceiling. */
export function unreservedIn({ reservations }: Model, period: string): number {
  const inPeriod = [...reservations.values()].filter(({ day, month, status }) => status === "settled" && (day === period || month === period));
  return inPeriod.reduce((sum, one) => sum + (one.late ? one.spent : Math.max(0, one.spent - one.amount)), 0);
}

export function reserveIn(model: Model, id: string, amount: number, leaseMs: number): unknown {
  const known = model.reservations.get(id);
  if (known !== undefined) return known.status === "open" && known.amount === amount ? { outcome: "reserved" } : "invalid";
  const [day, month] = [model.now.slice(0, 10), model.now.slice(0, 7)];
  for (const [ceiling, period] of [["month", month], ["day", day]] as const) {
    const left = Math.max(0, ceilings[ceiling] - sumsOf(model, period).committed);
    if (amount > left) return { outcome: "refused", ceiling, left };
  }
  model.reservations.set(id, { amount, day, month, leaseUntil: addMs(model.now, leaseMs), status: "open", spent: 0, late: false });
  return { outcome: "reserved" };
}

export function settleIn({ reservations }: Model, id: string, spent: number): unknown {
  const known = reservations.get(id);
  if (known === undefined || (known.status === "settled" && known.spent !== spent)) return "invalid";
  const late = known.late || known.status === "released";
  reservations.set(id, { ...known, status: "settled", spent, late });
  return { exceeds: Math.max(0, spent - known.amount), late };
}

export function releaseIn({ reservations }: Model, id: string): unknown {
  const known = reservations.get(id);
  if (known === undefined) return "invalid";
  if (known.status === "settled") return { outcome: "settled", spent: known.spent };
  reservations.set(id, { ...known, status: "released" });
  return { outcome: "released" };
}

/** The ids of the open reservations whose lease has ended. */
export function abandonedIn({ reservations, now }: Model): string[] {
  return [...reservations].flatMap(([id, { status, leaseUntil }]) => (status === "open" && leaseUntil <= now ? [id] : []));
}

/** Answers how many were released. */
export function releaseAbandonedIn(model: Model): number {
  const abandoned = abandonedIn(model);
  for (const id of abandoned) releaseIn(model, id);
  return abandoned.length;
}
