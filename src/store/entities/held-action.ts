import { HeldAction, type HeldActionStatus, isFinal, mayMove } from "#core/entities/held-action.ts";
import type { Condition, Item, Operation, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { storeError } from "#store/errors.ts";
import { fill, keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, expiry, follows, itemFrom, type Paging, paging } from "./item.ts";

type HeldActionPage = { heldActions: HeldAction[]; cursor: string | null };

/** Keeps a new held action; its version is 1. */
export function addHeldAction(action: HeldAction): Operation {
  return { kind: "put", item: itemOf(action), if: follows(action.version) };
}

/**
 * Changes a held action from what was read into what it becomes, on condition that it still stands as it was read: version,
 * status, token and payload. Throws `invalid` for a move its statuses do not allow.
 */
export function moveHeldAction({ from, to }: { from: HeldAction; to: HeldAction }): Operation {
  const isNext = to.projectId === from.projectId && to.id === from.id && to.version === from.version + 1;
  if (!isNext || !mayMove(from.status, to.status)) {
    const move = `${from.id} at version ${from.version}, ${from.status}, into ${to.id} at version ${to.version}, ${to.status}`;
    throw storeError("invalid", `A held action cannot be moved from ${move}. Read it again and make the next version of it.`);
  }
  const asRead: Condition[] = [
    { equals: ["version", from.version] },
    { equals: ["status", from.status] },
    { equals: ["token", from.token] },
    { equals: ["payloadHash", from.payloadHash] },
  ];
  return { kind: "put", item: itemOf(to), if: { and: asRead } };
}

function itemOf(action: HeldAction): Item {
  const { projectId, id, status, heldUntil, changedAt } = action;
  const keys = keysOf(entities.heldAction, { projectId, id, status, changedAt: status === "pending" ? heldUntil : changedAt });
  const kept = isFinal(status) ? { TTL: expiry(changedAt, entities.heldAction.retentionDays) } : {};
  return itemFrom(HeldAction, { ...keys, ...kept }, action);
}

/** The held action as it is now. Lists lag behind: whoever acts on one reads it again here first. */
export async function getHeldAction(store: Store, input: { projectId: string; id: string }): Promise<HeldAction | null> {
  const item = await store.get(keyOf(entities.heldAction, input), { consistent: true });
  return item === null ? null : entityFrom(HeldAction, item);
}

/** Pending held actions of all projects whose hold has run out by now, the one due first first. */
export async function listDueHeldActions(store: Store, input: Paging & { now: Instant }): Promise<HeldActionPage> {
  return listed(store, { status: "pending", to: input.now, ...input });
}

/**
 * Held actions of a status across projects, or of one: pending ones by when they are due, the next one first; others by when they
 * came to it, the latest first, back to `since`.
 */
export async function listHeldActions(
  store: Store,
  input: Paging & { status: HeldActionStatus; since?: Instant | undefined; projectId?: string | undefined },
): Promise<HeldActionPage> {
  return listed(store, { from: input.since, ...input });
}

async function listed(
  store: Store,
  input: Paging & { status: HeldActionStatus; from?: Instant | undefined; to?: Instant | undefined; projectId?: string | undefined },
): Promise<HeldActionPage> {
  const { status, from, to, projectId } = input;
  const page = await store.query({
    index: "GSI1",
    partition: fill(entities.heldAction.GSI1PK, { status }),
    sort: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
    descending: status !== "pending",
    ...(projectId !== undefined && { filter: { equals: ["projectId", projectId] } }),
    ...paging(input),
  });
  return { heldActions: page.items.map((item) => entityFrom(HeldAction, item)), cursor: page.cursor ?? null };
}
