import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { ProjectCard } from "#contract/projects.ts";
import { call } from "#web/api/client.ts";
import { projectQuery } from "#web/api/queries.ts";
import { AutonomyChoice } from "#web/project-form/autonomy-choice.tsx";
import { ErrorSummary, messageAt } from "#web/project-form/error-summary.tsx";
import { TextField } from "#web/project-form/text-field.tsx";
import { ZoneField } from "#web/project-form/zone-field.tsx";
import { useAnnounce } from "#web/shell/announcer.tsx";
import { Button } from "#web/ui/button.tsx";
import { AutonomyMove } from "./autonomy-move.tsx";

type Edits = Partial<Pick<ProjectCard, "name" | "autonomy" | "timeZone">>;

/** What was typed lies over the project as it is: a change from elsewhere shows in the other fields and takes nothing typed away. */
export function SettingsForm({ project }: { project: ProjectCard }) {
  const [edits, setEdits] = useState<Edits>({});
  const values = { ...project, ...edits };
  const queries = useQueryClient();
  const announce = useAnnounce();
  const save = useMutation({
    mutationFn: () => call("changeProject", { params: { id: project.id }, body: { ...edits, version: project.version } }),
    onSuccess: (now) => {
      queries.setQueryData(projectQuery(project.id).queryKey, now);
      setEdits({});
      announce("Saved.");
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["projects"] }),
  });
  const edit = (change: Edits) => {
    if (save.isSuccess) save.reset();
    setEdits((before) => ({ ...before, ...change }));
  };
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (save.error) summary.current?.focus();
  }, [save.error]);
  const changed = values.name !== project.name || values.autonomy !== project.autonomy || values.timeZone !== project.timeZone;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-6">
      <ErrorSummary ref={summary} what="It was not saved. What you typed is kept." error={save.error} />
      <TextField name="name" label="Name" hint="What you call the project." value={values.name} error={messageAt(save.error, "name")} onChange={(name) => edit({ name })} />
      <AutonomyChoice value={values.autonomy} onChange={(autonomy) => edit({ autonomy })} />
      <AutonomyMove from={project.autonomy} to={values.autonomy} />
      <ZoneField value={values.timeZone} error={messageAt(save.error, "timeZone")} onChange={(timeZone) => edit({ timeZone })} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" busy={save.isPending} unavailable={changed ? null : "Nothing has been changed"}>
          Save
        </Button>
        <p className="text-sm text-muted">{changed ? "Not saved yet." : save.isSuccess ? "Saved." : null}</p>
      </div>
    </form>
  );
}
