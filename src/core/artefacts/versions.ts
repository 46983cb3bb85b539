import { Artefact } from "#core/entities/artefact.ts";
import type { AnyArtefact, ArtefactContents, ArtefactType, ChangeNote } from "#core/entities/artefact.ts";
import type { Instant } from "#core/time.ts";

export const artefactTitles: Record<ArtefactType, string> = {
  delivery_state: "Delivery state",
  raid_log: "RAID log",
  backlog_summary: "Backlog summary",
  decision_log: "Decision log",
};

/** The next version of a document with new content; undo goes back to the version it replaces. */
export function nextVersion<T extends ArtefactType>(input: {
  projectId: string;
  type: T;
  current: AnyArtefact | null;
  content: ArtefactContents[T];
  note: ChangeNote;
  at: Instant;
}): AnyArtefact {
  const { projectId, type, current, content, note, at } = input;
  return Artefact.parse({
    projectId,
    type,
    content,
    note,
    undoTo: current?.version ?? null,
    updatedAt: at,
    version: (current?.version ?? 0) + 1,
  });
}

/** The next version, carrying the content of an older one. After an undo there is nothing more to undo; after a restore there is. */
export function versionFrom(input: { current: AnyArtefact; older: AnyArtefact; how: "undo" | "restore"; at: Instant }): AnyArtefact {
  const { current, older, how, at } = input;
  const what = how === "undo" ? `Undid version ${current.version}: back to version ${older.version}` : `Restored version ${older.version}`;
  return Artefact.parse({
    ...older,
    note: { by: "user", what, evidence: [] },
    undoTo: how === "undo" ? null : current.version,
    updatedAt: at,
    version: current.version + 1,
  });
}
