import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import type { ProjectCard } from "#contract/projects.ts";
import { call } from "#web/api/client.ts";
import { artefactsQuery } from "#web/api/queries.ts";
import { CoverageFacts } from "#web/evidence/coverage-facts.tsx";
import { Button } from "#web/ui/button.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { When } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";
import { autonomyWords } from "./autonomy-words.ts";
import { ReadState } from "./read-state.tsx";

export function ProjectHeader({ project }: { project: ProjectCard }) {
  const level = autonomyWords[project.autonomy];
  return (
    <header className="space-y-2">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h1 className="text-3xl font-semibold">{project.name}</h1>
        <PauseOrResume project={project} />
      </div>
      <p className="text-sm text-muted">
        Jira project <strong>{project.sourceKey}</strong>. Autonomy level <strong>{level.name.toLowerCase()}</strong>: {level.alone} {level.rest}
      </p>
      <ReadState project={project} />
      <Coverage project={project} />
    </header>
  );
}

function PauseOrResume({ project }: { project: ProjectCard }) {
  const queries = useQueryClient();
  const paused = project.status === "paused";
  const change = useMutation({
    mutationFn: () => call("changeProject", { params: { id: project.id }, body: { status: paused ? "active" : "paused", version: project.version } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["projects"] }),
  });
  const Icon = paused ? Play : Pause;
  return (
    <div className="space-y-2">
      <Button busy={change.isPending} onClick={() => change.mutate()}>
        <Icon aria-hidden className="size-4" />
        {paused ? "Resume" : "Pause"}
      </Button>
      {change.error ? <Failure what={paused ? "It was not resumed." : "It was not paused."} error={change.error} /> : null}
    </div>
  );
}

function Coverage({ project }: { project: ProjectCard }) {
  const { data } = useQuery(artefactsQuery(project.id));
  const coverage = data?.artefacts[0]?.coverage;
  const lastRead = project.pulse?.lastReadAt;
  const skipped = coverage?.sources.reduce((sum, source) => sum + source.skipped.length, 0) ?? 0;
  const words = lastRead ? <>Jira last read <When at={lastRead} /></> : "Jira has not been read yet";
  if (!coverage) return <p className="text-sm text-muted">{words}.</p>;
  return (
    <details className="text-sm">
      <summary className="target cursor-pointer text-muted">
        {words}
        {skipped > 0 ? <span className="text-warn">, {count(skipped, "item")} could not be read</span> : null}
      </summary>
      <div className="mt-2 max-w-prose">
        <CoverageFacts coverage={coverage} />
      </div>
    </details>
  );
}
