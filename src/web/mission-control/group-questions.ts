import type { Escalation } from "#core/entities/escalation.ts";
import { byUrgency } from "#web/escalation/by-urgency.ts";
import { sentences } from "#web/ui/words.ts";

/** Questions of one kind in one project, which end the same way when nothing is said: asked once, with what they are about. */
export type QuestionGroup = {
  key: string;
  projectId: string;
  rule: string;
  /** The question itself, where all of them put it in the same words. */
  asked: string | null;
  silence: string;
  questions: { escalation: Escalation; about: string }[];
};

/** The most pressing group first, and so within each. */
export function groupQuestions(escalations: readonly Escalation[]): QuestionGroup[] {
  const groups = Map.groupBy(byUrgency(escalations), (one) => [one.projectId, one.rule, one.defaultOption].join(" "));
  return [...groups].flatMap(([key, all]) => {
    const [first] = all;
    if (!first) return [];
    const asked = all.length > 1 ? sharedEnd(all) : null;
    const questions = all.map((escalation) => ({ escalation, about: asked ? escalation.question.slice(0, -asked.length).trim() : escalation.question }));
    const silence = first.options.find(({ id }) => id === first.defaultOption)?.label ?? first.defaultOption;
    return [{ key, projectId: first.projectId, rule: first.rule, asked, silence, questions }];
  });
}

function sharedEnd(escalations: readonly Escalation[]): string | null {
  const ends = new Set(escalations.map(({ question }) => (sentences(question).length > 1 ? sentences(question).at(-1) : undefined)));
  return ends.size === 1 ? ([...ends][0] ?? null) : null;
}
