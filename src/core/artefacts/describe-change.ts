import type { ArtefactContents, ArtefactType } from "#core/entities/artefact.ts";
import type { BacklogSummary } from "#core/entities/backlog-summary.ts";
import type { DecisionLog } from "#core/entities/decision-log.ts";
import type { DeliveryState, DimensionName } from "#core/entities/delivery-state.ts";
import type { RaidItem, RaidLog } from "#core/entities/raid-log.ts";
import { isOpen } from "#core/entities/raid-standing.ts";
import type { EvidenceId } from "#core/evidence.ts";
import { count } from "#core/text.ts";

/** `notable` is false where only figures and ages moved on, which is no news. */
export type Described = { what: string; evidence: EvidenceId[]; notable: boolean };

const shownEvidence = 20;
const shownNames = 3;

const describers: { [T in ArtefactType]: (before: ArtefactContents[T] | null, after: ArtefactContents[T]) => Described } = {
  delivery_state: describeDelivery,
  raid_log: describeRaid,
  backlog_summary: describeBacklog,
  decision_log: describeDecisions,
};

/** One line saying what is different between two contents of a document, and the evidence of just that. */
export function describeChange<T extends ArtefactType>(type: T, before: ArtefactContents[T] | null, after: ArtefactContents[T]): Described {
  const described = describers[type](before, after);
  return { ...described, evidence: [...new Set(described.evidence)].slice(0, shownEvidence) };
}

function describeDelivery(before: DeliveryState | null, after: DeliveryState): Described {
  const names = Object.keys(after.dimensions) as DimensionName[];
  if (!before) {
    const colours = names.map((name) => `${name} ${after.dimensions[name].colour}`);
    return { what: `First version: overall ${after.overall.colour}; ${colours.join(", ")}`, evidence: names.flatMap((name) => after.dimensions[name].evidence), notable: true };
  }
  const parts: string[] = [];
  const evidence: EvidenceId[] = [];
  if (before.overall.colour !== after.overall.colour) parts.push(`overall ${before.overall.colour} → ${after.overall.colour}`);
  for (const name of names) {
    const [was, is] = [before.dimensions[name], after.dimensions[name]];
    if (was.colour === is.colour) continue;
    parts.push(`${name} ${was.colour} → ${is.colour}`);
    evidence.push(...is.evidence);
  }
  if (before.sprint?.id !== after.sprint?.id) {
    parts.push(after.sprint ? `current sprint is now ${after.sprint.name}` : "no sprint is running");
    evidence.push(...(after.sprint?.evidence ?? []));
  }
  const blockers = compareBy(before.blockers, after.blockers, (blocker) => blocker.key);
  if (blockers.added.length > 0) parts.push(`newly blocked: ${listed(blockers.added.map(({ key }) => key))}`);
  if (blockers.gone.length > 0) parts.push(`no longer blocked: ${listed(blockers.gone.map(({ key }) => key))}`);
  evidence.push(...blockers.added.flatMap((blocker) => blocker.evidence));
  if (before.flow.wip !== after.flow.wip) parts.push(`work in progress ${before.flow.wip} → ${after.flow.wip}`);
  if (parts.length > 0) return { what: parts.join("; "), evidence, notable: true };
  return { what: before.asOf === after.asOf ? "Figures brought up to date, no colour changed" : `As of ${after.asOf}, no colour changed`, evidence, notable: false };
}

function describeRaid(before: RaidLog | null, after: RaidLog): Described {
  const earlier = new Map((before?.items ?? []).map((item) => [item.id, item]));
  const added: RaidItem[] = [];
  const closed: RaidItem[] = [];
  const reopened: RaidItem[] = [];
  const revised: RaidItem[] = [];
  for (const item of after.items) {
    const was = earlier.get(item.id);
    if (!was) added.push(item);
    else if (isOpen(was) && !isOpen(item)) closed.push(item);
    else if (!isOpen(was) && isOpen(item)) reopened.push(item);
    else if (JSON.stringify(was) !== JSON.stringify(item)) revised.push(item);
  }
  const parts = [
    ...(added.length > 0 ? [`${count(added.length, "item")} added: ${listed(added.map((item) => `${item.id} ${item.title}`))}`] : []),
    ...(closed.length > 0 ? [`${closed.length} closed: ${listed(closed.map((item) => `${item.id} (${(item.closed?.because ?? "closed").replace(/\.$/, "")})`))}`] : []),
    ...(reopened.length > 0 ? [`${reopened.length} reopened: ${listed(reopened.map(({ id }) => id))}`] : []),
    ...(revised.length > 0 ? [`${revised.length} revised: ${listed(revised.map(({ id }) => id))}`] : []),
  ];
  const evidence = [...added, ...closed, ...reopened, ...revised].flatMap((item) => item.evidence);
  return { what: parts.length > 0 ? parts.join("; ") : before ? "No item changed" : "First version: no items", evidence, notable: added.length + closed.length + reopened.length > 0 || !before };
}

function describeBacklog(before: BacklogSummary | null, after: BacklogSummary): Described {
  const { totals } = after;
  if (!before) {
    const what = `First version: ${totals.open} of ${count(totals.all, "item")} open, ${count(after.highlightCount, "highlight")}`;
    return { what, evidence: after.highlights.flatMap((highlight) => highlight.evidence), notable: true };
  }
  const highlights = compareBy(before.highlights, after.highlights, ({ kind, key }) => `${kind} ${key}`);
  const [more, less] = [highlights.added.map(({ kind, key }) => `${key} ${kind}`), highlights.gone.map(({ kind, key }) => `${key} ${kind}`)];
  const parts = [
    ...(before.totals.all !== totals.all ? [`items ${before.totals.all} → ${totals.all}`] : []),
    ...(before.totals.open !== totals.open ? [`open ${before.totals.open} → ${totals.open}`] : []),
    ...(more.length > 0 ? [`new: ${listed(more)}`] : []),
    ...(less.length > 0 ? [`gone: ${listed(less)}`] : []),
    ...(before.refinementCount !== after.refinementCount ? [`to refine ${before.refinementCount} → ${after.refinementCount}`] : []),
  ];
  const unchanged = before.asOf === after.asOf ? "Details brought up to date" : `As of ${after.asOf}, totals unchanged`;
  return { what: parts.length > 0 ? parts.join("; ") : unchanged, evidence: highlights.added.flatMap((highlight) => highlight.evidence), notable: parts.length > 0 };
}

function describeDecisions(before: DecisionLog | null, after: DecisionLog): Described {
  const { added } = compareBy(before?.decisions ?? [], after.decisions, (decision) => decision.id);
  const latest = added[0];
  if (!latest) return { what: before ? "A decision was revised" : "First version: no decisions yet", evidence: [], notable: true };
  const more = added.length > 1 ? ` and ${added.length - 1} more` : "";
  return { what: `Decided: ${latest.question} ${latest.decision}${more}`, evidence: added.flatMap((decision) => decision.evidence), notable: true };
}

function compareBy<T>(before: readonly T[], after: readonly T[], identity: (one: T) => string): { added: T[]; gone: T[] } {
  const [old, now] = [new Set(before.map(identity)), new Set(after.map(identity))];
  return { added: after.filter((one) => !old.has(identity(one))), gone: before.filter((one) => !now.has(identity(one))) };
}

function listed(names: readonly string[]): string {
  const rest = names.length - shownNames;
  return `${names.slice(0, shownNames).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
