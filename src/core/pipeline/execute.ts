import type { Proposal } from "#core/entities/proposal.ts";
import type { Decided } from "./decide.ts";

export type Executed = {
  /** Updates to make, in the next stage. */
  updates: Proposal[];
  /** What the policy did not let through, recorded as "would have". */
  withheld: Decided[];
};

/** Obeys the verdicts. The catalogue holds no action that leaves the machine, so there is no channel to hand one to. */
export function execute(input: { decided: readonly Decided[] }): Executed {
  const { decided } = input;
  return {
    updates: decided.filter((one) => one.verdict.answer === "execute").map((one) => one.proposal),
    withheld: decided.filter((one) => one.verdict.answer !== "execute"),
  };
}
