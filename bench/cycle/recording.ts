import { addMs, type Instant } from "#core/time.ts";
import { categories, recordedIssue, recordingOf, type HistoryItem, type RecordedHistory, type RecordedIssue, type Recording, type Status, type User } from "#integrations/jira/fake/recording.ts";

const open: Status = { id: "1", name: "Open", description: "", category: categories.new };
const inProgress: Status = { id: "3", name: "In Progress", description: "", category: categories.indeterminate };
const done: Status = { id: "5", name: "Resolved", description: "", category: categories.done };

export const firstRead: Instant = "2024-05-15T09:00:00.000Z";
/** By then one issue in a hundred has changed. */
export const laterRead: Instant = "2024-05-15T12:00:00.000Z";

const day = 86_400_000;

function move(from: Status, to: Status): HistoryItem {
  return { field: "status", fieldtype: "jira", fieldId: "status", from: from.id, fromText: from.name, to: to.id, toText: to.name };
}

function hand(from: User | null, to: User | null): HistoryItem {
  return { field: "assignee", fieldtype: "jira", fieldId: "assignee", from: from?.accountId ?? null, fromText: from?.displayName ?? null, to: to?.accountId ?? null, toText: to?.displayName ?? null };
}

const people: User[] = ["Ann Archer", "Bob Baker", "Cem Carter"].map((displayName, index) => ({ accountId: `person-${index}`, displayName, active: true }));

/**
 * A project of the wanted size: six in ten issues finished over two years, one in ten in work, a running sprint. Each has
 * what real tickets have on average: six changelog entries, three comments, a description of six hundred characters.
 */
export function recordingOfSize(size: number): Recording {
  return recordingOf({
    project: { id: "10001", key: "BIG", name: "Big" },
    sprints: [{ id: 7, boardId: 1, name: "Sprint 7", goal: null, state: "active", startAt: "2024-05-06T09:00:00.000Z", endAt: "2024-05-20T09:00:00.000Z", completedAt: null }],
    versions: [{ id: "500", name: "1.0", description: null, startOn: null, releaseOn: "2024-06-28", released: false, archived: false }],
    issues: Array.from({ length: size }, (_, index) => issue(index, size)),
  });
}

function issue(index: number, size: number): RecordedIssue {
  const share = index % 10;
  const createdAt = addMs(firstRead, -Math.floor(((size - index) / size) * 730) * day - (index % 600) * 60_000 - 20 * day);
  const startedAt = addMs(createdAt, (1 + (index % 6)) * day);
  const finishedAt = addMs(startedAt, (1 + (index % 12)) * day);
  const finished = share < 6;
  const started = finished || share === 6;
  const changes = index % 100 === 9;
  const [author = null] = people.slice(index % people.length);
  const comments = [1, 2, 3].map((part) => {
    const at = addMs(createdAt, part * 3_600_000);
    return { id: String(5_000_000 + index * 10 + part), author, body: "Seen on the second gauge too, after it was turned off and on again. ".repeat(4), createdAt: at, updatedAt: at };
  });
  const entries: { at: Instant; items: HistoryItem[] }[] = [
    ...[4, 5, 6, 7].map((hour) => ({ at: addMs(createdAt, hour * 3_600_000), items: [hand(hour % 2 === 0 ? null : author, hour % 2 === 0 ? author : null)] })),
    ...(started ? [{ at: startedAt, items: [move(open, inProgress)] }] : []),
    ...(finished ? [{ at: finishedAt, items: [move(inProgress, done)] }] : []),
    ...(changes ? [{ at: addMs(firstRead, 3_600_000 + index), items: [move(open, inProgress)] }] : []),
  ];
  const histories: RecordedHistory[] = entries.map(({ at, items }, part) => ({ id: String(1_000_000 + index * 10 + part), author, createdAt: at, items }));
  return recordedIssue({
    id: String(100_000 + index),
    key: `BIG-${index + 1}`,
    createdAt,
    updatedAt: histories.at(-1)?.createdAt ?? createdAt,
    description: "The wind gauge shows the last value it read and not the one it reads now. ".repeat(8),
    status: finished ? done : started || changes ? inProgress : open,
    resolution: finished ? { id: "1", name: "Fixed" } : null,
    resolvedAt: finished ? finishedAt : null,
    sprintIds: index % 50 === 7 ? [7] : [],
    versions: index % 40 === 8 ? [{ id: "500", name: "1.0" }] : [],
    comments,
    histories,
  });
}
