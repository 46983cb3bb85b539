import type { Handlers } from "#app/handlers.ts";
import type { Budget } from "#contract/settings.ts";
import { defaultRuleSettings } from "#core/settings.ts";
import { listProjects } from "#store/entities/project.ts";
import type { Surroundings } from "./surroundings.ts";

/** The monthly limit is the product's promise. No model can be connected yet, so nothing is spent. */
export const budget: Budget = { model: null, monthLimitMicroUsd: 8_000_000, monthSpentMicroUsd: 0 };

export function settingsHandlers({ config, context }: Surroundings): Pick<Handlers, "getBudget" | "getSettings" | "listIntegrations"> {
  const { world, memory, store } = context;
  return {
    getBudget: async () => budget,
    getSettings: async () => ({ cycleMinutes: world.cycleMs / 60_000, timeZone: world.demo?.timeZone ?? config.timeZone, rules: defaultRuleSettings }),
    listIntegrations: async () => {
      const [heartbeat, active] = await Promise.all([memory.heartbeat(), listProjects(store, { status: "active" })]);
      const pulses = active.flatMap((project) => heartbeat?.projects[project.id] ?? []);
      const lastReadAt = pulses.flatMap((pulse) => pulse.lastReadAt ?? []).toSorted().at(-1) ?? null;
      const error = pulses.find((pulse) => pulse.error !== null)?.error?.message ?? null;
      return { integrations: world.describe().sources.map(({ source: name, configured, where }) => ({ name, configured, where, lastReadAt, error })) };
    },
  };
}
