import { Message } from "#core/entities/message.ts";
import type { Item, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { fill, keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, expiry, itemFrom, type Paging, paging, since } from "./item.ts";

export function messageItem(projectId: string, message: Message): Item {
  const { at, id } = message;
  const keys = { ...keysOf(entities.message, { projectId, at, id }), TTL: expiry(at, entities.message.retentionDays) };
  return itemFrom(Message, keys, message);
}

export async function getMessage(store: Store, input: { projectId: string; at: Instant; id: string }): Promise<Message | null> {
  const item = await store.get(keyOf(entities.message, input));
  return item === null ? null : entityFrom(Message, item);
}

/** The messages of a project, newest first, back to `since`. */
export async function listMessages(
  store: Store,
  input: Paging & { projectId: string; since?: Instant | undefined },
): Promise<{ messages: Message[]; cursor: string | null }> {
  const page = await store.query({
    partition: fill(entities.message.PK, input),
    sort: since(entities.message.SK, input.since),
    descending: true,
    consistent: true,
    ...paging(input),
  });
  return { messages: page.items.map((item) => entityFrom(Message, item)), cursor: page.cursor ?? null };
}
