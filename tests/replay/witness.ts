import type { ArtefactSet } from "#core/entities/artefact.ts";
import type { Escalation } from "#core/entities/escalation.ts";
import type { Facts } from "#core/entities/facts.ts";
import { isOpen } from "#core/entities/raid-standing.ts";
import { parseEvidenceId } from "#core/evidence.ts";
import { nextWorkingDay } from "#core/delivery/dimension.ts";
import { defaultRuleSettings } from "#core/settings.ts";
import { addDays, daysBetween, weekStart, type Day } from "#core/time.ts";

export type Held = { today: Day; facts: Facts; artefacts: ArtefactSet; escalations: readonly Escalation[] };

const { questionSoonDays, questionLaterDays } = defaultRuleSettings;
const days = /\d{4}-\d{2}-\d{2}/g;

/** Follows a project step by step, and says what its documents claim that the facts of that step do not. */
export class Witness {
  /** Days that rules may name beside those of the facts: steps taken, reviews and requests counted from them, forecasts. */
  readonly #computed = new Set<Day>();
  readonly #names = new Set<string>();
  readonly #subjects = new Map<string, string | null>();
  #lastNumber = 1;

  complaints(held: Held): string[] {
    const { today, facts } = held;
    for (const day of [today, nextWorkingDay(today), addDays(today, questionSoonDays), addDays(today, questionLaterDays)]) this.#computed.add(day);
    for (let week = 0; week <= 12; week++) this.#computed.add(addDays(weekStart(today), -7 * week));
    for (const { assignee, reporter } of facts.issues) for (const person of [assignee, reporter]) if (person) this.#names.add(person.name);
    return [...this.#ofNames(held), ...this.#ofRaid(held), ...ofEvidence(held), ...ofPlan(held), ...ofAges(held), ...ofQuestions(held)].map((text) => `${today}: ${text}`);
  }

  /** Every day and issue key, and every person where a text names one. */
  #ofNames({ facts, artefacts, escalations }: Held): string[] {
    const wrong: string[] = [];
    const forecasts = (artefacts.delivery_state?.content.milestones ?? []).flatMap(({ forecast }) => ("p50" in forecast ? [forecast.p50, forecast.p85, forecast.p95].filter((day) => day !== null) : []));
    for (const day of forecasts) this.#computed.add(day);
    const factDays = new Set(JSON.stringify(facts).match(days));
    const keys = new Set(facts.issues.flatMap(({ key, links }) => [key, ...links.map((link) => link.key)]));
    const quoted = [...facts.issues.map(({ summary }) => summary), ...facts.sprints.map(({ name }) => name), ...facts.releases.map(({ name }) => name)].join("\n");
    const issueKey = new RegExp(`\\b${facts.issues[0]?.key.split("-")[0] ?? "none"}-\\d+`, "g");
    for (const text of texts([contents(artefacts), escalations.map(({ question, known, options, supersededBecause }) => ({ question, known, options, supersededBecause }))])) {
      for (const day of text.match(days) ?? []) if (!factDays.has(day) && !this.#computed.has(day)) wrong.push(`the day ${day} is of no fact: ${text}`);
      for (const key of text.match(issueKey) ?? []) if (!keys.has(key) && !quoted.includes(key)) wrong.push(`there is no ${key}: ${text}`);
      const person = /^Ask (.+?) (?:what|when|whether) |with (.+), or drop it|^(.+) reported it\.$|is now assigned to (.+)\.$/.exec(text.replace(/“.*”/, "it"))?.slice(1).find(Boolean);
      if (person !== undefined && !this.#names.has(person)) wrong.push(`nobody is called ${person}: ${text}`);
    }
    return wrong;
  }

  /** One matter, one item, one number; owners are those of the facts; what is closed says why. */
  #ofRaid({ today, facts, artefacts }: Held): string[] {
    const raid = artefacts.raid_log?.content;
    if (!raid) return [];
    const wrong: string[] = [];
    const issues = new Map(facts.issues.map((issue) => [issue.key, issue]));
    if (raid.nextNumber < this.#lastNumber) wrong.push("numbers are given out again");
    this.#lastNumber = raid.nextNumber;
    if (new Set(raid.items.map(({ id }) => id)).size < raid.items.length) wrong.push("an id stands for two items");
    if (new Set(raid.items.map(({ subject }) => subject)).size < raid.items.length) wrong.push("a subject has two items");
    for (const item of raid.items) {
      const { id, subject, status, closed, owner } = item;
      if (this.#subjects.has(id) && this.#subjects.get(id) !== subject) wrong.push(`${id} was ${this.#subjects.get(id)} and is ${subject}`);
      this.#subjects.set(id, subject);
      if ((status === "closed") !== (closed !== null)) wrong.push(`${id} is ${status}, closed: ${closed?.because}`);
      if (closed && (closed.because.trim() === "" || closed.on > today)) wrong.push(`${id} is closed on ${closed.on} because ${closed.because}`);
      const issue = issues.get(subject?.slice(subject.indexOf(":") + 1) ?? "");
      if (isOpen(item) && owner !== (issue?.assignee?.name ?? null)) wrong.push(`${id} is owned by ${issue?.assignee?.name}, not ${owner}`);
      if (owner !== null && !this.#names.has(owner)) wrong.push(`${id} is owned by a stranger, ${owner}`);
    }
    return wrong;
  }
}

/** Every piece of evidence opens as something that is held. */
function ofEvidence({ facts, artefacts, escalations }: Held): string[] {
  const held = {
    issue: new Set(facts.issues.map(({ key }) => key)),
    sprint: new Set(facts.sprints.map(({ id }) => String(id))),
    release: new Set(facts.releases.map(({ id }) => id)),
    escalation: new Set(escalations.map(({ id }) => id)),
    source: new Set(["jira"]),
  };
  const named = [...JSON.stringify([contents(artefacts), escalations]).matchAll(/"evidence":\[(.*?)\]/g)].flatMap(([, list]) => JSON.parse(`[${list}]`) as string[]);
  return [...new Set(named)].filter((evidence) => {
    const { kind, id } = parseEvidenceId(evidence);
    return !held[kind].has(id);
  });
}

/** Sprints and releases are those of the facts, by id, name and date; sums are sums. */
function ofPlan({ facts, artefacts }: Held): string[] {
  const wrong: string[] = [];
  const [state, backlog] = [artefacts.delivery_state?.content, artefacts.backlog_summary?.content];
  const sprintName = (id: number): string | undefined => facts.sprints.find((sprint) => sprint.id === id)?.name;
  if (state?.sprint && sprintName(state.sprint.id) !== state.sprint.name) wrong.push(`sprint ${state.sprint.id} is not ${state.sprint.name}`);
  if (backlog && "sprintId" in backlog.scope && sprintName(backlog.scope.sprintId) !== backlog.scope.sprintName) wrong.push(`sprint ${backlog.scope.sprintId} is not ${backlog.scope.sprintName}`);
  for (const { releaseId, name, date, total, done, open } of state?.milestones ?? []) {
    const release = facts.releases.find(({ id }) => id === releaseId);
    if (release?.name !== name || release.releaseOn !== date || release.released) wrong.push(`milestone ${name} on ${date} is not as in the facts`);
    if (done + open !== total) wrong.push(`${name}: ${done} and ${open} are not ${total}`);
  }
  const openItems = backlog?.totals.openByPriority.reduce((sum, { open }) => sum + open, 0);
  if (openItems !== backlog?.totals.open) wrong.push(`${openItems} open by priority, ${backlog?.totals.open} in all`);
  return wrong;
}

/** Ages are right on the day the document is of. */
function ofAges({ artefacts }: Held): string[] {
  const wrong: string[] = [];
  const [state, backlog] = [artefacts.delivery_state?.content, artefacts.backlog_summary?.content];
  for (const { key, since, ageDays } of state?.blockers ?? []) {
    if (ageDays !== (since === null ? null : daysBetween(since, state?.asOf ?? since))) wrong.push(`${key} blocked since ${since} is said to be so for ${ageDays} days`);
  }
  for (const { text } of backlog?.highlights ?? []) {
    const [, since, age] = /(\d{4}-\d{2}-\d{2}).* That is (\d+) days? /.exec(text) ?? [];
    if (since !== undefined && backlog && daysBetween(since, backlog.asOf) !== Number(age)) wrong.push(`on ${backlog.asOf}: ${text}`);
  }
  return wrong;
}

/** A matter is asked about once while it stands, in the RAID log as well, and offers no day that has come. */
function ofQuestions({ today, artefacts, escalations }: Held): string[] {
  const standing = escalations.filter(({ status, standing }) => status === "pending" || (status === "decided" && standing));
  const wrong = standing.length > new Set(standing.map(({ subject }) => subject)).size ? ["a subject is asked about twice"] : [];
  const open = new Set(artefacts.raid_log?.content.items.filter(isOpen).map(({ subject }) => subject));
  for (const { status, subject, options, defaultOn } of escalations) {
    if (status !== "pending") continue;
    if (!open.has(subject)) wrong.push(`${subject} is asked about and not in the RAID log`);
    for (const day of [defaultOn, ...options.map(({ reviewOn }) => reviewOn)]) if (day !== null && day <= today) wrong.push(`${subject} offers ${day}`);
  }
  return wrong;
}

function contents({ delivery_state, raid_log, backlog_summary, decision_log }: ArtefactSet): unknown[] {
  return [delivery_state?.content, raid_log?.content, backlog_summary?.content, decision_log?.content];
}

/** Every text in a document that the product wrote, so all but what it quotes of an issue. */
function texts(value: unknown, name = ""): string[] {
  if (typeof value === "string") return name === "summary" || name === "title" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => texts(one, name));
  return value !== null && typeof value === "object" ? Object.entries(value).flatMap(([key, one]) => texts(one, key)) : [];
}

