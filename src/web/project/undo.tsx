import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { AnyArtefact } from "#core/entities/artefact.ts";
import { call } from "#web/api/client.ts";
import { useAnnounce } from "#web/shell/announcer.tsx";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Failure } from "#web/ui/failure.tsx";
import type { Document } from "./documents.ts";

/** Takes the last change to a document back, after saying what that does. */
export function Undo({ artefact, document }: { artefact: AnyArtefact; document: Document }) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { projectId: id, type, version, undoTo } = artefact;
  const undo = useMutation({
    mutationFn: () => call("undoArtefact", { params: { id, type }, body: { version } }),
    onSuccess: (now) => {
      setAsking(false);
      announce(`Undone. The ${document.title.toLowerCase()} is now at version ${now.version}.`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["artefacts", id] }),
  });
  const ask = () => {
    undo.reset();
    setAsking(true);
  };
  return (
    <>
      <Button onClick={ask} disabled={undoTo === null} aria-haspopup="dialog" title={undoTo === null ? "There is nothing to undo" : undefined}>
        <Undo2 aria-hidden className="size-4" />
        Undo
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title="Undo the last change?">
        <div className="space-y-3">
          <p>
            The {document.title.toLowerCase()} goes back to what it said at version {undoTo}, saved as version {version + 1}. Version {version} stays among
            its versions, so nothing is lost.
          </p>
          <p>
            Taken back: <em>{artefact.note.what}</em>
          </p>
          {undo.error ? <Failure what="It was not undone." error={undo.error} /> : null}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Keep it as it is</Button>
            <Button look="primary" busy={undo.isPending} onClick={() => undo.mutate()}>
              Undo
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
