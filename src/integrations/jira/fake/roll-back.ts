import type { Instant } from "#core/time.ts";
import type { HistoryItem, RecordedIssue, RecordedLink } from "./recording.ts";
import { personNamed, statusNamed, thingNamed, typeNamed, type World } from "./world.ts";

/** What can differ between two moments of an issue. */
export type Movable = Pick<
  RecordedIssue,
  | "summary" | "description" | "type" | "status" | "priority" | "resolution" | "resolvedAt" | "dueOn" | "labels" | "flagged"
  | "assignee" | "sprintIds" | "versions" | "links"
>;

/** The issue before every change its changelog dates after `at`: the changes are undone from the newest back. */
export function rollBack(issue: RecordedIssue & { histories: object[] }, at: Instant, world: World): Movable {
  const state: Movable = { ...issue };
  for (const history of issue.histories.toReversed()) {
    if (history.createdAt <= at) break;
    for (const item of history.items.toReversed()) undo(state, item, history.id, world);
  }
  state.resolvedAt = resolvedAt(issue, state, at);
  return state;
}

function undo(state: Movable, item: HistoryItem, historyId: string, world: World): void {
  switch (item.field.toLowerCase()) {
    case "summary":
      state.summary = item.fromText ?? "";
      return;
    case "description":
      state.description = item.fromText;
      return;
    case "issuetype":
      state.type = typeNamed(item.from, item.fromText, world);
      return;
    case "status":
      state.status = statusNamed(item.from, item.fromText, world);
      return;
    case "priority":
      state.priority = thingNamed(item.from, item.fromText, world.priorities);
      return;
    case "resolution":
      state.resolution = thingNamed(item.from, item.fromText, world.resolutions);
      return;
    case "assignee":
      state.assignee = personNamed(item.from, item.fromText, world);
      return;
    case "duedate":
      // Written as 2009-07-14 00:00:00.0.
      state.dueOn = item.fromText ? item.fromText.slice(0, 10) : null;
      return;
    case "flagged":
      state.flagged = Boolean(item.fromText);
      return;
    case "labels":
      // A custom field of the same name is another field.
      if (item.fieldtype === "jira") state.labels = (item.fromText ?? "").split(" ").filter(Boolean);
      return;
    case "sprint":
      state.sprintIds = (item.from ?? "").split(",").map((id) => id.trim()).filter(Boolean).map(Number);
      return;
    case "fix version":
      undoVersion(state, item, world);
      return;
    case "link":
      undoLink(state, item, historyId, world);
      return;
  }
}

function undoVersion(state: Movable, item: HistoryItem, world: World): void {
  const removed = thingNamed(item.from, item.fromText, world.versions);
  state.versions = state.versions.filter((version) => version.id !== item.to);
  if (removed && !state.versions.some((version) => version.id === removed.id)) state.versions = [...state.versions, removed];
}

function undoLink(state: Movable, item: HistoryItem, historyId: string, world: World): void {
  if (item.to) {
    const phrase = phraseOf(item.toText);
    state.links = state.links.filter((link) => link.other.key !== item.to || (phrase !== null && phraseOn(link) !== phrase));
  }
  // A removed link comes back only where the recording still holds both its kind and the other issue.
  const kind = world.linkPhrases.get(phraseOf(item.fromText) ?? "");
  const other = item.from ? world.issues.get(item.from) : undefined;
  if (kind && other) state.links = [...state.links, { id: historyId, ...kind, other }];
}

/** "This issue is blocked by EX-1" says "is blocked by". */
function phraseOf(text: string | null): string | null {
  return /^This \S+ (.+) \S+$/.exec(text ?? "")?.[1] ?? null;
}

function phraseOn(link: RecordedLink): string {
  return link.direction === "inward" ? link.type.inward : link.type.outward;
}

/**
 * As recorded where that was by then, else the time of the change that set the resolution then in force: a workflow can
 * date a resolution anew without a change of it in the log.
 */
function resolvedAt(issue: RecordedIssue & { histories: object[] }, state: Movable, at: Instant): Instant | null {
  if (state.resolution === null) return null;
  const changes = issue.histories.filter((history) => history.items.some((item) => item.field === "resolution"));
  const undone = changes.some((history) => history.createdAt > at);
  if (!undone && issue.resolvedAt !== null && issue.resolvedAt <= at) return issue.resolvedAt;
  return changes.findLast((history) => history.createdAt <= at)?.createdAt ?? issue.createdAt;
}
