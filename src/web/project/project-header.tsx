import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Pause, Play, Settings } from "lucide-react";
import type { ProjectCard } from "#contract/projects.ts";
import { countSkipped } from "#core/entities/skipped-count.ts";
import { artefactsQuery } from "#web/api/queries.ts";
import { CoverageFacts } from "#web/evidence/coverage-facts.tsx";
import { Button, linkButton } from "#web/ui/button.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { When } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";
import { autonomyWords } from "./autonomy-words.ts";
import { ReadState } from "./read-state.tsx";
import { useStatusChange } from "./status-change.ts";

export function ProjectHeader({ project }: { project: ProjectCard }) {
  const level = autonomyWords[project.autonomy];
  return (
    <header className="space-y-2">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h1 className="min-w-0 flex-1 basis-72 text-3xl font-semibold">
          <bdi>{project.name}</bdi>
        </h1>
        <div className="flex flex-wrap gap-2 print:hidden">
          <PauseOrResume project={project} />
          <Link to="/projects/$id/settings" params={{ id: project.id }} className={linkButton.plain}>
            <Settings aria-hidden className="size-4" />
            Settings
          </Link>
        </div>
      </div>
      <p className="text-sm text-muted">
        Jira project {project.sourceKey}. Autonomy level {level.name.toLowerCase()}, days in {project.timeZone}.
      </p>
      <ReadState project={project} />
      <Coverage project={project} />
    </header>
  );
}

function PauseOrResume({ project }: { project: ProjectCard }) {
  const idle = project.status !== "active";
  const change = useStatusChange(project);
  const Icon = idle ? Play : Pause;
  return (
    <div className="space-y-2">
      <Button busy={change.isPending} onClick={() => change.mutate(idle ? "active" : "paused")}>
        <Icon aria-hidden className="size-4" />
        {idle ? "Resume" : "Pause"}
      </Button>
      {change.error ? <Failure what={idle ? "It was not resumed." : "It was not paused."} error={change.error} /> : null}
    </div>
  );
}

function Coverage({ project }: { project: ProjectCard }) {
  const { data } = useQuery(artefactsQuery(project.id));
  const coverage = data?.artefacts[0]?.coverage;
  const lastRead = project.pulse?.lastReadAt;
  const skipped = coverage?.sources.reduce((sum, source) => sum + countSkipped(source.skipped), 0) ?? 0;
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
