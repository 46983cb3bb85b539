import type { ActionRecord } from "#core/entities/action-record.ts";
import type { ArtefactOf } from "#core/entities/artefact.ts";
import type { Checkpoint } from "#core/entities/checkpoint.ts";
import type { Escalation } from "#core/entities/escalation.ts";
import type { Event } from "#core/entities/event.ts";
import type { Graduation } from "#core/entities/graduation.ts";
import type { HeldAction } from "#core/entities/held-action.ts";
import type { Integration } from "#core/entities/integration.ts";
import type { Issue } from "#core/entities/issue.ts";
import type { Message } from "#core/entities/message.ts";
import type { Project } from "#core/entities/project.ts";
import type { Reservation } from "#core/entities/spend.ts";
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

/** A held action that has just been held, for half an hour. */
export function aHeldAction(fields: Partial<HeldAction> = {}): HeldAction {
  return {
    id: "01A",
    projectId: projectA,
    type: "jira_comment",
    what: "Ask on TIMOB-1 who takes it",
    rationale: "It is critical and nobody has it",
    evidence: ["issue:TIMOB-1"],
    payload: { issue: "TIMOB-1", text: "Who takes this?" },
    payloadHash: "0".repeat(64),
    assumes: { issue: { key: "TIMOB-1", status: "Open", version: NOON }, newestMessage: null, artefact: null, recipient: null },
    status: "pending",
    createdAt: NOON,
    heldUntil: "2015-03-16T12:30:00.000Z",
    changedAt: NOON,
    token: null,
    leaseUntil: null,
    attempt: 0,
    effect: null,
    reason: null,
    version: 1,
    ...fields,
  };
}

/** What a held action becomes: its next version, changed at this time. */
export function moved(from: HeldAction, fields: Partial<HeldAction>): { from: HeldAction; to: HeldAction } {
  return { from, to: { ...from, ...fields, version: from.version + 1 } };
}

export function anActionRecord(fields: Partial<ActionRecord> = {}): ActionRecord {
  return {
    id: "01A",
    projectId: projectA,
    at: NOON,
    type: "jira_comment",
    what: "Ask on TIMOB-1 who takes it",
    rationale: "It is critical and nobody has it",
    evidence: ["issue:TIMOB-1"],
    verdict: { answer: "hold", rule: "boundary.held", because: "It is held for half an hour" },
    heldActionId: "01A",
    effect: null,
    ...fields,
  };
}

export function aGraduation(fields: Partial<Graduation> = {}): Graduation {
  return { projectId: projectA, actionType: "jira_comment", tier: 0, approvals: 0, updatedAt: NOON, version: 1, ...fields };
}

export function aMessage(fields: Partial<Message> = {}): Message {
  return {
    id: "AAMk1",
    internetMessageId: "<1@example.org>",
    threadId: "AAQk1",
    at: NOON,
    subject: "Release 4.0",
    from: { address: "ada@example.org", name: "Ada" },
    to: [{ address: "team@example.org", name: "Team" }],
    cc: [],
    text: "We are waiting for the signed certificate.",
    ...fields,
  };
}

export function anIntegration(fields: Partial<Integration> = {}): Integration {
  return { name: "jira", settings: { baseUrl: "https://example.org" }, sealedSecrets: { token: "c2VhbGVk" }, updatedAt: NOON, version: 1, ...fields };
}

export function aReservation(fields: Partial<Reservation> = {}): Reservation {
  return {
    id: "call-1",
    amount: 12_000,
    day: "2015-03-16",
    month: "2015-03",
    leaseUntil: "2015-03-16T12:05:00.000Z",
    status: "open",
    spent: null,
    late: false,
    version: 1,
    ...fields,
  };
}
