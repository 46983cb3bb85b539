import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import type { Escalation } from "#core/entities/escalation.ts";
import { call } from "#web/api/client.ts";
import { isConflict } from "#web/api/errors.ts";
import { escalationQuery } from "#web/api/queries.ts";
import { useAnnounce } from "#web/shell/announcer.tsx";
import { Button } from "#web/ui/button.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { Section } from "#web/ui/section.tsx";
import { Options } from "./options.tsx";
import { Outcome } from "./outcome.tsx";
import { SilenceMeans } from "./silence-means.tsx";

/** The answer: chosen, explained, sent. What was typed survives a refusal and a question that changed meanwhile. */
export function DecideForm({ escalation }: { escalation: Escalation }) {
  const { projectId: id, id: eid, version } = escalation;
  const [option, setOption] = useState<string | null>(null);
  const [notes, setNotes] = useState("");
  const [missing, setMissing] = useState(false);
  const notesId = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const decide = useMutation({
    mutationFn: (chosen: string) => call("decideEscalation", { params: { id, eid }, body: { option: chosen, notes, version } }),
    onSuccess: (answer) => {
      queries.setQueryData(escalationQuery(id, eid).queryKey, answer.escalation);
      announce("Decided. It is in the decision log.");
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["escalations"] });
      await queries.invalidateQueries({ queryKey: ["artefacts", id] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(option === null);
    if (option !== null && !decide.isPending) decide.mutate(option);
  };

  // While the answer is under way the question may already read as decided: by just this.
  const unsaved = decide.isPending || decide.isSuccess ? "" : notes;
  if (escalation.status !== "pending") return <Outcome escalation={escalation} unsaved={unsaved} justDecided={decide.isSuccess} />;
  return (
    <Section title="Your decision">
      <form onSubmit={submit} noValidate className="space-y-5">
        <Options escalation={escalation} chosen={option} onChoose={setOption} missing={missing && option === null} />
        <p className="rounded-md bg-sunken px-4 py-3">
          <SilenceMeans escalation={escalation} />
        </p>
        <div className="space-y-1">
          <label htmlFor={notesId} className="font-semibold">
            Notes
          </label>
          <p id={`${notesId}-hint`} className="text-sm text-muted">
            Your reasons, for the decision log. May stay empty.
          </p>
          <textarea
            id={notesId}
            aria-describedby={`${notesId}-hint`}
            rows={4}
            value={notes}
            onChange={(event) => setNotes(event.target.value)}
            className="field"
          />
        </div>
        {decide.error ? (
          <Failure
            what={isConflict(decide.error) ? "The question changed while you were reading. It is shown as it is now; what you typed is kept." : "Your decision was not saved."}
            error={decide.error}
          />
        ) : null}
        <Button type="submit" look="primary" busy={decide.isPending}>
          Decide
        </Button>
      </form>
    </Section>
  );
}
