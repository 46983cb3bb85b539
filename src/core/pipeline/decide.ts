import type { Proposal, Verdict } from "#core/entities/proposal.ts";
import type { Project } from "#core/entities/project.ts";
import { verdictOnArtefactUpdate } from "#core/policy/verdict.ts";

export type Decided = { proposal: Proposal; verdict: Verdict };

/** Asks the policy about each proposal. Nothing is done here, and nothing is done later without this answer. */
export function decide(input: { project: Project; proposals: readonly Proposal[] }): Decided[] {
  return input.proposals.map((proposal) => ({ proposal, verdict: verdictOnArtefactUpdate(input.project.autonomy) }));
}
