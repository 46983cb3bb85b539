import { addMs } from "#core/time.ts";
import { sweepChunks } from "#store/chunks/sweep-chunks.ts";
import { writeWithChunks } from "#store/chunks/write-with-chunks.ts";
import { artefactKey, artefactsAmong, checkArtefact, getArtefact, getArtefactOfProjects, getArtefacts, getArtefactVersion, listArtefactVersions, putArtefact, withoutReferenced } from "#store/entities/artefact.ts";
import { getCheckpoint, listCheckpoints, putCheckpoint } from "#store/entities/checkpoint.ts";
import { chunkItem, deleteChunk, lastUploads, readChunks } from "#store/entities/chunk.ts";
import { getIssue, getIssues, issueItem, listIssues } from "#store/entities/issue.ts";
import { getMessage, listMessages, messageItem } from "#store/entities/message.ts";
import { checkProject, getProject, listProjects, putProject } from "#store/entities/project.ts";
import { getRelease, listReleases, putRelease, releaseItem } from "#store/entities/release.ts";
import { getSourceProfile, sourceProfileItem } from "#store/entities/source-profile.ts";
import { getSprint, listSprints, sprintItem } from "#store/entities/sprint.ts";
import { getStanding } from "#store/entities/standing.ts";
import { abandonUpload, deleteUpload, endUpload, listLiveUploads, listOldUploads, putUpload } from "#store/entities/upload.ts";
import * as a from "#tests/store/builders.ts";
import { NOON } from "#tests/store/temporary.ts";
import { pattern, type Section, writing } from "./pattern.ts";
import { chunk, issue, profile, release, small, sprint, text, upload } from "./samples.ts";

const { projectA, projectB } = a;
const ofA = { projectId: projectA };
const raidLog = { ...ofA, type: "raid_log" as const };
const saved = putArtefact({ ...small, projectId: projectA, version: 21 }).operations;
const keys = ["TIMOB-10", "TIMOB-11", "TIMOB-12"];

