import { createReadStream } from "node:fs";
import * as z from "zod";
import { messageOf } from "#core/errors.ts";
import { fakeError } from "./errors.ts";
import { issueFrom, sprintFrom, versionFrom } from "./from-recorded.ts";
import { RawIssue, rawSprints, RawSprint, RawVersion } from "./recorded-forms.ts";
import {
  recordingOf,
  vocabularyOf,
  type RecordedIssue,
  type RecordedProject,
  type RecordedSprint,
  type RecordedVersion,
  type Recording,
} from "./recording.ts";

export type RecordingFiles = {
  /** JSON lines; an issue in two files is taken from the first. */
  issues: readonly string[];
  /** JSON lines or one JSON array. */
  sprints?: string | undefined;
  versions?: string | undefined;
  projectKey: string;
};

/** Reads one project of recorded files. Throws AppError naming the file and line that cannot be read, or the projects there are. */
export async function loadRecording(files: RecordingFiles): Promise<Recording> {
  const everything: RecordedIssue[] = [];
  const issues = new Map<string, RecordedIssue>();
  const sprints = new Map<number, RecordedSprint>();
  const versions = new Map<string, RecordedVersion>();
  const counts = new Map<string, number>();
  let project: RecordedProject | null = null;
  for await (const raw of rows(files.issues, RawIssue)) {
    const issue = issueFrom(raw);
    everything.push(issue);
    const { id, key, name } = raw.fields.project;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (key !== files.projectKey || issues.has(issue.key)) continue;
    project = { id, key, name };
    issues.set(issue.key, issue);
    for (const sprint of rawSprints(raw.fields)) sprints.set(sprint.id, sprintFrom(sprint));
    for (const version of raw.fields.fixVersions) versions.set(version.id, versionFrom(version));
  }
  if (!project) throw notRecorded(files, counts);
  const boards = new Set([...sprints.values()].map((sprint) => sprint.boardId));
  for await (const raw of rows(files.sprints ? [files.sprints] : [], RawSprint)) {
    const sprint = sprintFrom(raw);
    if (sprints.has(sprint.id) || (sprint.boardId !== null && boards.has(sprint.boardId))) sprints.set(sprint.id, sprint);
  }
  for await (const raw of rows(files.versions ? [files.versions] : [], RawVersion)) {
    if (!raw.project || raw.project === files.projectKey) versions.set(raw.id, versionFrom(raw));
  }
  return recordingOf(
    { project, issues: [...issues.values()], sprints: [...sprints.values()], versions: [...versions.values()] },
    vocabularyOf(everything),
  );
}

/** The projects in recorded issue files, largest first. */
export async function listRecordedProjects(paths: readonly string[]): Promise<{ key: string; name: string; issues: number }[]> {
  const found = new Map<string, { key: string; name: string; issues: number }>();
  for await (const { fields } of rows(paths, RawIssue)) {
    const seen = found.get(fields.project.key);
    found.set(fields.project.key, { key: fields.project.key, name: fields.project.name, issues: (seen?.issues ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.issues - a.issues || (a.key < b.key ? -1 : 1));
}

function notRecorded(files: RecordingFiles, counts: Map<string, number>): Error {
  const there = [...counts].sort((a, b) => b[1] - a[1]).map(([key, count]) => `${key} (${count})`);
  return fakeError(
    "project-not-recorded",
    `No issue of project ${files.projectKey} in ${files.issues.join(", ")}. There are: ${there.join(", ") || "no issues at all"}.`,
    { projectKey: files.projectKey, projects: Object.fromEntries(counts) },
  );
}

/** The rows of files of JSON lines or of one JSON array, each bare or as the `body` of a recorded answer. */
async function* rows<S extends z.ZodType>(paths: readonly string[], schema: S): AsyncGenerator<z.output<S>> {
  for (const path of paths) {
    for await (const { value, where } of jsonOf(path)) {
      const answer = z.object({ url: z.string(), body: z.unknown() }).safeParse(value);
      const parsed = schema.safeParse(answer.success ? answer.data.body : value);
      if (!parsed.success) throw malformed(where, z.prettifyError(parsed.error));
      yield parsed.data;
    }
  }
}

async function* jsonOf(path: string): AsyncGenerator<{ value: unknown; where: string }> {
  let number = 0;
  let array: string[] | null = null;
  for await (const line of linesOf(path)) {
    number += 1;
    if (number === 1 && line.trimStart().startsWith("[")) array = [];
    if (array) array.push(line);
    else if (line.trim() !== "") yield { value: parse(line, `${path}, line ${number}`), where: `${path}, line ${number}` };
  }
  if (!array) return;
  for (const [index, value] of z.array(z.unknown()).parse(parse(array.join("\n"), path)).entries()) {
    yield { value, where: `${path}, entry ${index + 1}` };
  }
}

/** Lines end at a line feed only: recorded text holds other separators, at which node:readline would split too. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const chunk of createReadStream(path, "utf8")) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (cause) {
    throw fakeError("recording-unreadable", `Cannot read the recording ${path}: ${messageOf(cause)}. Check the path.`, { path }, cause);
  }
  if (rest !== "") yield rest;
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(where, messageOf(cause), cause);
  }
}

function malformed(where: string, what: string, cause?: unknown): Error {
  return fakeError("recording-malformed", `${where} is not a recorded row: ${what}`, { where }, cause);
}
