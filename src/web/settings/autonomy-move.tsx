import type { AutonomyLevel } from "#core/entities/project.ts";
import { autonomyLevels, autonomyWords } from "#web/project/autonomy-words.ts";
import { Notice } from "#web/ui/notice.tsx";

/** What changing the level would change, before it is saved. Spoken when it appears. */
export function AutonomyMove({ from, to }: { from: AutonomyLevel; to: AutonomyLevel }) {
  const raises = autonomyLevels.indexOf(to) > autonomyLevels.indexOf(from);
  return (
    <div role="status">
      {from === to ? null : (
        <Notice>
          <p>
            <strong>
              {raises ? "This raises" : "This lowers"} the level from {autonomyWords[from].name.toLowerCase()} to {autonomyWords[to].name.toLowerCase()}.
            </strong>{" "}
            {consequence(from, to)}
          </p>
        </Notice>
      )}
    </div>
  );
}

function consequence(from: AutonomyLevel, to: AutonomyLevel): string {
  if (to === "observe") return "The documents stay as they are written now. What the agent would change in them is told in the activity feed; questions still reach you.";
  if (from === "observe") return "The agent writes the documents itself again, from the next cycle on.";
  return "What the agent does stays the same in this version, which writes nothing outside of the workbench.";
}
