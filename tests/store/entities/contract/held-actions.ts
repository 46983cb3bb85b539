import { expect, test } from "vitest";
import { type HeldAction, HeldActionStatus, isFinal, mayMove } from "#core/entities/held-action.ts";
import { addMs } from "#core/time.ts";
import { addHeldAction, getHeldAction, listDueHeldActions, listHeldActions, moveHeldAction } from "#store/entities/held-action.ts";
import { aHeldAction, moved, projectA, projectB } from "#tests/store/builders.ts";
import { eventually } from "#tests/store/contract/eventually.ts";
import { accepted, type Stores } from "#tests/store/contract/stores.ts";
import { NOON } from "#tests/store/temporary.ts";

const LATER = "2015-03-16T13:00:00.000Z";
const claim = { token: "t1", leaseUntil: LATER, attempt: 1 };

export function heldActionContract({ opened }: Stores): void {
  test("Due held actions are the pending ones whose hold has run out, the one due first first, in pages", async () => {
    const store = await opened();
    const due = [1, 2, 3].map((n) => aHeldAction({ id: `H${n}`, projectId: n === 2 ? projectB : projectA, heldUntil: addMs(NOON, n) }));
    const later = aHeldAction({ id: "H4", heldUntil: addMs(NOON, 4) });
    const approved = aHeldAction({ id: "H5", heldUntil: addMs(NOON, 1) });
    await store.write([...due.toReversed(), later, approved].map(addHeldAction));
    await store.write([moveHeldAction(moved(approved, { status: "approved" }))]);
    // Until the index shows it approved it may still come to show it pending.
    await eventually(async () => (await listHeldActions(store, { status: "approved" })).heldActions).toHaveLength(1);
    const now = addMs(NOON, 3);
    await eventually(async () => (await listDueHeldActions(store, { now })).heldActions).toEqual(due);
    const first = await listDueHeldActions(store, { now, limit: 2 });
    const second = await listDueHeldActions(store, { now, limit: 2, cursor: first.cursor ?? undefined });
    expect([first.heldActions, second.heldActions]).toEqual([due.slice(0, 2), due.slice(2)]);
  });

  test("Held actions of a status are listed since a time across projects, or of one", async () => {
    const store = await opened();
    const before = [1, 2, 3].map((n) => aHeldAction({ id: `H${n}`, projectId: n === 2 ? projectB : projectA }));
    await store.write(before.map(addHeldAction));
    const cancelled = before.map((action, n) => moved(action, { status: "cancelled", changedAt: addMs(LATER, n), reason: "No" }));
    await store.write(cancelled.map(moveHeldAction));
    const [first, second, third] = cancelled.map(({ to }) => to);
    await eventually(async () => (await listHeldActions(store, { status: "cancelled" })).heldActions).toEqual([third, second, first]);
    expect((await listHeldActions(store, { status: "cancelled", since: addMs(LATER, 1) })).heldActions).toEqual([third, second]);
    expect((await listHeldActions(store, { status: "cancelled", projectId: projectA })).heldActions).toEqual([third, first]);
    await eventually(async () => (await listHeldActions(store, { status: "pending" })).heldActions).toEqual([]);
  });

  test("Of two that move the same held action, one succeeds", async () => {
    const store = await opened();
    const pending = aHeldAction();
    await store.write([addHeldAction(pending)]);
    expect(await accepted(store, addHeldAction(pending))).toBe(false);
    const approved = moveHeldAction(moved(pending, { status: "approved" }));
    const cancelled = moveHeldAction(moved(pending, { status: "cancelled", reason: "No" }));
    expect([await accepted(store, cancelled), await accepted(store, approved)]).toEqual([true, false]);
    expect(await getHeldAction(store, { projectId: projectA, id: "01A" })).toMatchObject({ status: "cancelled" });
  });

  test.each<[string, Partial<HeldAction>]>([
    ["version", { version: 2 }],
    ["status", { status: "approved" }],
    ["token", { token: "t2" }],
    ["payload", { payloadHash: "1".repeat(64) }],
  ])("A held action whose %s is not what was read cannot be moved", async (_, difference) => {
    const store = await opened();
    const stored = aHeldAction({ status: "executing", ...claim });
    await store.write([addHeldAction(stored)]);
    const { to } = moved(stored, { status: "unknown", reason: "The answer was lost" });
    const from = { ...stored, ...difference };
    expect(await accepted(store, moveHeldAction({ from, to: { ...to, version: from.version + 1, status: difference.status ? "cancelled" : "unknown" } }))).toBe(false);
    expect(await accepted(store, moveHeldAction({ from: stored, to }))).toBe(true);
  });

  test("A held action that does not exist cannot be moved into being", async () => {
    const store = await opened();
    expect(await accepted(store, moveHeldAction(moved(aHeldAction(), { status: "approved" })))).toBe(false);
    expect(await getHeldAction(store, { projectId: projectA, id: "01A" })).toBeNull();
  });

  test("No move leads out of a final status, around the executor, or to another action", () => {
    const allowed = HeldActionStatus.options.flatMap((from) => HeldActionStatus.options.filter((to) => mayMove(from, to)).map((to) => `${from} > ${to}`));
    expect(allowed).toEqual([
      "pending > pending", "pending > approved", "pending > executing", "pending > cancelled", "pending > expired",
      "approved > executing", "approved > cancelled", "approved > expired",
      "executing > pending", "executing > executing", "executing > executed", "executing > failed", "executing > unknown",
      "unknown > executed", "unknown > failed",
    ]);
    expect(HeldActionStatus.options.filter(isFinal)).toEqual(["executed", "failed", "cancelled", "expired"]);
    const { from, to } = moved(aHeldAction(), { status: "approved" });
    for (const wrong of [{ status: "executed" as const }, { id: "other" }, { projectId: projectB }, { version: 1 }]) {
      expect(() => moveHeldAction({ from, to: { ...to, ...wrong } })).toThrow(expect.objectContaining({ code: "invalid" }));
    }
  });

  test("A held action without the executor or the effect its status speaks of cannot be kept", () => {
    for (const wrong of [{ status: "executing" as const }, { status: "executed" as const }, { payloadHash: "short" }]) {
      expect(() => addHeldAction(aHeldAction(wrong))).toThrow(expect.objectContaining({ code: "invalid" }));
    }
  });
}
