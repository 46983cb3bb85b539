import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { demo } from "./demo.ts";

/**
 * Selects the demo from the Titanium issues: `node demo/select.ts <folder with timob-2015h1.jsonl, sprints.json, versions.json>`.
 * Whole issues, sprints and versions are taken or left. Of what is taken, properties the product never reads and comments
 * from after the demo's end are dropped, and e-mail addresses in texts are masked; nothing else is changed.
 */
const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write("Which folder holds the Titanium recording? Usage: node demo/select.ts <folder>\n");
  process.exit(2);
}

/** The two teams whose sprints tell the demo's story: SDK and Windows. */
const BOARDS = [114, 144];
/** Enough finished items before the first day for percentiles and a forecast. */
const RESOLVED_FROM = "2015-01-05T00:00:00.000Z";
/** For the lists of sprints and releases, beyond those the issues name. */
const SPRINTS_FROM = "2014-12-22T00:00:00.000Z";
const RELEASES_FROM = "2014-12-22";
/** What was later planned for a later release was planned for something else then, and nothing tells for what. */
const RELEASES_UNTIL = "2015-09-30";

type Keep = true | { [property: string]: Keep };

const named: Keep = { id: true, name: true };
const person: Keep = { key: true, name: true, displayName: true, active: true };
const status: Keep = { id: true, name: true, statusCategory: true };
const type: Keep = { id: true, name: true, subtask: true };
const neighbour: Keep = { id: true, key: true, fields: { summary: true, status, priority: true, issuetype: type } };
const version: Keep = { project: true, id: true, name: true, archived: true, released: true, releaseDate: true, startDate: true };
const sprint: Keep = { id: true, name: true, state: true, goal: true, startDate: true, endDate: true, completeDate: true, originBoardId: true };
const issue: Keep = {
  id: true,
  key: true,
  fields: {
    project: { id: true, key: true, name: true },
    created: true,
    updated: true,
    summary: true,
    description: true,
    issuetype: type,
    status,
    priority: true,
    resolution: named,
    resolutiondate: true,
    labels: true,
    flagged: true,
    assignee: person,
    reporter: person,
    sprint,
    closedSprints: sprint,
    fixVersions: version,
    issuelinks: { id: true, type: true, inwardIssue: neighbour, outwardIssue: neighbour },
    parent: neighbour,
    subtasks: neighbour,
    comment: { comments: { id: true, author: person, body: true, created: true, updated: true } },
  },
};

const SprintDates = z.looseObject({ originBoardId: z.int().optional(), startDate: z.string().optional() });
const Issue = z.looseObject({
  key: z.string(),
  fields: z.looseObject({
    project: z.looseObject({ key: z.string() }),
    created: z.string(),
    resolutiondate: z.string().nullable(),
    sprint: SprintDates.nullish(),
    closedSprints: z.array(SprintDates).nullish(),
    fixVersions: z.array(z.looseObject({ releaseDate: z.string().optional() })),
    comment: z.looseObject({ comments: z.array(z.looseObject({ created: z.string() })) }),
  }),
});
type Issue = z.infer<typeof Issue>;

function isWanted({ fields }: Issue): boolean {
  const sprints = [...(fields.closedSprints ?? []), ...(fields.sprint ? [fields.sprint] : [])];
  return (
    fields.project.key === demo.projectKey &&
    isBy(fields.created, demo.endAt) &&
    (fields.resolutiondate === null || !isBy(fields.resolutiondate, RESOLVED_FROM)) &&
    sprints.every((one) => isOfTeams(one.originBoardId)) &&
    fields.fixVersions.every(({ releaseDate }) => releaseDate === undefined || releaseDate <= RELEASES_UNTIL)
  );
}

function withoutLaterComments(one: Issue): Issue {
  const comments = one.fields.comment.comments.filter((comment) => isBy(comment.created, demo.endAt));
  return { ...one, fields: { ...one.fields, comment: { comments } } };
}

function isBy(time: string, instant: string): boolean {
  return Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")) <= Date.parse(instant);
}

function isOfTeams(board: number | undefined): boolean {
  return board !== undefined && BOARDS.includes(board);
}

function trim(value: unknown, keep: Keep): unknown {
  if (typeof value === "string") return maskAddresses(value);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => trim(one, keep));
  const kept = keep === true ? Object.entries(value) : Object.entries(value).filter(([name]) => keep[name] !== undefined);
  return Object.fromEntries(kept.map(([name, inside]) => [name, trim(inside, keep === true ? true : (keep[name] ?? true))]));
}

/** Image names such as tabBar@2x.png are no addresses. */
function maskAddresses(text: string): string {
  return text.replaceAll(/[\w.%+-]+@(?!\dx\.)[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi, "[e-mail address removed]");
}

function read(name: string): string {
  return readFileSync(join(folder ?? "", name), "utf8");
}

function write(name: string, rows: readonly unknown[], shape: (lines: string[]) => string): void {
  const text = shape(rows.map((row) => JSON.stringify(row)));
  writeFileSync(join(import.meta.dirname, name), text);
  process.stdout.write(`${name}: ${rows.length} rows, ${Buffer.byteLength(text)} bytes\n`);
}

const lines = read("timob-2015h1.jsonl").split("\n").filter(Boolean);
const issues = lines.map((line) => Issue.parse(JSON.parse(line))).filter(isWanted).map(withoutLaterComments);
const sprints = z
  .array(z.looseObject({ ...SprintDates.shape, id: z.int() }))
  .parse(JSON.parse(read("sprints.json")))
  .filter(({ originBoardId, startDate }) => isOfTeams(originBoardId) && startDate && startDate >= SPRINTS_FROM && startDate <= demo.endAt);
const versions = z
  .array(z.looseObject({ project: z.string(), releaseDate: z.string().optional() }))
  .parse(JSON.parse(read("versions.json")))
  .filter(({ project, releaseDate }) => project === demo.projectKey && releaseDate && releaseDate >= RELEASES_FROM && releaseDate <= RELEASES_UNTIL);

write("issues.jsonl", issues.map((one) => trim(one, issue)), (rows) => `${rows.join("\n")}\n`);
write("sprints.json", sprints.map((one) => trim(one, sprint)), (rows) => `[\n${rows.join(",\n")}\n]\n`);
write("versions.json", versions.map((one) => trim(one, version)), (rows) => `[\n${rows.join(",\n")}\n]\n`);
