import type { Escalation, Question } from "#core/entities/escalation.ts";
import { dayIn, type Day, type Instant } from "#core/time.ts";

/** What a cycle has to do with the escalations of a project so that they say what the facts say. */
export type EscalationChanges = { raise: Escalation[]; renew: Escalation[]; supersede: Escalation[]; settle: Escalation[] };

type Input = {
  projectId: string;
  existing: readonly Escalation[];
  questions: readonly Question[];
  now: Instant;
  today: Day;
  timeZone: string;
  /** New ones a day that are not critical; the rest wait for another day. */
  perDay: number;
  newId: () => string;
  /** Why a matter ended, in words, from the facts. */
  whyEnded: (subject: string) => string;
};

/**
 * One matter is one escalation: a subject that is pending, or decided and still standing, is not asked again until the
 * day the decision named for a review. A pending question says what the facts now say, and offers no day that has come; one
 * whose matter has ended is superseded with the reason.
 */
export function reconcileEscalations(input: Input): EscalationChanges {
  const { existing, questions, now, today } = input;
  const asked = new Map(questions.map((question) => [question.subject, question]));
  const changes: EscalationChanges = { raise: [], renew: [], supersede: [], settle: [] };
  const occupied = new Set<string>();

  for (const escalation of existing) {
    const question = asked.get(escalation.subject);
    if (escalation.status === "pending") {
      if (question) {
        occupied.add(escalation.subject);
        if (isOutdated(escalation, question, today)) changes.renew.push(renew(escalation, question, today));
      } else
        changes.supersede.push({
          ...escalation,
          status: "superseded",
          decidedAt: now,
          supersededBecause: input.whyEnded(escalation.subject),
          standing: false,
          version: escalation.version + 1,
        });
    } else if (escalation.status === "decided" && escalation.standing) {
      if (question && !reviewIsDue(escalation, today)) occupied.add(escalation.subject);
      else changes.settle.push({ ...escalation, standing: false, version: escalation.version + 1 });
    }
  }

  let room = input.perDay - existing.filter((one) => one.severity === "normal" && dayIn(one.createdAt, input.timeZone) === today).length;
  for (const question of questions) {
    if (occupied.has(question.subject)) continue;
    if (question.severity === "normal" && room-- <= 0) continue;
    occupied.add(question.subject);
    changes.raise.push({
      ...question,
      id: input.newId(),
      projectId: input.projectId,
      status: "pending",
      createdAt: now,
      decidedAt: null,
      decision: null,
      supersededBecause: null,
      standing: true,
      version: 1,
    });
  }
  return changes;
}

function isOutdated(escalation: Escalation, question: Question, today: Day): boolean {
  const days = [escalation.defaultOn, ...escalation.options.map(({ reviewOn }) => reviewOn)];
  return days.some((day) => day !== null && day <= today) || substance(escalation) !== substance(question);
}

/** What a question says apart from its days, which are counted from the day it was put. */
function substance({ severity, question, known, options, evidence }: Question): string {
  const undated = options.map(({ id, label, consequence, reviewOn }) => [id, ...[label, consequence].map((text) => text.replaceAll(reviewOn ?? "\0", ""))]);
  return JSON.stringify([severity, question, known, undated, evidence]);
}

/** The day from which silence counts as the default stays as announced until it has come. */
function renew(escalation: Escalation, question: Question, today: Day): Escalation {
  const defaultOn = escalation.defaultOn > today ? escalation.defaultOn : question.defaultOn;
  return { ...escalation, ...question, defaultOn, version: escalation.version + 1 };
}

function reviewIsDue(escalation: Escalation, today: Day): boolean {
  const chosen = escalation.options.find((option) => option.id === escalation.decision?.option);
  return chosen?.reviewOn !== null && chosen !== undefined && chosen.reviewOn <= today;
}
