import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { AnyArtefact } from "#core/entities/artefact.ts";
import { call } from "#web/api/client.ts";
import { isConflict } from "#web/api/errors.ts";
import { useAnnounce } from "#web/shell/announcer.tsx";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { Prose } from "#web/ui/prose.tsx";
import type { Document } from "./documents.ts";

/** Takes the last change to a document back, after saying what that does. */
export function Undo({ artefact, document }: { artefact: AnyArtefact; document: Document }) {
  // The version the question is about: should another be written meanwhile, the answer is refused and not turned on that one.
  const [asking, setAsking] = useState<AnyArtefact | null>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { projectId: id, type } = artefact;
  const undo = useMutation({
    mutationFn: (version: number) => call("undoArtefact", { params: { id, type }, body: { version } }),
    onSuccess: (now) => {
      setAsking(null);
      announce(`Undone. The ${document.title.toLowerCase()} is now at version ${now.version}.`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["artefacts", id] }),
  });
  const ask = () => {
    undo.reset();
    setAsking(artefact);
  };
  return (
    <>
      <Button onClick={ask} unavailable={artefact.undoTo === null ? "There is nothing to undo" : null} aria-haspopup="dialog">
        <Undo2 aria-hidden className="size-4" />
        Undo
      </Button>
      <Dialog open={asking !== null} onClose={() => setAsking(null)} title="Undo the last change?">
        {asking ? (
          <div className="space-y-3">
            <p>
              The {document.title.toLowerCase()} goes back to what it said at version {asking.undoTo}, saved as version {asking.version + 1}. Version{" "}
              {asking.version} stays among its versions, so nothing is lost.
              {type === "decision_log" ? null : " The agent writes the document anew when the facts change or a new day begins."}
            </p>
            <p>
              Taken back: <Prose text={asking.note.what} />
            </p>
            {undo.error ? <Failure what="It was not undone." error={undo.error} /> : null}
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={() => setAsking(null)}>Keep it as it is</Button>
              <Button look="primary" busy={undo.isPending} unavailable={isConflict(undo.error) ? "The document has changed" : null} onClick={() => undo.mutate(asking.version)}>
                Undo
              </Button>
            </div>
          </div>
        ) : null}
      </Dialog>
    </>
  );
}
