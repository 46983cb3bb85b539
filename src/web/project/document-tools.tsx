import { History } from "lucide-react";
import { useState } from "react";
import type { AnyArtefact } from "#core/entities/artefact.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Button } from "#web/ui/button.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { When } from "#web/ui/when.tsx";
import type { Document } from "./documents.ts";
import { Undo } from "./undo.tsx";
import { VersionsDialog } from "./versions-dialog.tsx";

/** A document's heading: who wrote this version and why, its history, and the way back. */
export function DocumentTools({ artefact, document }: { artefact: AnyArtefact; document: Document }) {
  const [listing, setListing] = useState(false);
  const { note, version, updatedAt, projectId } = artefact;
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72 space-y-1">
        <h2 className="text-2xl font-semibold">{document.title}</h2>
        <p className="text-sm text-muted">
          Version {version}, written by {note.by === "user" ? "you" : "the agent"} <When at={updatedAt} />: <Prose text={note.what} />{" "}
          <EvidenceButton projectId={projectId} statement={note.what} evidence={note.evidence} />
        </p>
      </div>
      <div className="flex gap-2 print:hidden">
        <Button onClick={() => setListing(true)} aria-haspopup="dialog">
          <History aria-hidden className="size-4" />
          Versions
        </Button>
        <Undo artefact={artefact} document={document} />
      </div>
      <VersionsDialog open={listing} onClose={() => setListing(false)} artefact={artefact} document={document} />
    </header>
  );
}
