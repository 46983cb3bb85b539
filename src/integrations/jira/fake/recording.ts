import type { Day, Instant } from "#core/time.ts";

export type Named = { id: string; name: string };
export type StatusCategory = { id: number; key: string; colorName: string; name: string };
export type Status = Named & { description: string; category: StatusCategory };
export type IssueType = Named & { subtask: boolean; hierarchyLevel: number };
export type User = { accountId: string; displayName: string; active: boolean };
export type LinkType = Named & { inward: string; outward: string };

export type RecordedProject = Named & { key: string };

/** Another issue as this one mentions it, with the status it had when the recording was made. */
export type Neighbour = { id: string; key: string; summary: string; status: Status; priority: Named | null; type: IssueType };

/** `inward` reads the type's inward phrase on this issue ("is blocked by"). */
export type RecordedLink = { id: string; type: LinkType; direction: "inward" | "outward"; other: Neighbour };

export type RecordedComment = { id: string; author: User | null; body: string | null; createdAt: Instant; updatedAt: Instant };

export type HistoryItem = {
  field: string;
  fieldtype: string;
  fieldId: string | null;
  from: string | null;
  fromText: string | null;
  to: string | null;
  toText: string | null;
};
export type RecordedHistory = { id: string; author: User | null; createdAt: Instant; items: HistoryItem[] };

/** One issue as it stood when it was recorded. */
export type RecordedIssue = {
  id: string;
  key: string;
  createdAt: Instant;
  updatedAt: Instant;
  summary: string;
  description: string | null;
  type: IssueType;
  status: Status;
  priority: Named | null;
  resolution: Named | null;
  resolvedAt: Instant | null;
  dueOn: Day | null;
  labels: string[];
  flagged: boolean;
  assignee: User | null;
  reporter: User | null;
  creator: User | null;
  sprintIds: number[];
  versions: Named[];
  links: RecordedLink[];
  parent: Neighbour | null;
  subtasks: Neighbour[];
  comments: RecordedComment[];
  /** Oldest first. Null: no changelog was recorded, so only dates prove anything. */
  histories: RecordedHistory[] | null;
};

export type RecordedSprint = {
  id: number;
  boardId: number | null;
  name: string;
  goal: string | null;
  state: "future" | "active" | "closed";
  startAt: Instant | null;
  endAt: Instant | null;
  completedAt: Instant | null;
};

export type RecordedVersion = Named & {
  description: string | null;
  startOn: Day | null;
  releaseOn: Day | null;
  released: boolean;
  archived: boolean;
};

/** What a site has names for. A changelog names things by id; here is what they look like in full. */
export type Vocabulary = {
  statuses: Status[];
  priorities: Named[];
  resolutions: Named[];
  types: IssueType[];
  linkTypes: LinkType[];
  people: User[];
};

/** What a Jira site held of one project when it was recorded: plain data, read from files or built in code. */
export type Recording = {
  project: RecordedProject;
  issues: RecordedIssue[];
  sprints: RecordedSprint[];
  versions: RecordedVersion[];
  /** The site's own lists, wider than what this project uses today. */
  vocabulary: Vocabulary;
};

/** A recording with the vocabulary its issues use, and what is known of the site beyond them. */
export function recordingOf(parts: Omit<Recording, "vocabulary">, site?: Vocabulary): Recording {
  const own = vocabularyOf(parts.issues);
  return { ...parts, vocabulary: site ? mergeVocabularies(site, own) : own };
}

export const categories = {
  unknown: { id: 1, key: "undefined", colorName: "medium-gray", name: "No Category" },
  new: { id: 2, key: "new", colorName: "blue-gray", name: "To Do" },
  indeterminate: { id: 4, key: "indeterminate", colorName: "yellow", name: "In Progress" },
  done: { id: 3, key: "done", colorName: "green", name: "Done" },
} satisfies Record<string, StatusCategory>;

/** Jira's system statuses, whose ids are the same on every classic site. */
export const systemStatuses: readonly Status[] = [
  { id: "1", name: "Open", description: "", category: categories.new },
  { id: "3", name: "In Progress", description: "", category: categories.indeterminate },
  { id: "4", name: "Reopened", description: "", category: categories.new },
  { id: "5", name: "Resolved", description: "", category: categories.done },
  { id: "6", name: "Closed", description: "", category: categories.done },
];

/** An issue made in code: open, a task, without history, and whatever is given. */
export function recordedIssue(given: Partial<RecordedIssue> & Pick<RecordedIssue, "id" | "key" | "createdAt">): RecordedIssue {
  return {
    updatedAt: given.createdAt,
    summary: `Summary of ${given.key}`,
    description: null,
    type: { id: "3", name: "Task", subtask: false, hierarchyLevel: 0 },
    status: { id: "1", name: "Open", description: "", category: categories.new },
    priority: { id: "3", name: "Medium" },
    resolution: null,
    resolvedAt: null,
    dueOn: null,
    labels: [],
    flagged: false,
    assignee: null,
    reporter: null,
    creator: null,
    sprintIds: [],
    versions: [],
    links: [],
    parent: null,
    subtasks: [],
    comments: [],
    histories: [],
    ...given,
  };
}

/** Everything the issues mention, each once, in numeric order of id: the order in which Jira's own lists stand. */
export function vocabularyOf(issues: Iterable<RecordedIssue>): Vocabulary {
  const seen: Vocabulary = { statuses: [], priorities: [], resolutions: [], types: [], linkTypes: [], people: [] };
  for (const issue of issues) {
    const neighbours = [...issue.links.map((link) => link.other), ...issue.subtasks, ...(issue.parent ? [issue.parent] : [])];
    for (const one of [issue, ...neighbours] satisfies Pick<Neighbour, "status" | "priority" | "type">[]) {
      seen.statuses.push(one.status);
      seen.types.push(one.type);
      if (one.priority) seen.priorities.push(one.priority);
    }
    if (issue.resolution) seen.resolutions.push(issue.resolution);
    for (const link of issue.links) seen.linkTypes.push(link.type);
    for (const person of [issue.assignee, issue.reporter, issue.creator, ...issue.comments.map((comment) => comment.author)]) {
      if (person) seen.people.push(person);
    }
  }
  return tidy(seen);
}

/** Both together; where both know an id, the second one's word counts. */
export function mergeVocabularies(first: Vocabulary, second: Vocabulary): Vocabulary {
  return tidy({
    statuses: [...first.statuses, ...second.statuses],
    priorities: [...first.priorities, ...second.priorities],
    resolutions: [...first.resolutions, ...second.resolutions],
    types: [...first.types, ...second.types],
    linkTypes: [...first.linkTypes, ...second.linkTypes],
    people: [...first.people, ...second.people],
  });
}

function tidy(seen: Vocabulary): Vocabulary {
  return {
    statuses: byId(seen.statuses),
    priorities: byId(seen.priorities),
    resolutions: byId(seen.resolutions),
    types: byId(seen.types),
    linkTypes: byId(seen.linkTypes),
    people: [...new Map(seen.people.map((person) => [person.accountId, person])).values()],
  };
}

function byId<T extends Named>(things: T[]): T[] {
  const last = new Map(things.map((thing) => [thing.id, thing]));
  return [...last.values()].sort((a, b) => Number(a.id) - Number(b.id));
}
