import type { DeliveryState as State, DimensionName } from "#core/entities/delivery-state.ts";
import { ColourMark } from "#web/ui/colour-mark.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { OnDay } from "#web/ui/when.tsx";
import { listed, sentences } from "#web/ui/words.ts";
import { Blockers } from "./delivery/blockers.tsx";
import { Dimensions } from "./delivery/dimensions.tsx";
import { Flow } from "./delivery/flow.tsx";
import { Milestones } from "./delivery/milestones.tsx";
import { NextActions } from "./delivery/next-actions.tsx";
import { Sprint } from "./delivery/sprint.tsx";

export function DeliveryState({ state, projectId }: { state: State; projectId: string }) {
  return (
    <div className="space-y-8">
      <Overall overall={state.overall} asOf={state.asOf} />
      <NextActions actions={state.nextActions} projectId={projectId} />
      <Dimensions dimensions={state.dimensions} projectId={projectId} />
      <Sprint sprint={state.sprint} unknown={state.sprintUnknown} projectId={projectId} />
      <Milestones state={state} projectId={projectId} />
      <Blockers blockers={state.blockers} projectId={projectId} />
      <Flow flow={state.flow} projectId={projectId} />
    </div>
  );
}

function Overall({ overall, asOf }: { overall: State["overall"]; asOf: string }) {
  const [verdict, ...details] = sentences(overall.because);
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-lg">
        <ColourMark colour={overall.colour} large />
        <strong className="min-w-0">{verdict}</strong>
      </p>
      {details.length > 0 ? (
        <p className="max-w-3xl">
          <Prose text={details.join(" ")} />
        </p>
      ) : null}
      <p className="text-sm text-muted">
        As of <OnDay day={asOf} />.{overall.unknown.length > 0 ? ` ${notKnown(overall.unknown)}` : null}
      </p>
    </div>
  );
}

function notKnown(names: readonly DimensionName[]): string {
  return `Not known: ${listed(names)}.`;
}
