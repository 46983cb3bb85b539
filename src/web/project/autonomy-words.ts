import type { AutonomyLevel } from "#core/entities/project.ts";

/** From the least to the most it may do. */
export const autonomyLevels: readonly AutonomyLevel[] = ["observe", "maintain", "act"];

/** What the agent does alone at each autonomy level, and what it does with the rest. */
export const autonomyWords: Record<AutonomyLevel, { name: string; alone: string; rest: string }> = {
  observe: {
    name: "Observe",
    alone: "The agent reads, computes and asks you questions.",
    rest: "Changes to the four documents are offered, not made.",
  },
  maintain: {
    name: "Maintain",
    alone: "The agent reads, computes, keeps the four documents up to date and notifies you.",
    rest: "Everything else is held for you or asked.",
  },
  act: {
    name: "Act",
    alone: "The agent also comments in Jira, moves issues and writes to stakeholders, each after a hold in which you can stop it.",
    rest: "Everything else is asked. This version writes nothing outside of the workbench, so for now it does what it does at maintain.",
  },
};
