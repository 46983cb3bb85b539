import { composeBacklogSummary } from "#core/artefacts/backlog-summary.ts";
import { describeChange } from "#core/artefacts/describe-change.ts";
import { composeDeliveryState } from "#core/artefacts/delivery-state.ts";
import { composeRaidLog } from "#core/artefacts/raid-log.ts";
import type { ArtefactContents, ArtefactSet, ArtefactType } from "#core/entities/artefact.ts";
import type { Question } from "#core/entities/escalation.ts";
import type { Facts } from "#core/entities/facts.ts";
import type { Finding } from "#core/entities/finding.ts";
import { Proposal } from "#core/entities/proposal.ts";
import type { Project } from "#core/entities/project.ts";
import type { Memory } from "#core/ports.ts";
import { askAll } from "#core/rules/questions.ts";
import { findAll } from "#core/rules/rules.ts";
import type { Situation } from "#core/rules/situation.ts";
import type { RuleSettings } from "#core/settings.ts";
import { dayIn, type Instant } from "#core/time.ts";
import { substance } from "./substance.ts";

export type Reasoned = {
  situation: Situation;
  findings: Finding[];
  questions: Question[];
  proposals: Proposal[];
  /** The documents the proposals were computed against. */
  artefacts: ArtefactSet;
};

/** Draws every conclusion the rules allow from the facts as they now are, and proposes the documents that follow from them. */
export async function reason(
  input: { project: Project; fresh: Facts; now: Instant; stale: string | null; settings: RuleSettings },
  ports: { memory: Memory },
): Promise<Reasoned> {
  const { project, fresh, now, stale, settings } = input;
  const [held, artefacts] = await Promise.all([ports.memory.facts(project.id), ports.memory.artefacts(project.id)]);
  const situation: Situation = {
    projectId: project.id,
    facts: merge(held, fresh),
    now,
    today: dayIn(now, project.timeZone),
    timeZone: project.timeZone,
    stale,
    settings,
  };
  const findings = findAll(situation);
  const raid = composeRaidLog(artefacts.raid_log?.content ?? null, findings, situation);
  const contents: ArtefactContents = {
    raid_log: raid,
    delivery_state: composeDeliveryState(situation, findings, raid),
    backlog_summary: composeBacklogSummary(situation, findings),
    decision_log: artefacts.decision_log?.content ?? { decisions: [] },
  };
  return { situation, findings, questions: askAll(situation, findings), proposals: propose(contents, artefacts), artefacts };
}

function merge(held: Facts, fresh: Facts): Facts {
  return {
    issues: mergeBy(held.issues, fresh.issues, (issue) => issue.key),
    sprints: mergeBy(held.sprints, fresh.sprints, (sprint) => sprint.id),
    releases: mergeBy(held.releases, fresh.releases, (release) => release.id),
    profile: fresh.profile ?? held.profile,
  };
}

/** Ordered by identity, so that what the rules see does not depend on what arrived when. */
function mergeBy<T>(held: readonly T[], fresh: readonly T[], identity: (one: T) => string | number): T[] {
  const merged = new Map<string | number, T>();
  for (const one of [...held, ...fresh]) merged.set(identity(one), one);
  return [...merged].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
}

/** One proposal for each document whose content would differ from what is held. */
function propose(contents: ArtefactContents, artefacts: ArtefactSet): Proposal[] {
  return (Object.keys(contents) as ArtefactType[])
    .filter((type) => substance(contents[type]) !== substance(artefacts[type]?.content ?? null))
    .map((type) => {
      const { what, evidence, notable } = describeChange(type, artefacts[type]?.content ?? null, contents[type]);
      return Proposal.parse({
        type: "artefact_update",
        artefact: type,
        content: contents[type],
        baseVersion: artefacts[type]?.version ?? 0,
        what,
        notable,
        rationale: "The facts changed, or time passed.",
        evidence,
      });
    });
}
