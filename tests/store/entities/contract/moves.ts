import { expect, test } from "vitest";
import type { HeldAction } from "#core/entities/held-action.ts";
import type { Operation, Store } from "#core/ports.ts";
import { putEscalation } from "#store/entities/escalation.ts";
import { putGraduation } from "#store/entities/graduation.ts";
import { addHeldAction, moveHeldAction } from "#store/entities/held-action.ts";
import { putProject } from "#store/entities/project.ts";
import { addReservation, endReservation } from "#store/entities/reservation.ts";
import * as a from "#tests/store/builders.ts";
import { eventually } from "#tests/store/contract/eventually.ts";
import type { Stores } from "#tests/store/contract/stores.ts";

type Place = [index: "GSI1" | "GSI2", partition: string, sort: string];
type Move = { first: Operation; next: Operation; from: Place; to: Place | null };

const LATER = "2015-03-16T13:00:00.000Z";
const lease = { token: "t1", leaseUntil: LATER, attempt: 1 };
const held = a.aHeldAction();
const executing = a.aHeldAction({ status: "executing", ...lease });

function heldMoves(from: HeldAction, fields: Partial<HeldAction>): Pick<Move, "first" | "next"> {
  return { first: addHeldAction(from), next: moveHeldAction(a.moved(from, fields)) };
}

const moves: Record<string, Move> = {
  "A project that is paused": {
    first: putProject(a.aProject()),
    next: putProject(a.aProject({ status: "paused", updatedAt: LATER, version: 2 })),
    from: ["GSI1", "STATUS#active", "2015-03-16T12:00:00.000Z"],
    to: ["GSI1", "STATUS#paused", LATER],
  },
  "An escalation that is decided": {
    first: putEscalation(a.anEscalation()),
    next: putEscalation(a.anEscalation({ status: "decided", decidedAt: LATER, version: 2 })),
    from: ["GSI1", "ESCALATION#pending", "2015-03-16T12:00:00.000Z"],
    to: ["GSI1", "ESCALATION#decided", LATER],
  },
  "A held action that is cancelled": {
    ...heldMoves(held, { status: "cancelled", changedAt: LATER, reason: "Not now" }),
    from: ["GSI1", "HELD#pending", "2015-03-16T12:30:00.000Z"],
    to: ["GSI1", "HELD#cancelled", LATER],
  },
  "A held action that is held longer": {
    ...heldMoves(held, { heldUntil: LATER }),
    from: ["GSI1", "HELD#pending", "2015-03-16T12:30:00.000Z"],
    to: ["GSI1", "HELD#pending", LATER],
  },
  "A held action that is executed": {
    ...heldMoves(executing, { status: "executed", changedAt: LATER, effect: { at: LATER, externalId: "10001" } }),
    from: ["GSI1", "HELD#executing", "2015-03-16T12:00:00.000Z"],
    to: ["GSI1", "HELD#executed", LATER],
  },
  "A held action that waits again after an error": {
    ...heldMoves(executing, { status: "pending", changedAt: LATER, heldUntil: "2015-03-16T13:01:00.000Z" }),
    from: ["GSI1", "HELD#executing", "2015-03-16T12:00:00.000Z"],
    to: ["GSI1", "HELD#pending", "2015-03-16T13:01:00.000Z"],
  },
  "A graduation that rises a tier": {
    first: putGraduation(a.aGraduation()),
    next: putGraduation(a.aGraduation({ tier: 1, version: 2 })),
    from: ["GSI2", "GRADUATION#0", `PROJECT#${a.projectA}#jira_comment`],
    to: ["GSI2", "GRADUATION#1", `PROJECT#${a.projectA}#jira_comment`],
  },
  "A reservation that is released": {
    first: addReservation(a.aReservation()),
    next: endReservation(a.aReservation({ status: "released", version: 2 }), { at: LATER }),
    from: ["GSI1", "RESERVATION#open", "2015-03-16T12:05:00.000Z"],
    to: null,
  },
};

async function sortKeysIn(store: Store, [index, partition]: Place): Promise<unknown[]> {
  const { items } = await store.query({ index, partition });
  return items.map((item) => item[`${index}SK`]);
}

export function moveContract({ opened }: Stores): void {
  test.each(Object.entries(moves))("%s takes its index entry along", async (_, { first, next, from, to }) => {
    const store = await opened();
    await store.write([first]);
    await eventually(() => sortKeysIn(store, from)).toEqual([from[2]]);
    await store.write([next]);
    const target = to ?? from;
    await eventually(() => sortKeysIn(store, target)).toEqual(to === null ? [] : [to[2]]);
    if (target[1] !== from[1]) await eventually(() => sortKeysIn(store, from)).toEqual([]);
  });

  test.each(["executed", "failed", "cancelled", "expired"] as const)("A held action that is %s is kept for ninety days", async (status) => {
    let now = LATER;
    const store = await opened(() => now);
    const from = status === "executed" || status === "failed" ? executing : held;
    await store.write([addHeldAction(from)]);
    expect(await store.get(addressOf(from), { consistent: true })).not.toHaveProperty("TTL");
    await store.write([moveHeldAction(a.moved(from, { status, changedAt: LATER, effect: { at: LATER, externalId: "1" } }))]);
    now = "2015-06-14T12:59:59.999Z";
    expect(await store.get(addressOf(from), { consistent: true })).toMatchObject({ status, TTL: Date.parse("2015-06-14T13:00:00Z") / 1000 });
    now = "2015-06-14T13:00:00.000Z";
    expect(await store.get(addressOf(from), { consistent: true })).toBeNull();
  });

  test.each(["approved", "executing", "unknown"] as const)("A held action that is %s is kept however long it takes", async (status) => {
    const store = await opened();
    const from = status === "unknown" ? executing : held;
    await store.write([addHeldAction(from)]);
    await store.write([moveHeldAction(a.moved(from, { status, changedAt: LATER, ...lease }))]);
    const item = await store.get(addressOf(from), { consistent: true });
    expect(item).toMatchObject({ status });
    expect(item).not.toHaveProperty("TTL");
  });
}

function addressOf({ projectId, id }: HeldAction): { PK: string; SK: string } {
  return { PK: `PROJECT#${projectId}`, SK: `HELD#${id}` };
}
