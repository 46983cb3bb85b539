import { settingsOf, type Checkpoint } from "#core/entities/checkpoint.ts";
import type { Escalation } from "#core/entities/escalation.ts";
import type { Project } from "#core/entities/project.ts";
import type { Signal } from "#core/entities/signal.ts";
import { parseEvidenceId } from "#core/evidence.ts";
import type { SourceDelta } from "#core/ports.ts";
import type { Day } from "#core/time.ts";
import type { Normalised } from "./normalise.ts";

/** More changes of issues than this in one cycle are told as a summary: a bulk edit is one piece of news, not a thousand. */
const toldOneByOne = 50;

export type Triaged = {
  /** Why the rules have to run again; null when nothing could have changed any answer. */
  evaluate: string | null;
  /** How many questions the user has decided. */
  decisions: number;
  /** Signals the feed tells one by one. */
  tell: Signal[];
  /** Signals the feed only counts. */
  summarise: Signal[];
};

/** Decides how much of the cycle there is to do. Time alone changes answers too: a new day makes items older and dates pass. */
export function triage(input: {
  project: Project;
  normalised: Normalised;
  delta: SourceDelta;
  checkpoint: Checkpoint | null;
  escalations: readonly Escalation[];
  today: Day;
  /** True when the last cycle could not read the source. */
  recovering: boolean;
}): Triaged {
  const { project, normalised, delta, checkpoint, escalations, today, recovering } = input;
  const { fresh, signals } = normalised;
  const facts = fresh.issues.length + fresh.sprints.length + fresh.releases.length + (fresh.profile ? 1 : 0);
  const skipped = JSON.stringify(delta.skipped) !== JSON.stringify(checkpoint?.skipped ?? []);
  const decisions = escalations.filter((one) => one.status === "decided").length;
  const evaluate =
    checkpoint === null ? "first sync"
    : facts > 0 ? "facts changed"
    : checkpoint.evaluatedOn !== today ? "new day"
    : checkpoint.evaluatedUnder !== settingsOf(project) ? "the project's settings changed"
    : checkpoint.decisions !== decisions ? "the user decided"
    : checkpoint.position !== delta.position ? "the last cycle was cut off before its checkpoint"
    : recovering ? "source can be read again"
    : skipped ? "coverage changed"
    : null;
  const summarise = signals.filter(isOfIssue).slice(0, -toldOneByOne);
  const counted = new Set(summarise);
  return { evaluate, decisions, tell: signals.filter((signal) => !counted.has(signal)), summarise };
}

function isOfIssue(signal: Signal): boolean {
  return parseEvidenceId(signal.subject).kind === "issue";
}
