import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import type { CycleReport } from "#core/entities/cycle-report.ts";
import { messageOf } from "#core/errors.ts";
import { call } from "#web/api/client.ts";
import { useAnnounce } from "#web/shell/announcer.tsx";
import { Button } from "#web/ui/button.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { count, listed } from "#web/ui/words.ts";
import { stageWords } from "./stage-words.ts";

/** Runs a cycle on request and says, on a row of its own, what came of it. */
export function RunCycle() {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const cycle = useMutation({
    mutationFn: () => call("runCycle", {}),
    onMutate: () => announce("A cycle is running."),
    onSuccess: (report) => announce(sentence(report)),
    onError: (error) => announce(`The cycle did not run. ${messageOf(error)}`),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Button busy={cycle.isPending} onClick={() => cycle.mutate()}>
        {cycle.isPending ? null : <RefreshCw aria-hidden className="size-4" />}
        {cycle.isPending ? "Running a cycle" : "Run a cycle now"}
      </Button>
      {cycle.error || cycle.data ? (
        <div className="basis-full">
          {cycle.error ? <Failure what="The cycle did not run." error={cycle.error} /> : null}
          {cycle.data ? <Outcome report={cycle.data} /> : null}
        </div>
      ) : null}
    </>
  );
}

function Outcome({ report }: { report: CycleReport }) {
  const failures = report.projects.flatMap(({ projectId, name, failed }) => (failed ? [{ projectId, name, ...failed }] : []));
  return (
    <Notice tone={failures.length > 0 ? "bad" : "good"}>
      <p>{sentence(report)}</p>
      {failures.map(({ projectId, name, stage, message }) => (
        <p key={projectId}>
          {name} failed while {stageWords(stage)}: {message}
        </p>
      ))}
    </Notice>
  );
}

function sentence({ projects, signals, changes }: CycleReport): string {
  const failed = projects.filter((project) => project.failed).length;
  const raised = projects.reduce((sum, project) => sum + project.escalationsRaised, 0);
  const parts = [
    `${count(projects.length - failed, "project")} read`,
    signals === 0 ? "nothing new" : count(signals, "signal"),
    `${count(changes, "document")} changed`,
    ...(raised > 0 ? [`${count(raised, "new question")} for you`] : []),
    ...(failed > 0 ? [`${count(failed, "project")} failed`] : []),
  ];
  return `Cycle finished: ${listed(parts)}.`;
}
