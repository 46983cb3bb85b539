import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { AutonomyLevel } from "#core/entities/project.ts";
import { call } from "#web/api/client.ts";
import { projectQuery } from "#web/api/queries.ts";
import { Button } from "#web/ui/button.tsx";
import { AutonomyChoice } from "./autonomy-choice.tsx";
import { ErrorSummary, messageAt } from "./error-summary.tsx";
import { TextField } from "./text-field.tsx";
import { ZoneField } from "./zone-field.tsx";

/** Name, key, autonomy and zone of a new project. A refusal is shown at its field and above; nothing typed is lost. */
export function ProjectForm({ timeZone }: { timeZone: string }) {
  const [values, setValues] = useState({ name: "", sourceKey: "", autonomy: "maintain" as AutonomyLevel, timeZone });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: () => call("addProject", { body: values }),
    onSuccess: async (project) => {
      queries.setQueryData(projectQuery(project.id).queryKey, project);
      void queries.invalidateQueries();
      await navigate({ to: "/projects/$id/$document", params: { id: project.id, document: "delivery" } });
    },
  });
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (add.error) summary.current?.focus();
  }, [add.error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-6">
      <ErrorSummary ref={summary} what="The project was not added." error={add.error} />
      <TextField
        name="name"
        label="Name"
        hint="What you call the project."
        value={values.name}
        error={messageAt(add.error, "name")}
        onChange={(name) => set({ name })}
      />
      <TextField
        name="sourceKey"
        label="Jira project key"
        hint="The letters before the number of an issue: TIMOB for TIMOB-1234."
        value={values.sourceKey}
        error={messageAt(add.error, "sourceKey")}
        onChange={(sourceKey) => set({ sourceKey })}
      />
      <AutonomyChoice value={values.autonomy} onChange={(autonomy) => set({ autonomy })} />
      <ZoneField value={values.timeZone} error={messageAt(add.error, "timeZone")} onChange={(zone) => set({ timeZone: zone })} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" busy={add.isPending}>
          {add.isPending ? "Looking it up in Jira" : "Add the project"}
        </Button>
        <p role="status" className="text-sm text-muted">
          {add.isPending ? "Asking Jira whether the project exists and may be read." : null}
        </p>
      </div>
    </form>
  );
}
