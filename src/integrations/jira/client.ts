import * as z from "zod";
import { jiraError } from "./errors.ts";
import { createJiraHttp, siteOf, type JiraConnection } from "./http.ts";
import { CommentPage, Fields, Myself, OffsetPage, Priorities, ProjectPage, SearchPage, Statuses, type Status } from "./schema.ts";

const PAGE_SIZE = 100;

export type JiraClient = ReturnType<typeof createJiraClient>;

/** Jira Cloud's REST API as far as we read it; nothing here writes. Errors are those of errors.ts. */
export function createJiraClient(connection: JiraConnection) {
  const http = createJiraHttp(connection);
  const site = siteOf(connection.baseUrl);

  /** All pages of an offset-paged list. How many come per page is the server's choice. */
  async function* offsetPages(path: string, query: Record<string, string> = {}): AsyncGenerator<unknown[]> {
    for (let startAt = 0; ; ) {
      const page = await http.send({ method: "GET", path, query: { ...query, startAt, maxResults: PAGE_SIZE } }, OffsetPage);
      if (page.startAt != null && page.startAt !== startAt) throw brokenPaging(path, `asked for entries from ${startAt}, it gave those from ${page.startAt}`);
      startAt += page.values.length;
      yield page.values;
      const more = page.isLast == null ? startAt < (page.total ?? Infinity) : !page.isLast;
      if (!more) return;
      if (page.values.length > 0) continue;
      if (page.isLast == null && page.total == null) return;
      throw brokenPaging(path, "it says that more follows but gives nothing");
    }
  }

  async function all(path: string, query?: Record<string, string>): Promise<unknown[]> {
    const values: unknown[] = [];
    for await (const page of offsetPages(path, query)) values.push(...page);
    return values;
  }

  function brokenPaging(path: string, why: string) {
    return jiraError("jira-malformed", `${site} does not page ${path} as Jira Cloud does: ${why}. Try again; if it stays, look for a proxy that changes the answers.`, {
      site,
      path,
    });
  }

  return {
    site,
    requests: http.requests,

    myself(): Promise<z.infer<typeof Myself>> {
      return http.send({ method: "GET", path: "/rest/api/3/myself" }, Myself);
    },

    statuses(): Promise<Status[]> {
      return http.send({ method: "GET", path: "/rest/api/3/status" }, Statuses);
    },

    fields(): Promise<Fields> {
      return http.send({ method: "GET", path: "/rest/api/3/field" }, Fields);
    },

    /** Highest first. */
    async priorities(): Promise<string[]> {
      const priorities = await http.send({ method: "GET", path: "/rest/api/3/priority" }, Priorities);
      return priorities.map((priority) => priority.name);
    },

    releases(projectKey: string): Promise<unknown[]> {
      return http.send({ method: "GET", path: `/rest/api/3/project/${encodeURIComponent(projectKey)}/versions` }, z.array(z.unknown()));
    },

    /** The project of exactly this key; `jira-project-not-found` when the account sees none. */
    async project(projectKey: string): Promise<{ key: string; name: string }> {
      const path = "/rest/api/3/project/search";
      const { values } = await http.send({ method: "GET", path, query: { keys: projectKey } }, ProjectPage);
      const found = values.find((project) => project.key === projectKey);
      if (!found) {
        throw jiraError(
          "jira-project-not-found",
          `${site} has no project ${projectKey} that this account may see. Check the project key and the account's Browse Projects permission.`,
          { site, path, projectKey },
        );
      }
      return { key: found.key, name: found.name ?? found.key };
    },

    boards(projectKey: string): Promise<unknown[]> {
      return all("/rest/agile/1.0/board", { projectKeyOrId: projectKey });
    },

    /** Sprints of a board, of the states named (`active,future`) or of all. */
    sprints(boardId: number, states: string | null): Promise<unknown[]> {
      return all(`/rest/agile/1.0/board/${boardId}/sprint`, states ? { state: states } : {});
    },

    /**
     * Hands on the issues a query finds, page by page and with their changelog as far as Jira embeds it. Each page is a call of
     * its own, so that nothing holds one page while the next is read: a page of large issues takes many megabytes.
     */
    async search(jql: string, fields: readonly string[], take: (issues: unknown[]) => Promise<void>): Promise<void> {
      const path = "/rest/api/3/search/jql";
      const tokens = new Set<string>();

      async function readPage(token: string | null): Promise<string | null> {
        const body = { jql, fields, expand: "changelog", maxResults: PAGE_SIZE, ...(token === null ? {} : { nextPageToken: token }) };
        const page = await http.send({ method: "POST", path, body }, SearchPage);
        await take(page.issues ?? []);
        const next = page.nextPageToken ?? null;
        if (page.isLast === true || (next === null && page.isLast == null)) return null;
        if (next === null) throw brokenPaging(path, "it says that more follows but not how to ask for it");
        return next;
      }

      for (let token = await readPage(null); token !== null; token = await readPage(token)) {
        if (tokens.has(token)) throw brokenPaging(path, "it gave the same page token twice");
        tokens.add(token);
      }
    },

    histories(issueKey: string): Promise<unknown[]> {
      return all(`/rest/api/3/issue/${encodeURIComponent(issueKey)}/changelog`);
    },

    /** The newest comments of an issue, one page of them. */
    async newestComments(issueKey: string): Promise<unknown[]> {
      const path = `/rest/api/3/issue/${encodeURIComponent(issueKey)}/comment`;
      const page = await http.send({ method: "GET", path, query: { orderBy: "-created", maxResults: PAGE_SIZE } }, CommentPage);
      return page.comments;
    },
  };
}
