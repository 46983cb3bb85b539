import type { Finding, RuleName } from "#core/entities/finding.ts";
import { compareText } from "#core/delivery/order.ts";
import { findAged } from "./aged.ts";
import { findBlocked } from "./blocked.ts";
import { findCriticalUnowned } from "./critical-unowned.ts";
import { findDueMissed } from "./due-missed.ts";
import { findScopeAdded } from "./scope-added.ts";
import type { Situation } from "./situation.ts";
import { findUnready } from "./unready.ts";

export type Rule = (situation: Situation) => Finding[];

/** Every rule there is. */
export const rules: Record<RuleName, Rule> = {
  blocked: findBlocked,
  aged: findAged,
  "due-missed": findDueMissed,
  "critical-unowned": findCriticalUnowned,
  "scope-added": findScopeAdded,
  unready: findUnready,
};

/** What all rules conclude, ordered by subject: the same facts give the same list, whatever order they come in. */
export function findAll(situation: Situation): Finding[] {
  return Object.values(rules)
    .flatMap((rule) => rule(situation))
    .sort((a, b) => compareText(a.subject, b.subject));
}
