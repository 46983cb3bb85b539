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

/** What pages show of a save, and whose it is; null for what they are told of at the end of the cycle. */
function told(save: Save): { topic: StreamMessage["topics"][number]; projectId: string | null } | null {
  switch (save.kind) {
    case "project":
      return { topic: "projects", projectId: save.project.id };
    case "artefact":
      return { topic: "artefacts", projectId: save.artefact.projectId };
    case "escalation":
      return { topic: "escalations", projectId: save.escalation.projectId };
    case "event":
      return { topic: "events", projectId: save.event.projectId };
    default:
      return null;
  }
}

/** A memory that announces each save once it is durable. */
export function withAnnouncements(memory: Memory, hub: Hub): Memory {
  return {
    ...memory,
    saveTogether: async (saves) => {
      await memory.saveTogether(saves);
      const news = saves.flatMap((save) => told(save) ?? []);
      if (news.length === 0) return;
      const [projectId = null, ...others] = new Set(news.map((one) => one.projectId));
      hub.publish({ topics: [...new Set(news.map((one) => one.topic))], projectId: others.length === 0 ? projectId : null });
    },
  };
}
