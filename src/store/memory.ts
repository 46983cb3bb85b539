import type { Facts } from "#core/entities/facts.ts";
import type { Memory, Operation, Save, Store } from "#core/ports.ts";
import { type ChunkedContent, writeWithChunks } from "./chunks/write-with-chunks.ts";
import { checkArtefact, getArtefacts, putArtefact } from "./entities/artefact.ts";
import { getCheckpoint, putCheckpoint } from "./entities/checkpoint.ts";
import { listProjectEscalations, putEscalation } from "./entities/escalation.ts";
import { putEvent } from "./entities/event.ts";
import { getHeartbeat, putHeartbeat } from "./entities/heartbeat.ts";
import { getIssues, issueItem, listIssues } from "./entities/issue.ts";
import { checkProject, getProject, putProject } from "./entities/project.ts";
import { listReleases, putRelease, releaseItem } from "./entities/release.ts";
import { getSourceProfile, sourceProfileItem } from "./entities/source-profile.ts";
import { listSprints, sprintItem } from "./entities/sprint.ts";

const issuesAtOnce = 500;

/** The pipeline's memory over a store. Escalations come latest first, issues by key, sprints and releases by id. */
export function createMemory(store: Store): Memory {
  async function frame(projectId: string): Promise<Omit<Facts, "issues">> {
    const [sprints, releases, profile] = await Promise.all([
      listSprints(store, { projectId }),
      listReleases(store, { projectId }),
      getSourceProfile(store, { projectId, source: "jira" }),
    ]);
    return { sprints, releases, profile };
  }

  return {
    project: (projectId) => getProject(store, { projectId }),
    frame,
    async facts(projectId) {
      const [issues, rest] = await Promise.all([listIssues(store, { projectId }), frame(projectId)]);
      return { issues, ...rest };
    },
    async issues(projectId, keys) {
      const issues = await getIssues(store, { projectId, keys });
      return new Map(issues.map((issue) => [issue.key, issue]));
    },
    artefacts: (projectId) => getArtefacts(store, { projectId }),
    escalations: (projectId) => listProjectEscalations(store, { projectId }),
    checkpoint: (projectId, integration, key) => getCheckpoint(store, { projectId, integration, key }),
    heartbeat: () => getHeartbeat(store),
    async saveFacts(projectId, { issues = [], sprints = [], releases = [], profile = null }) {
      // A slice at a time: as items, ten thousand issues would stand in memory twice.
      for (let start = 0; start < issues.length; start += issuesAtOnce) {
        await store.putMany(issues.slice(start, start + issuesAtOnce).map((issue) => issueItem(projectId, issue)));
      }
      await store.putMany([
        ...sprints.map((sprint) => sprintItem(projectId, sprint)),
        ...releases.map((release) => releaseItem(projectId, release)),
        ...(profile === null ? [] : [sourceProfileItem(projectId, profile)]),
      ]);
    },
    async saveTogether(saves) {
      if (saves.length === 0) return;
      const writes = saves.map(writeOf);
      const operations = writes.flatMap((write) => write.operations);
      await writeWithChunks(store, operations, writes.flatMap((write) => write.contents));
    },
  };
}

/** An artefact is several operations, and its content may have to be written before. Throws before anything is written. */
function writeOf(save: Save): { operations: Operation[]; contents: ChunkedContent[] } {
  return save.kind === "artefact" ? putArtefact(save.artefact) : { operations: [operationOf(save)], contents: [] };
}

function operationOf(save: Exclude<Save, { kind: "artefact" }>): Operation {
  switch (save.kind) {
    case "project":
      return putProject(save.project);
    case "escalation":
      return putEscalation(save.escalation);
    case "checkpoint":
      return putCheckpoint(save.projectId, save.checkpoint);
    case "release":
      return putRelease(save.projectId, save.release);
    case "event":
      return putEvent(save.event);
    case "heartbeat":
      return putHeartbeat(save.heartbeat);
    case "project-unchanged":
      return checkProject(save);
    case "artefact-unchanged":
      return checkArtefact(save);
  }
}
