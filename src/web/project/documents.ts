import type { ArtefactType } from "#core/entities/artefact.ts";

/** The four documents in reading order, each with its place in the address. */
export const documents = [
  { slug: "delivery", type: "delivery_state", title: "Delivery state" },
  { slug: "raid", type: "raid_log", title: "RAID log" },
  { slug: "backlog", type: "backlog_summary", title: "Backlog summary" },
  { slug: "decisions", type: "decision_log", title: "Decision log" },
] as const satisfies readonly { slug: string; type: ArtefactType; title: string }[];

export type Document = (typeof documents)[number];
