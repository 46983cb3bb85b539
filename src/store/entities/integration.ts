import { Integration, IntegrationName } from "#core/entities/integration.ts";
import type { Operation, Store } from "#core/ports.ts";
import { keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, follows, itemFrom, standsAt } from "./item.ts";

export function putIntegration(integration: Integration): Operation {
  const { name, version } = integration;
  return { kind: "put", item: itemFrom(Integration, keysOf(entities.integration, { name }), integration), if: follows(version) };
}

/** Removes an integration with its secrets, as it was seen at this version. */
export function deleteIntegration(input: { name: IntegrationName; version: number }): Operation {
  return { kind: "delete", key: keyOf(entities.integration, input), if: standsAt(input.version) };
}

export async function getIntegration(store: Store, input: { name: IntegrationName }): Promise<Integration | null> {
  const item = await store.get(keyOf(entities.integration, input), { consistent: true });
  return item === null ? null : entityFrom(Integration, item);
}

/** All integrations that are configured, by name. */
export async function listIntegrations(store: Store): Promise<Integration[]> {
  const keys = IntegrationName.options.map((name) => keyOf(entities.integration, { name }));
  const items = await store.getMany(keys, { consistent: true });
  return items.map((item) => entityFrom(Integration, item)).sort((a, b) => (a.name < b.name ? -1 : 1));
}