export const projectSections: readonly Section[] = [
  {
    title: "Projects",
    patterns: [
      pattern("getProject", "a project by id", (store) => getProject(store, ofA)),
      pattern("listProjects", "all projects of a status, such as the active ones", (store) => listProjects(store, { status: "active" })),
      pattern("getStanding", "delivery states of projects and the heartbeat, for a page of all projects", (store) => getStanding(store, { projectIds: [projectA, projectB] })),
      writing("putProject", "saves a project that changed", putProject(a.aProject({ version: 2, updatedAt: addMs(NOON, 1) }))),
      writing("checkProject", "lets a write pass only while the project is at a version", checkProject({ ...ofA, version: 1 })),
    ],
  },
  {
    title: "Artefacts",
    patterns: [
      pattern("getArtefact", "an artefact as it stands", (store) => getArtefact(store, raidLog)),
      pattern("getArtefacts", "the artefacts of a project", (store) => getArtefacts(store, ofA)),
      pattern("getArtefactOfProjects", "one type of artefact of several projects", (store) => getArtefactOfProjects(store, { projectIds: [projectA, projectB], type: "raid_log" })),
      pattern("artefactsAmong", "the same among items already read", (store) => artefactsAmong(store, [], "raid_log")),
      pattern("getArtefactVersion", "an artefact as it stood at a version", (store) => getArtefactVersion(store, { ...raidLog, version: 7 })),
      pattern("listArtefactVersions", "one artefact's history, newest first", (store) => listArtefactVersions(store, { ...raidLog, limit: 20 })),
      writing("putArtefact", "saves an artefact and the version its history is made of", ...saved),
      writing("checkArtefact", "lets a write pass only while the artefact is at a version", checkArtefact({ ...raidLog, version: 20 })),
      pattern("withoutReferenced", "which of some chunks no version refers to", (store) => withoutReferenced(store, { ...ofA, chunks: [chunk.sha256] })),
    ],
  },
  {
    title: "Chunks of large artefacts",
    patterns: [
      pattern("writeWithChunks", "saves an artefact and a chunk it newly refers to", (store) => writeWithChunks(store, saved, [{ ...ofA, replaces: artefactKey(raidLog), at: NOON, chunks: [chunk] }])),
      pattern("sweepChunks", "deletes what uploads left behind, here one of one chunk", (store) => sweepChunks(store, { now: addMs(NOON, 86_400_000) })),
      pattern("readChunks", "chunks by hash", (store) => readChunks(store, [{ ...ofA, sha256: chunk.sha256 }])),
      pattern("lastUploads", "which upload wrote each of some chunks last", (store) => lastUploads(store, { ...ofA, chunks: [chunk.sha256] })),
      pattern("chunkItem", "saves a chunk", async (store) => store.putMany([await chunkItem({ ...ofA, uploadId: upload.id, chunk })])),
      writing("deleteChunk", "deletes a chunk unless another upload has written it since", deleteChunk({ ...ofA, sha256: chunk.sha256, uploadId: upload.id })),
      pattern("listOldUploads", "uploads of all projects begun by a time", (store) => listOldUploads(store, { startedBy: NOON })),
      pattern("listLiveUploads", "uploads of a project that can still be ended", (store) => listLiveUploads(store, ofA)),
      writing("putUpload", "announces chunks before they are written", putUpload({ ...upload, id: "00000000-0000-4000-8000-0000000000ff" })),
      writing("endUpload", "ends an upload together with the write that refers to its chunks", endUpload(upload)),
      writing("abandonUpload", "lets nobody end an upload any more", abandonUpload(upload)),
      writing("deleteUpload", "removes an upload that has been dealt with", deleteUpload(upload)),
    ],
  },
  {
    title: "Issues, sprints, releases, messages",
    patterns: [
      pattern("getIssue", "an issue by key", (store) => getIssue(store, { ...ofA, key: "TIMOB-10" })),
      pattern("getIssues", "issues by key", (store) => getIssues(store, { ...ofA, keys })),
      pattern("listIssues", "all issues of a project", (store) => listIssues(store, ofA)),
      pattern("issueItem", "saves issues, here three", (store) => store.putMany(keys.map((key) => issueItem(projectA, { ...issue, key })))),
      pattern("getSprint", "a sprint by id", (store) => getSprint(store, { ...ofA, id: "10" })),
      pattern("listSprints", "all sprints of a project", (store) => listSprints(store, ofA)),
      pattern("sprintItem", "saves a sprint", (store) => store.putMany([sprintItem(projectA, { ...sprint, id: 10 })])),
      pattern("getRelease", "a release by id", (store) => getRelease(store, { ...ofA, id: "10" })),
      pattern("listReleases", "all releases of a project", (store) => listReleases(store, ofA)),
      writing("putRelease", "saves a release, together with what tells of it", putRelease(projectA, { ...release, id: "10" })),
      pattern("releaseItem", "saves a release", (store) => store.putMany([releaseItem(projectA, { ...release, id: "10" })])),
      pattern("getSourceProfile", "what was read of the source itself", (store) => getSourceProfile(store, { ...ofA, source: "jira" })),
      pattern("sourceProfileItem", "saves that", (store) => store.putMany([sourceProfileItem(projectA, profile)])),
      pattern("getMessage", "a message by time and id", (store) => getMessage(store, { ...ofA, at: NOON, id: "M10" })),
      pattern("listMessages", "messages of a project since a time, newest first", (store) => listMessages(store, { ...ofA, since: NOON })),
      pattern("messageItem", "saves a message", (store) => store.putMany([messageItem(projectA, a.aMessage({ text: text.repeat(30) }))])),
    ],
  },
  {
    title: "Checkpoints",
    patterns: [
      pattern("getCheckpoint", "how far a source has been read for a project", (store) => getCheckpoint(store, { ...ofA, integration: "jira", key: "TIMOB" })),
      pattern("listCheckpoints", "checkpoints of an integration across projects", (store) => listCheckpoints(store, { integration: "jira" })),
      writing("putCheckpoint", "saves a checkpoint that moved on", putCheckpoint(projectA, a.aCheckpoint({ position: "p2", version: 2 }))),
    ],
  },
];
