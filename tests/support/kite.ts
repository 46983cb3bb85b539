import type { Instant } from "#core/time.ts";
import { addMs } from "#core/time.ts";
import { categories, recordedIssue, recordingOf } from "#integrations/jira/fake/recording.ts";
import type { HistoryItem, RecordedHistory, RecordedIssue, Recording, Status, User } from "#integrations/jira/fake/recording.ts";

const open: Status = { id: "1", name: "Open", description: "", category: categories.new };
const inProgress: Status = { id: "3", name: "In Progress", description: "", category: categories.indeterminate };
const done: Status = { id: "5", name: "Resolved", description: "", category: categories.done };
const highest = { id: "1", name: "Blocker" };
const ann: User = { accountId: "ann", displayName: "Ann Archer", active: true };
const bob: User = { accountId: "bob", displayName: "Bob Baker", active: true };

export const kiteKey = "KITE";
/** A Wednesday in the middle of sprint 11. */
export const kiteToday: Instant = "2024-05-15T09:00:00.000Z";
/** Once Ann has taken KITE-23 and Bob has commented on KITE-24. */
export const kiteTomorrow: Instant = "2024-05-16T13:00:00.000Z";

function moved(item: Pick<HistoryItem, "field" | "from" | "fromText" | "to" | "toText">): HistoryItem {
  return { fieldtype: item.field === "Sprint" || item.field === "Flagged" ? "custom" : "jira", fieldId: null, ...item };
}

function statusMove(from: Status, to: Status): HistoryItem {
  return moved({ field: "status", from: from.id, fromText: from.name, to: to.id, toText: to.name });
}

let histories = 0;
function history(createdAt: Instant, ...items: HistoryItem[]): RecordedHistory {
  return { id: String(90_000 + histories++), author: bob, createdAt, items };
}

function at(day: string, hour = 9): Instant {
  return `${day}T${String(hour).padStart(2, "0")}:00:00.000Z`;
}

function kite(number: number, given: Partial<RecordedIssue> & Pick<RecordedIssue, "createdAt">): RecordedIssue {
  const last = given.histories?.at(-1)?.createdAt;
  return recordedIssue({ id: String(20_000 + number), key: `KITE-${number}`, updatedAt: last ?? given.createdAt, reporter: bob, ...given });
}

/** Fourteen items, one finished every four days before today, each three days in work. */
function finishedItems(): RecordedIssue[] {
  return Array.from({ length: 14 }, (_, index) => {
    const finishedAt = addMs(kiteToday, -(1 + index * 4) * 86_400_000);
    const startedAt = addMs(finishedAt, -2 * 86_400_000);
    const createdAt = addMs(startedAt, -5 * 86_400_000);
    return kite(index + 1, {
      createdAt,
      status: done,
      resolution: { id: "1", name: "Fixed" },
      resolvedAt: finishedAt,
      assignee: ann,
      histories: [history(startedAt, statusMove(open, inProgress)), history(finishedAt, statusMove(inProgress, done), moved({ field: "resolution", from: null, fromText: null, to: "1", toText: "Fixed" }))],
    });
  });
}

/** A small project whose truth was written by hand: what each rule must find in it is said beside each issue. */
export function kiteRecording(): Recording {
  histories = 0;
  const joinedAtStart = { sprintIds: [11] };
  return recordingOf({
    project: { id: "10001", key: kiteKey, name: "Kite" },
    sprints: [
      { id: 10, boardId: 1, name: "Kite 10", goal: null, state: "closed", startAt: at("2024-04-22"), endAt: at("2024-05-06", 8), completedAt: at("2024-05-06", 8) },
      { id: 11, boardId: 1, name: "Kite 11", goal: "Fly in wind", state: "active", startAt: at("2024-05-06"), endAt: at("2024-05-20"), completedAt: null },
    ],
    versions: [{ id: "500", name: "Kite 1.0", description: null, startOn: null, releaseOn: "2024-06-14", released: false, archived: false }],
    issues: [
      ...finishedItems(),
      // critical-unowned: the highest priority without an owner for five days; Ann takes it on the 16th.
      kite(23, {
        createdAt: at("2024-05-10"),
        summary: "Line snaps in strong wind",
        priority: highest,
        assignee: ann,
        histories: [history(at("2024-05-16", 10), moved({ field: "assignee", from: null, fromText: null, to: "ann", toText: "Ann Archer" }))],
      }),
      // blocked: flagged for twenty days.
      kite(22, {
        createdAt: at("2024-04-20"),
        summary: "Order the new sail cloth",
        status: inProgress,
        flagged: true,
        assignee: bob,
        ...joinedAtStart,
        histories: [history(at("2024-04-24"), statusMove(open, inProgress)), history(at("2024-04-25"), moved({ field: "Flagged", from: null, fromText: null, to: "[10019]", toText: "Impediment" }))],
      }),
      // due-missed: open past its due date; Bob comments on the 16th.
      kite(24, {
        createdAt: at("2024-04-30"),
        summary: "Book the test field",
        dueOn: "2024-05-10",
        assignee: bob,
        versions: [{ id: "500", name: "Kite 1.0" }],
        comments: [{ id: "7001", author: bob, body: "The field is free on Friday.", createdAt: at("2024-05-16", 12), updatedAt: at("2024-05-16", 12) }],
      }),
      // scope-added: joined the running sprint on the 8th.
      kite(25, {
        createdAt: at("2024-05-08"),
        summary: "Repair kit",
        description: "Acceptance criteria:\n- the kit holds two spare lines and a needle",
        assignee: ann,
        sprintIds: [11],
        histories: [history(at("2024-05-08", 10), moved({ field: "Sprint", from: "", fromText: "", to: "11", toText: "Kite 11" }))],
      }),
      // unready: in the running sprint without a word of description.
      kite(26, { createdAt: at("2024-05-01"), summary: "Packaging", assignee: ann, versions: [{ id: "500", name: "Kite 1.0" }], ...joinedAtStart }),
    ],
  });
}
