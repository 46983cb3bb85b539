import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { startFakeJira, type FakeJira } from "#integrations/jira/fake.ts";
import { expectDocument, expectLike, loadContract, softwareExample, type Contract } from "./contract.ts";
import { hasSharedData, needsSharedData } from "#tests/support/shared-data.ts";
import { recorded } from "./recordings.ts";

const Found = z.object({
  issues: z.array(z.object({ key: z.string(), fields: z.record(z.string(), z.unknown()) })),
  nextPageToken: z.string().optional(),
});
const Listed = z.object({ values: z.array(z.looseObject({ id: z.int() })) });
const Comments = z.object({ comments: z.array(z.looseObject({ body: z.unknown().optional() })) });

describe.skipIf(!hasSharedData).each(recorded)(`answers over the $name recording ${needsSharedData}`, ({ load, times }) => {
  let jira: FakeJira;
  let contract: Contract;
  let now = "";
  let key = "";

  beforeAll(async () => {
    contract = loadContract();
    const recording = await load();
    key = recording.project.key;
    jira = await startFakeJira({ recording, now: () => now, accountTimeZone: "Asia/Kolkata" });
  });
  afterAll(() => jira.close());

  async function get(path: string): Promise<unknown> {
    const response = await fetch(jira.baseUrl + path);
    expect(response.status, path).toBe(200);
    return response.json();
  }

  async function getList(path: string): Promise<unknown[]> {
    return z.array(z.unknown()).parse(await get(path));
  }

  test.each(times)("search pages and the fields in them keep to the contract at %s", async (at) => {
    now = at;
    let nextPageToken: string | undefined;
    do {
      const request = { jql: `project = ${key} ORDER BY updated ASC`, fields: ["*all"], expand: "changelog", maxResults: 100, nextPageToken };
      const response = await fetch(`${jira.baseUrl}/rest/api/3/search/jql`, { method: "POST", body: JSON.stringify(request) });
      const answer: unknown = await response.json();
      contract.platform("SearchAndReconcileResults", answer);
      const page = Found.parse(answer);
      for (const { fields } of page.issues) expectFields(fields, contract);
      nextPageToken = page.nextPageToken;
    } while (nextPageToken);
  });

  test.each(times)("every other platform endpoint keeps to the contract at %s", async (at) => {
    now = at;
    for (const one of await getList("/rest/api/3/status")) contract.platform("StatusDetails", one);
    for (const one of await getList("/rest/api/3/priority")) contract.platform("Priority", one);
    for (const one of await getList("/rest/api/3/field")) contract.platform("FieldDetails", one);
    for (const one of await getList(`/rest/api/3/project/${key}/versions`)) contract.platform("Version", one);
    contract.platform("PageBeanVersion", await get(`/rest/api/3/project/${key}/version?maxResults=2`));
    contract.platform("PageBeanProject", await get(`/rest/api/3/project/search?keys=${key}`));
    contract.platform("User", await get("/rest/api/3/myself"));
    contract.platform("ServerInformation", await get("/rest/api/3/serverInfo"));
    const { issues } = Found.parse(await get(`/rest/api/3/search/jql?jql=project%20%3D%20${key}&maxResults=10&fields=summary`));
    for (const issue of issues) {
      contract.platform("IssueBean", await get(`/rest/api/3/issue/${issue.key}?expand=changelog`));
      contract.platform("PageBeanChangelog", await get(`/rest/api/3/issue/${issue.key}/changelog?maxResults=3`));
      contract.platform("PageOfComments", await get(`/rest/api/3/issue/${issue.key}/comment?maxResults=3`));
    }
  });

  test.each(times)("the agile endpoints have the shape of Atlassian's schemas and examples at %s", async (at) => {
    now = at;
    const issuesExample = softwareExample("/rest/agile/1.0/board/{boardId}/issue");
    const boards = await get(`/rest/agile/1.0/board?projectKeyOrId=${key}`);
    contract.software("/rest/agile/1.0/board", boards);
    for (const board of Listed.parse(boards).values) {
      const sprints = await get(`/rest/agile/1.0/board/${board.id}/sprint?maxResults=5`);
      expectLike(sprints, softwareExample("/rest/agile/1.0/board/{boardId}/sprint"));
      for (const sprint of Listed.parse(sprints).values) {
        expectLike(await get(`/rest/agile/1.0/sprint/${sprint.id}`), softwareExample("/rest/agile/1.0/sprint/{sprintId}"));
        expectLike(await get(`/rest/agile/1.0/sprint/${sprint.id}/issue?fields=summary&maxResults=3`), issuesExample, ["fields"]);
      }
      const issues = await get(`/rest/agile/1.0/board/${board.id}/issue?fields=summary&maxResults=3`);
      contract.software("/rest/agile/1.0/board/{boardId}/issue", issues);
      expectLike(issues, issuesExample, ["fields"]);
    }
  });

  test("nothing it was asked was unexpected", () => {
    expect(jira.unexpected()).toEqual([]);
  });
});

const SCHEMAS: Record<string, string> = {
  status: "StatusDetails",
  priority: "Priority",
  assignee: "User",
  reporter: "User",
  creator: "User",
  comment: "PageOfComments",
  project: "Project",
  parent: "IssueBean",
};

/** The contract leaves `fields` open; inside are things it does define. */
function expectFields(fields: Record<string, unknown>, contract: Contract): void {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    if (fields[name] !== null && fields[name] !== undefined) contract.platform(schema, fields[name]);
  }
  for (const version of z.array(z.unknown()).parse(fields["fixVersions"])) contract.platform("Version", version);
  for (const link of z.array(z.looseObject({})).parse(fields["issuelinks"])) {
    contract.platform("IssueBean", link["inwardIssue"] ?? link["outwardIssue"]);
    contract.platform("IssueLinkType", link["type"]);
  }
  expectDocument(fields["description"]);
  for (const comment of Comments.parse(fields["comment"]).comments) expectDocument(comment.body);
}
