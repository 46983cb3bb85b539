import type { EscalationOption, Question } from "#core/entities/escalation.ts";
import type { Finding } from "#core/entities/finding.ts";
import type { Issue } from "#core/entities/issue.ts";
import { evidenceId, type EvidenceId, type Statement } from "#core/evidence.ts";
import { readFacts } from "#core/delivery/reading.ts";
import type { RuleSettings } from "#core/settings.ts";
import { addDays, daysBetween, type Day } from "#core/time.ts";
import { named } from "./named.ts";
import { placeOf, placeWords, type Place } from "./place.ts";
import type { Situation } from "./situation.ts";

/** The option that promises to mark the matter's RAID item accepted. */
export const acceptId = "accept";

/** What only the user can answer: a critical item long unowned, a blocker over the red line. Asked in the order of the findings. */
export function askAll(situation: Situation, findings: readonly Finding[]): Question[] {
  const { settings } = situation;
  return findings.flatMap((finding) => {
    const age = finding.ageDays ?? -1;
    if (finding.rule === "critical-unowned" && age >= settings.criticalUnownedEscalateDays) return ask(situation, finding, askForOwner);
    if (finding.rule === "blocked" && age > settings.blockerRedDays) return ask(situation, finding, askToUnblock);
    return [];
  });
}

type Asked = { question: string; options: EscalationOption[] };
/** `soon` and `later` are the days an answer is looked at again. */
type Matter = { issue: Issue; since: Day; place: Place; soon: Day; later: Day };

const nameLength = 80;

function ask(situation: Situation, finding: Finding, phrase: (matter: Matter) => Asked): Question[] {
  const reading = readFacts(situation);
  const lifetime = reading.lifetimes.get(finding.subject.slice(finding.rule.length + 1));
  if (!lifetime || finding.since === null) return [];
  const { issue } = lifetime;
  const place = placeOf(reading, issue);
  const { today, settings } = situation;
  const [soon, later] = [addDays(today, settings.questionSoonDays), addDays(today, settings.questionLaterDays)];
  const { question, options } = phrase({ issue, since: finding.since, place, soon, later });
  const leave: EscalationOption = {
    id: "leave",
    label: "Leave it open in the RAID log",
    consequence: `It stays open in the RAID log. Chosen by you, it is asked again on ${later} if it still stands.`,
    reviewOn: later,
  };
  return [
    {
      rule: finding.rule,
      subject: finding.subject,
      severity: isPressing(place, today, settings) ? "critical" : "normal",
      question,
      known: known(finding, issue, place, today),
      options: [...options, leave],
      defaultOption: leave.id,
      defaultOn: later,
      evidence: finding.evidence,
    },
  ];
}

function isPressing({ sprint, release }: Place, today: Day, settings: RuleSettings): boolean {
  return sprint !== null || (release !== null && daysBetween(today, release.dueOn) <= settings.questionNearReleaseDays);
}

function known(finding: Finding, issue: Issue, place: Place, today: Day): Statement[] {
  const own: EvidenceId[] = [evidenceId("issue", issue.key)];
  const planned = placeWords(place, today);
  return [
    { text: finding.because, evidence: finding.evidence },
    { text: `It reads "${issue.summary}" and stands at ${issue.status}${issue.priority ? `, priority ${issue.priority}` : ""}.`, evidence: own },
    ...(planned
      ? [
          {
            text: `It is planned for ${planned}.`,
            evidence: [
              ...own,
              ...(place.sprint ? [evidenceId("sprint", place.sprint.id)] : []),
              ...(place.release ? [evidenceId("release", place.release.id)] : []),
            ],
          },
        ]
      : []),
    ...(issue.reporter ? [{ text: `${issue.reporter.name} reported it.`, evidence: own }] : []),
  ];
}

function askForOwner({ issue, since, soon, later }: Matter): Asked {
  return {
    question: `${named(issue, nameLength)} (${issue.priority ?? ""}) has had no owner since ${since}. Who takes it?`,
    options: [
      option("name-owner", "Name an owner today", "assign it there", "if it still has no owner", soon),
      option("lower-priority", "Lower its priority", "change the priority there", `if it is still ${issue.priority ?? ""} and unowned`, soon),
      acceptUntil(later, "unowned"),
    ],
  };
}

function askToUnblock({ issue, since, place, soon, later }: Matter): Asked {
  const whom = issue.assignee ? ` with ${issue.assignee.name}` : "";
  const planned = place.sprint?.name ?? place.release?.name ?? null;
  return {
    question: `${named(issue, nameLength)} has been blocked since ${since}. What should happen?`,
    options: [
      option("unblock", `Have it unblocked by ${soon}`, `take it up${whom}`, "if it is still blocked", soon),
      ...(planned ? [option("replan", `Take it out of ${planned}`, "move it there", "if it is still blocked", soon)] : []),
      acceptUntil(later, "blocked"),
    ],
  };
}

function option(id: string, label: string, byHand: string, condition: string, on: Day): EscalationOption {
  return {
    id,
    label,
    consequence: `Recorded in the decision log. The workbench does not change Jira: ${byHand}. It is asked again on ${on} ${condition}.`,
    reviewOn: on,
  };
}

function acceptUntil(on: Day, state: string): EscalationOption {
  return {
    id: acceptId,
    label: `Accept it ${state} until ${on}`,
    consequence: `Recorded in the decision log, and its item in the RAID log is marked accepted. It is asked again on ${on} if it is still ${state}.`,
    reviewOn: on,
  };
}
