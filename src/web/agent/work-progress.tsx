import type { Progress } from "#contract/agent.ts";
import { capital, count } from "#web/ui/words.ts";
import { stageWords } from "./stage-words.ts";

/** Long work under way: which project, which stage, how far. */
export function WorkProgress({ progress }: { progress: Progress }) {
  const { projectName, stage, done, total } = progress;
  return (
    <div className="space-y-1">
      <p className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span>
          <strong>
            <bdi>{projectName}</bdi>
          </strong>: {stageWords(stage)}
        </span>
        <span className="tabular-nums">{howFar(progress)}</span>
      </p>
      <progress
        aria-label={`${projectName}: ${capital(stageWords(stage))}`}
        className="block h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent forced-colors:border under-way"
        max={total ?? undefined}
        value={total === null ? undefined : done}
      />
    </div>
  );
}

function howFar({ done, total }: Progress): string | null {
  if (total !== null) return `${done.toLocaleString("en-GB")} of ${count(total, "item")}`;
  return done === 0 ? null : `${count(done, "item")} so far`;
}
