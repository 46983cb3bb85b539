import type { Verdict } from "#core/entities/proposal.ts";
import type { AutonomyLevel } from "#core/entities/project.ts";

/**
 * May the agent make this artefact update alone? Artefacts are the agent's own documents and nothing leaves the machine,
 * so every level but `observe` lets it; `observe` records what it would have done.
 */
export function verdictOnArtefactUpdate(level: AutonomyLevel): Verdict {
  switch (level) {
    case "observe":
      return {
        answer: "drop",
        rule: "autonomy.observe",
        because: "At the level observe, artefact changes are offered, not made.",
      };
    case "maintain":
    case "act":
      return {
        answer: "execute",
        rule: `autonomy.${level}`,
        because: `At the level ${level}, the agent updates artefacts alone.`,
      };
  }
}
