import type { Skipped } from "#core/entities/checkpoint.ts";
import type { SourceProfile } from "#core/entities/source-profile.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { Change, Source } from "#core/ports.ts";
import { addMs, isTimeZone, type Instant } from "#core/time.ts";
import { createHourlyCache } from "./cache.ts";
import { createJiraClient, type JiraClient } from "./client.ts";
import { siteOf, type JiraConnection } from "./http.ts";
import { mapRelease, type MappedIssue } from "./map.ts";
import { parseEach, type CustomFields } from "./parse.ts";
import { formatPosition, parsePosition } from "./position.ts";
import { readIssues } from "./read-issues.ts";
import { readBoards, readSprints, type Boards } from "./read-sprints.ts";
import { ReleaseBody, type Fields } from "./schema.ts";
import { indexStatuses } from "./status.ts";
import { toJqlTime } from "./time.ts";

/** Search is eventually consistent and its times have whole minutes: each read goes back this far behind the latest change seen. */
const OVERLAP_MS = 10 * 60_000;

type Site = { custom: CustomFields; priorities: string[] };

/**
 * A Jira Cloud site as a source. The first read is of the whole project, later ones of what was updated since, with an overlap:
 * an issue may come twice, none is missed. Sprints, releases and the profile come with every read.
 */
export function createJiraSource(connection: JiraConnection): Source {
  const site = siteOf(connection.baseUrl);
  const sites = createHourlyCache<Site>();
  const boardsOf = createHourlyCache<Boards>();

  return {
    async read({ sourceKey, position, now, signal }, progress) {
      const client = createJiraClient({ ...connection, ...(signal && { signal }) });
      const skipped: Skipped[] = [];
      const before = parsePosition(position, site);

      // First, because only here is a token that is not valid always refused: elsewhere Jira may answer as to a stranger, with nothing.
      const zone = knownZone((await client.myself()).timeZone);
      const { custom, priorities } = await sites(site, now, () => readSite(client));
      const statuses = indexStatuses(await client.statuses());
      const since = before?.readTo ? addMs(before.readTo, -OVERLAP_MS) : null;
      const jql = jqlFor(sourceKey, since && toJqlTime(since, zone));
      // At first the comments are the project's past, no news: ten thousand issues' worth would only fill the memory.
      const withComments = position !== null;
      const issues = await readIssues(client, jql, { site, custom, statuses, withComments }, skipped, (read) => progress(read, null));

      const releases = parseEach(await client.releases(sourceKey), ReleaseBody, "site, release", skipped).map(mapRelease);
      const boards = await boardsOf(sourceKey, now, () => readBoards(client, sourceKey));
      const boardSprints = await readSprints(client, boards, before?.openSprints ?? null, skipped);
      const openSprints = [...boardSprints.values()].filter((sprint) => sprint.state !== "closed").map((sprint) => sprint.id);

      const profile: SourceProfile = { source: "jira", priorities, accountTimeZone: zone ?? "UTC", boardIds: boards.boards.map((board) => board.id) };
      const changes: Change[] = [
        { kind: "profile", profile },
        ...withSprintsOfIssues(boardSprints, issues).map((sprint): Change => ({ kind: "sprint", sprint })),
        ...releases.map((release): Change => ({ kind: "release", release })),
        ...[...issues.values()].map(({ issue, comments }): Change => ({ kind: "issue", issue, comments })),
      ];
      progress(issues.size, issues.size);
      return {
        changes,
        position: formatPosition({
          site,
          readTo: latest(before?.readTo ?? null, issues, now),
          openSprints: openSprints.sort((a, b) => a - b),
        }),
        skipped: [...skipped, ...boards.skipped],
        requests: client.requests(),
      };
    },

    async check(sourceKey) {
      const client = createJiraClient(connection);
      await client.myself();
      const { name } = await client.project(sourceKey);
      return { name };
    },
  };
}

/** Whether the site answers and accepts the account: its name there and its time zone. Errors say what to do. */
export async function probeJira(connection: JiraConnection): Promise<{ site: string; account: string; timeZone: string | null }> {
  const client = createJiraClient(connection);
  const myself = await client.myself();
  return { site: client.site, account: myself.displayName ?? myself.accountId ?? "unknown", timeZone: knownZone(myself.timeZone) };
}

async function readSite(client: JiraClient): Promise<Site> {
  return { custom: findCustomFields(await client.fields()), priorities: await client.priorities() };
}

function findCustomFields(fields: Fields): CustomFields {
  const ids = (matches: (field: Fields[number]) => boolean) => fields.filter(matches).map((field) => field.id);
  return {
    sprint: ids((field) => field.schema?.custom === "com.pyxis.greenhopper.jira:gh-sprint"),
    flagged: ids((field) => (field.untranslatedName ?? field.name) === "Flagged" && (field.schema?.custom ?? "").endsWith(":multicheckboxes")),
  };
}

function jqlFor(projectKey: string, since: string | null): string {
  const project = `project = ${JSON.stringify(projectKey)}`;
  return `${project}${since ? ` AND updated >= "${since}"` : ""} ORDER BY updated ASC, key ASC`;
}

/** The boards' word counts; the issues name sprints of other boards, and all there are where a project has no board. */
function withSprintsOfIssues(ofBoards: ReadonlyMap<number, Sprint>, issues: ReadonlyMap<string, MappedIssue>): Sprint[] {
  const sprints = new Map<number, Sprint>();
  for (const { sprints: named } of issues.values()) for (const sprint of named) sprints.set(sprint.id, sprint);
  for (const sprint of ofBoards.values()) sprints.set(sprint.id, sprint);
  return [...sprints.values()].sort((a, b) => a.id - b.id);
}

/** The latest update seen, but never later than now: one dated into the future must not hide those before it. */
function latest(before: Instant | null, issues: ReadonlyMap<string, MappedIssue>, now: Instant): Instant | null {
  let readTo = before;
  for (const { issue } of issues.values()) if (readTo === null || issue.updatedAt > readTo) readTo = issue.updatedAt;
  return readTo !== null && readTo > now ? now : readTo;
}

function knownZone(timeZone: string | null | undefined): string | null {
  return timeZone && isTimeZone(timeZone) ? timeZone : null;
}
