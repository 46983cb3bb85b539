import type { AutonomyLevel } from "#core/entities/project.ts";

/** What each autonomy level lets the agent do alone, and what it does with the rest. */
export const autonomyWords: Record<AutonomyLevel, { name: string; alone: string; rest: string }> = {
  observe: {
    name: "Observe",
    alone: "It reads, computes and asks you questions.",
    rest: "Changes to the four documents are offered, not made.",
  },
  maintain: {
    name: "Maintain",
    alone: "It also keeps the four documents up to date and notifies you.",
    rest: "Everything else is held for you or asked.",
  },
  act: {
    name: "Act",
    alone: "It also comments in Jira, moves issues and writes to stakeholders, after a hold in which you can stop it.",
    rest: "Everything else is asked.",
  },
};
