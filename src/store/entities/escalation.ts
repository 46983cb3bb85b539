import { Escalation, type EscalationStatus } from "#core/entities/escalation.ts";
import type { Operation, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { storeError } from "#store/errors.ts";
import { fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, follows, itemFrom, type Paging, paging } from "./item.ts";

export function putEscalation(escalation: Escalation): Operation {
  const { projectId, id, status } = escalation;
  const keys = keysOf(entities.escalation, { projectId, id, status, changedAt: changedAt(escalation) });
  return { kind: "put", item: itemFrom(Escalation, keys, escalation), if: follows(escalation.version) };
}

function changedAt({ id, status, createdAt, decidedAt }: Escalation): Instant {
  if (status === "pending") return createdAt;
  if (decidedAt !== null) return decidedAt;
  throw storeError("invalid", `Escalation ${id} is ${status} but has no decidedAt.`);
}

export async function getEscalation(store: Store, input: { projectId: string; id: string }): Promise<Escalation | null> {
  const item = await store.get(keyOf(entities.escalation, input), { consistent: true });
  return item === null ? null : entityFrom(Escalation, item);
}

/** The escalations of a project, all or those of a status, the one raised last first. */
export async function listProjectEscalations(
  store: Store,
  input: { projectId: string; status?: EscalationStatus | undefined },
): Promise<Escalation[]> {
  const { items } = await store.query({
    partition: fill(entities.escalation.PK, input),
    sort: { beginsWith: prefixOf(entities.escalation.SK) },
    ...(input.status !== undefined && { filter: { equals: ["status", input.status] } }),
    descending: true,
    consistent: true,
  });
  return items.map((item) => entityFrom(Escalation, item));
}

/** The escalations the user decided since a time, in all projects, latest first. */
export async function listDecidedEscalations(
  store: Store,
  input: Paging & { since: Instant },
): Promise<{ escalations: Escalation[]; cursor: string | null }> {
  const page = await store.query({
    index: "GSI1",
    partition: fill(entities.escalation.GSI1PK, { status: "decided" satisfies EscalationStatus }),
    sort: { from: input.since },
    descending: true,
    ...paging(input),
  });
  return { escalations: page.items.map((item) => entityFrom(Escalation, item)), cursor: page.cursor ?? null };
}

/** Escalations of a status across projects, or of one: pending ones oldest first, ended ones latest first. */
export async function listEscalations(
  store: Store,
  input: Paging & { status: EscalationStatus; projectId?: string | undefined },
): Promise<{ escalations: Escalation[]; cursor: string | null }> {
  const page = await store.query({
    index: "GSI1",
    partition: fill(entities.escalation.GSI1PK, input),
    descending: input.status !== "pending",
    ...(input.projectId !== undefined && { filter: { equals: ["projectId", input.projectId] } }),
    ...paging(input),
  });
  return { escalations: page.items.map((item) => entityFrom(Escalation, item)), cursor: page.cursor ?? null };
}
