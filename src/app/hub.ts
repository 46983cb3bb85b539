import type { StreamMessage } from "#contract/events.ts";
import type { Memory, Save } from "#core/ports.ts";

/** Tells open pages what changed. */
export type Hub = {
  publish(message: StreamMessage): void;
  /** Answers the function that ends the subscription. */
  subscribe(listener: (message: StreamMessage) => void): () => void;
};

export function createHub(): Hub {
  const listeners = new Set<(message: StreamMessage) => void>();
  return {
    publish: (message) => {
      for (const listener of listeners) listener(message);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const topicOf = {
  project: "projects",
  artefact: "artefacts",
  escalation: "escalations",
  event: "events",
} as const;

/** A memory that announces each save once it is durable. */
export function withAnnouncements(memory: Memory, hub: Hub): Memory {
  return {
    ...memory,
    saveTogether: async (saves) => {
      await memory.saveTogether(saves);
      const told = saves.filter((save) => save.kind !== "checkpoint");
      if (told.length === 0) return;
      hub.publish({ topics: [...new Set(told.map((save) => topicOf[save.kind]))], projectId: projectOf(told) });
    },
  };
}

/** The project all saves belong to; null when they differ or belong to none. */
function projectOf(saves: readonly Exclude<Save, { kind: "checkpoint" }>[]): string | null {
  const ids = new Set(saves.map((save) => (save.kind === "project" ? save.project.id : save.kind === "artefact" ? save.artefact.projectId : save.kind === "escalation" ? save.escalation.projectId : save.event.projectId)));
  const [only] = ids;
  return ids.size === 1 && only ? only : null;
}
