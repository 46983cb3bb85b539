import type { ArtefactOf } from "#core/entities/artefact.ts";
import type { Checkpoint } from "#core/entities/checkpoint.ts";
import type { Escalation } from "#core/entities/escalation.ts";
import type { Event } from "#core/entities/event.ts";
import type { Issue } from "#core/entities/issue.ts";
import type { Project } from "#core/entities/project.ts";
import { NOON } from "./temporary.ts";

export const projectA = "00000000-0000-4000-8000-00000000000a";
export const projectB = "00000000-0000-4000-8000-00000000000b";

export function aProject(fields: Partial<Project> = {}): Project {
  return {
    id: projectA,
    name: "Titanium",
    source: "jira",
    sourceKey: "TIMOB",
    status: "active",
    autonomy: "maintain",
    timeZone: "UTC",
    createdAt: NOON,
    updatedAt: NOON,
    version: 1,
    ...fields,
  };
}

export function anEvent(fields: Partial<Event> = {}): Event {
  return {
    id: "01A",
    projectId: projectA,
    at: NOON,
    type: "sync.finished",
    severity: "info",
    actor: "agent",
    title: "Read 3 issues",
    detail: null,
    evidence: [],
    ...fields,
  };
}

export function anEscalation(fields: Partial<Escalation> = {}): Escalation {
  return {
    rule: "critical-unowned",
    subject: "critical-unowned:TIMOB-1",
    severity: "critical",
    question: "Who takes TIMOB-1?",
    known: [],
    options: [
      { id: "assign", label: "Assign it", consequence: "It is assigned", reviewOn: null },
      { id: "wait", label: "Wait", consequence: "Asked again", reviewOn: "2015-03-20" },
    ],
    defaultOption: "wait",
    defaultOn: "2015-03-18",
    evidence: ["issue:TIMOB-1"],
    id: "01A",
    projectId: projectA,
    status: "pending",
    createdAt: NOON,
    decidedAt: null,
    decision: null,
    supersededBecause: null,
    standing: true,
    version: 1,
    ...fields,
  };
}

export function aCheckpoint(fields: Partial<Checkpoint> = {}): Checkpoint {
  return { integration: "jira", key: "TIMOB", position: "p1", evaluatedOn: "2015-03-16", evaluatedUnder: "maintain UTC", decisions: 0, offered: {}, readAt: NOON, skipped: [], version: 1, ...fields };
}

export function aRaidLog(fields: Partial<ArtefactOf<"raid_log">> = {}): ArtefactOf<"raid_log"> {
  return {
    projectId: projectA,
    type: "raid_log",
    content: { items: [], nextNumber: 1 },
    note: { by: "agent", what: "Nothing yet", evidence: [] },
    undoTo: null,
    updatedAt: NOON,
    version: 1,
    ...fields,
  };
}

/** A RAID log whose JSON has about this many bytes, of text that compresses as prose does. */
export function aRaidLogOf(bytes: number): ArtefactOf<"raid_log">["content"] {
  const text = "The build has been waiting for a signed certificate since Monday; é, 😀 and \u0000 stay as they are. ";
  const count = Math.ceil(bytes / 4000);
  return {
    items: Array.from({ length: count }, (_, n) => ({
      id: `RAID-${n + 1}`,
      subject: null,
      rule: null,
      type: "risk" as const,
      title: `Item ${n}`,
      cause: text.repeat(35),
      effect: "",
      probability: null,
      impact: null,
      scoredBy: "user" as const,
      proximity: null,
      response: null,
      owner: null,
      nextAction: null,
      trigger: null,
      status: "open" as const,
      raised: "2015-03-16",
      due: null,
      lastReviewed: null,
      closed: null,
      evidence: [],
      decisions: [],
    })),
    nextNumber: count + 1,
  };
}

export function anIssue(fields: Partial<Issue> = {}): Issue {
  return {
    key: "TIMOB-1",
    externalId: "1",
    url: null,
    summary: "Crash on start",
    description: "",
    type: "Bug",
    isSubtask: false,
    isEpic: false,
    status: "Open",
    statusCategory: "new",
    priority: "High",
    assignee: null,
    reporter: null,
    createdAt: NOON,
    updatedAt: NOON,
    resolvedAt: null,
    dueOn: null,
    labels: [],
    sprintIds: [],
    releaseIds: [],
    links: [],
    flagged: false,
    history: [],
    commentCount: 0,
    latestComment: null,
    ...fields,
  };
}
