import type { IssueType, LinkType, Named, Neighbour, RecordedIssue, Status, User } from "./recording.ts";

/** What a site has names for. A changelog names things by id; here is what they look like in full. */
export type Vocabulary = {
  statuses: Status[];
  priorities: Named[];
  resolutions: Named[];
  types: IssueType[];
  linkTypes: LinkType[];
  people: User[];
};

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
