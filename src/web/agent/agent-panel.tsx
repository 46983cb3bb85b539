import { useQuery } from "@tanstack/react-query";
import { CircleCheck, LoaderCircle, OctagonAlert, Pause } from "lucide-react";
import type { AgentStatus } from "#contract/agent.ts";
import { agentQuery } from "#web/api/queries.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { When } from "#web/ui/when.tsx";
import { RunCycle } from "./run-cycle.tsx";
import { WorkProgress } from "./work-progress.tsx";

const states = {
  starting: { word: "Starting", Icon: LoaderCircle, tone: "text-unsure" },
  active: { word: "Active", Icon: CircleCheck, tone: "text-good" },
  paused: { word: "Paused", Icon: Pause, tone: "text-unsure" },
  error: { word: "Error", Icon: OctagonAlert, tone: "text-bad" },
} as const;

/** What the agent does, when it last ran and when it runs next. */
export function AgentPanel() {
  const agent = useQuery(agentQuery);
  return (
    <section aria-label="Agent">
      <Loaded query={agent} what="the agent's status" lines={2}>
        {(status) => (
          <div className="space-y-3">
            <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
              <Words status={status} />
              <RunCycle />
            </div>
            {status.progress ? <WorkProgress progress={status.progress} /> : null}
          </div>
        )}
      </Loaded>
    </section>
  );
}

function Words({ status }: { status: AgentStatus }) {
  const { word, Icon, tone } = states[status.state];
  return (
    <div className="min-w-0 flex-1 basis-72 space-y-1">
      <p className={status.state === "error" ? "rounded-md border-s-4 border-bad bg-bad-wash px-4 py-3" : ""}>
        <span className={`me-1 inline-flex items-baseline gap-1.5 font-semibold ${tone}`}>
          <Icon aria-hidden className="size-4 self-center" />
          {word}
        </span>{" "}
        {status.detail}
      </p>
      <p className="text-sm text-muted">
        {status.heartbeatAt ? (
          <>
            Last ran <When at={status.heartbeatAt} clock="real" />
          </>
        ) : (
          "Has not run yet"
        )}
        {status.nextCycleAt ? (
          <>
            , next cycle <When at={status.nextCycleAt} clock="real" past={false} />
          </>
        ) : null}
        . {status.dryRun ? "No action can leave the workbench. " : ""}
        {status.budget.model ? "" : "Rules only, no model."}
      </p>
    </div>
  );
}
