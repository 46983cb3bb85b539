import { Event, type EventSeverity, type EventType } from "#core/entities/event.ts";
import type { Condition, Operation, Query, Store } from "#core/ports.ts";
import { addDays, Day, type Instant } from "#core/time.ts";
import { openCursor, sealCursor } from "#store/cursor.ts";
import { storeError } from "#store/errors.ts";
import { fill, type ItemKeys, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, expiry, itemFrom, type Paging, paging, since } from "./item.ts";

type Filters = { type?: EventType | undefined; severity?: EventSeverity | undefined; since?: Instant | undefined };
type EventPage = { events: Event[]; cursor: string | null };

const { retentionDays } = entities.projectEvent;

/** Not conditional: an event written again after a crash is the same event. */
export function putEvent(event: Event): Operation {
  return { kind: "put", item: itemFrom(Event, { ...keysFor(event), TTL: expiry(event.at, retentionDays) }, event) };
}

function keysFor({ projectId, at, id }: Event): ItemKeys {
  const values = { at, id, day: at.slice(0, 10) };
  return projectId === null ? keysOf(entities.globalEvent, values) : keysOf(entities.projectEvent, { ...values, projectId });
}

/** The events of one project, newest first. */
export async function listProjectEvents(store: Store, input: Filters & Paging & { projectId: string }): Promise<EventPage> {
  const page = await store.query({
    partition: fill(entities.projectEvent.PK, input),
    sort: since(entities.projectEvent.SK, input.since),
    descending: true,
    ...filterOf(input),
    ...paging(input),
  });
  return { events: page.items.map((item) => entityFrom(Event, item)), cursor: page.cursor ?? null };
}

/** The events of one day (UTC) of all projects and of the workbench itself, newest first. */
export async function listEventsOfDay(store: Store, input: Filters & Paging & { day: Day }): Promise<EventPage> {
  const page = await store.query({
    index: "GSI1",
    partition: fill(entities.projectEvent.GSI1PK, input),
    descending: true,
    ...(input.since !== undefined && { sort: { from: input.since } }),
    ...filterOf(input),
    ...paging(input),
  });
  return { events: page.items.map((item) => entityFrom(Event, item)), cursor: page.cursor ?? null };
}

/**
 * The events of all projects and of the workbench itself, newest first, from the end of `today` (UTC) back to `since` or as
 * far as events are kept. One request a day of history, and at most `days` of them; the cursor leads on from day to day.
 */
export async function listEvents(
  store: Store,
  input: Filters & { today: Day; limit: number; cursor?: string | undefined; days?: number },
): Promise<EventPage> {
  const question = [input.type ?? null, input.severity ?? null, input.since ?? null];
  let { day, cursor } = input.cursor === undefined ? { day: input.today, cursor: undefined } : placeIn(question, input.cursor);
  const oldest = oldestDay(input);
  const events: Event[] = [];
  for (let read = 0; day >= oldest && events.length < input.limit && read < (input.days ?? Infinity); read++) {
    const page = await listEventsOfDay(store, { ...input, day, limit: input.limit - events.length, cursor });
    events.push(...page.events);
    if (page.cursor !== null) return { events, cursor: sealCursor(question, [day, page.cursor]) };
    day = addDays(day, -1);
    cursor = undefined;
  }
  return { events, cursor: day >= oldest ? sealCursor(question, [day, null]) : null };
}

function oldestDay({ today, since }: { today: Day; since?: Instant | undefined }): Day {
  const kept = addDays(today, -retentionDays);
  const asked = since?.slice(0, 10) ?? kept;
  return asked > kept ? asked : kept;
}

function filterOf({ type, severity }: Filters): Pick<Query, "filter"> {
  const parts: Condition[] = [];
  if (type !== undefined) parts.push({ equals: ["type", type] });
  if (severity !== undefined) parts.push({ equals: ["severity", severity] });
  return parts.length === 0 ? {} : { filter: { and: parts } };
}

function placeIn(question: unknown, sealed: string): { day: Day; cursor: string | undefined } {
  const place = openCursor(question, sealed);
  const [day, cursor] = Array.isArray(place) ? place : [];
  if (typeof day === "string" && Day.safeParse(day).success) {
    return { day, cursor: typeof cursor === "string" ? cursor : undefined };
  }
  throw storeError("invalid", "The cursor names no place in the events. Start again without a cursor.");
}
