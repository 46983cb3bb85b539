import { connect } from "node:net";
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { kiteKey } from "#tests/support/kite.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";

type Answer = { status: number; type: string; body: string };

/** A request just as it is written: no client between that would tidy its path. */
function send(url: string, line: string, headers: string[] = [], body = ""): Promise<Answer> {
  const { port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write([`${line} HTTP/1.1`, `host: ${host}`, "connection: close", ...headers, "", body].join("\r\n")));
    let text = "";
    socket.setEncoding("utf8").on("data", (part: string) => (text += part));
    socket.once("error", reject);
    socket.once("close", () => {
      const [head = "", ...rest] = text.split("\r\n\r\n");
      const type = /^content-type: (.*)$/im.exec(head)?.[1] ?? "";
      resolve({ status: Number(head.split(" ")[1]), type, body: rest.join("\r\n\r\n") });
    });
  });
}

async function ask(url: string, body: string, method = "POST", type = "application/json") {
  const init: RequestInit = { method, headers: { "content-type": type }, body };
  const response = await fetch(url, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function withKite(): Promise<{ workbench: TestWorkbench; project: string }> {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  return { workbench, project: `/api/projects/${id}` };
}

/** Every answer is the caller's fault or says that there is nothing, in words, and the workbench lives on with nothing in its log. */
async function expectUnharmed({ api, logged }: TestWorkbench): Promise<void> {
  expect(logged).toEqual([]);
  expect(await api("getHealth")).toMatchObject({ status: "ok" });
}

test("no path leads out of the folder of pages", async () => {
  const { workbench } = await withKite();
  const paths = ["/..%2f..%2fpackage.json", "/%2e%2e/%2e%2e/package.json", "/../../package.json", "/assets/..%2f..%2f..%2fpackage.json", "/assets/../../../package.json", "/..%5c..%5cpackage.json", "//etc/passwd", "/%2fetc%2fpasswd", "/assets/%00", "/%00", "/%E0%A4%A", "/.git/config"];
  for (const path of paths) {
    const { body } = await send(workbench.url, `GET ${path}`);
    expect(body, path).not.toMatch(/"dependencies"|root:|repositoryformatversion/);
  }
  expect((await send(workbench.url, `GET /${"a".repeat(20_000)}`)).status).toBe(431);
  expect((await send(workbench.url, `GET /assets/${"a".repeat(10_000)}`)).status).toBe(404);
  await expectUnharmed(workbench);
});

test("evidence and question ids that name nothing are refused or not found, never a failure", async () => {
  const { workbench, project } = await withKite();
  const ids = ["issue:..%2F..%2FKITE-1", "issue:%00", "issue:", "issue:KITE-22%0a", "sprint:11%00", "sprint:1e1", "sprint:-1", "release:__proto__", "source:..", "constructor:x", "issue:METADATA%23", "issue:%ED%A0%80", "issue:%F0%9F%98%80", `issue:${"x".repeat(3000)}`];
  for (const id of ids) {
    const { status, type, body } = await send(workbench.url, `GET ${project}/evidence/${id}`);
    expect([400, 404], id).toContain(status);
    expect(type).toBe("application/problem+json");
    expect(body).not.toContain("PROJECT#");
  }
  for (const id of ["..", "%00", "x".repeat(3000), "METADATA"]) expect([400, 404], id).toContain((await send(workbench.url, `GET ${project}/escalations/${id}`)).status);
  await expectUnharmed(workbench);
});

test("queries and cursors that make no sense are refused with what is wrong", async () => {
  const { workbench, project } = await withKite();
  const cursor = (text: string) => `cursor=${Buffer.from(text).toString("base64url")}`;
  const nested = "[".repeat(5000) + "]".repeat(5000);
  const wrong = ["limit=1e9", "limit=0", "limit=-1", "limit=1.5", "limit=NaN", "limit=", "cursor=", "cursor=%00", "cursor=W10", cursor("[".repeat(5000)), cursor(`[1,"x",${nested}]`), cursor('[1,"x",["9999-99-99",null]]'), cursor('{"__proto__":1}'), "since=yesterday", "since=9999-99-99T99:99:99.999Z", "type=__proto__", "severity=constructor", "project=1"];
  for (const query of wrong) {
    for (const path of ["/api/events", `${project}/artefacts/raid_log/versions`]) {
      if (path !== "/api/events" && !/^(limit|cursor)/.test(query)) continue;
      const { status, body } = await send(workbench.url, `GET ${path}?${query}`);
      expect(status, `${path}?${query.slice(0, 60)} ${body.slice(0, 200)}`).toBe(400);
    }
  }
  for (const version of ["0", "-1", "1.5", "%00", "99999999999999999999", "__proto__"]) expect((await send(workbench.url, `GET ${project}/artefacts/raid_log/versions/${version}`)).status, version).toBe(400);
  expect((await send(workbench.url, `GET ${project}/artefacts/__proto__`)).status).toBe(400);
  await expectUnharmed(workbench);
});

test("methods a route does not have are told what there is, and HEAD leaves no stream open", async () => {
  const { workbench, project } = await withKite();
  for (const line of ["PUT /api/projects", "OPTIONS /api/projects", `DELETE ${project}`, "POST /api/stream", "TRACE /api/health", "PROPFIND /api/health", "GET /api/health/"]) {
    const { status, body } = await send(workbench.url, line);
    expect([status, body], line).toEqual([404, expect.stringContaining("/api/openapi.json")]);
  }
  for (const path of ["/api/health", "/", "/api/stream"]) expect(await send(workbench.url, `HEAD ${path}`), path).toMatchObject({ status: 200, body: "" });
  expect((await send(workbench.url, "POST /")).status).toBe(404);
  await expectUnharmed(workbench);
});

describe("a body", () => {
  const bodies = ["null", "[]", "1", '"x"', "", "{}", "\ufeff{}", '{"__proto__":{"name":"x"},"name":"a","sourceKey":"DRAGON"}', '{"constructor":1,"name":"a","sourceKey":"DRAGON"}', '{"name":1e999,"sourceKey":{}}', '{"name":"\\u200b\\u202e ","sourceKey":"DRAGON"}', '{"name":"\\u0000","sourceKey":"DRAGON"}', '{"name":"a","sourceKey":"KITE\\u0000"}', `{"name":"a","sourceKey":"${"K".repeat(300)}"}`, `{"name":"${"n".repeat(121)}","sourceKey":"KITE"}`, '{"name":"a","sourceKey":"DRAGON","timeZone":"../../etc/localtime"}', '{"name":"a","sourceKey":"DRAGON","autonomy":["maintain"]}', "[".repeat(100_000)];

  test.each(bodies.map((body) => [body.slice(0, 60), body]))("of %s adds no project and says what is wrong", async (_shown, body) => {
    const workbench = await startTestWorkbench();
    const answer = await ask(`${workbench.url}/api/projects`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-input", detail: expect.stringMatching(/^The body/) } });
    expect(workbench.jira.requests).toEqual([]);
    await expectUnharmed(workbench);
  });

  test("of wrong numbers changes no project", async () => {
    const { workbench, project } = await withKite();
    for (const body of ['{"version":1e308}', '{"version":-1}', '{"version":"1"}', '{"version":9007199254740993}', '{"version":1,"name":" "}', '{"version":1,"status":"deleted"}', '{"name":"x"}']) {
      expect(await ask(workbench.url + project, body, "PATCH"), body).toMatchObject({ status: 400 });
    }
    expect((await workbench.api("listProjects")).projects[0]).toMatchObject({ name: "Kite", version: 1 });
    await expectUnharmed(workbench);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "multipart/form-data; boundary=x"])("of the type %s is refused", async (type) => {
    const workbench = await startTestWorkbench();
    expect(await ask(`${workbench.url}/api/projects`, '{"name":"Kite","sourceKey":"KITE"}', "POST", type)).toMatchObject({ status: 400, body: { detail: expect.stringContaining("content-type: application/json") } });
  });

  test("without end is refused as too large while it is still being sent", async () => {
    const workbench = await startTestWorkbench();
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const sending = request(`${workbench.url}/api/projects`, { method: "POST", headers: { "content-type": "application/json" } }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.once("close", () => {
          sending.destroy();
          resolve({ status: response.statusCode, text });
        });
      });
      sending.once("error", reject);
      const pump = (): void => {
        if (sending.destroyed) return;
        if (sending.write("x".repeat(65_536))) setImmediate(pump);
        else sending.once("drain", pump);
      };
      pump();
    });
    expect(answer).toMatchObject({ status: 413, text: expect.stringContaining("at most 256 KB") });
    await expectUnharmed(workbench);
  });

  test("that breaks off leaves nothing behind, not even an alarm", async () => {
    const workbench = await startTestWorkbench();
    const { port, host } = new URL(workbench.url);
    const socket = connect(Number(port), "127.0.0.1");
    await new Promise<void>((resolve) => socket.write(`POST /api/projects HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"name"`, () => resolve()));
    await new Promise<void>((resolve) => socket.end(resolve));
    expect((await workbench.api("listProjects")).projects).toEqual([]);
    await workbench.stop();
    expect(workbench.logged).toEqual([]);
  });
});

test("of requests for the same project at the same moment one adds it, and the others say so", async () => {
  const workbench = await startTestWorkbench();
  const add = (name: string) => ask(`${workbench.url}/api/projects`, JSON.stringify({ name, sourceKey: kiteKey }));
  const answers = await Promise.all(["A", "B", "C", "D"].map(add));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
  for (const { status, body } of answers) if (status === 409) expect(body).toMatchObject({ code: "already-added", detail: expect.stringContaining("KITE is") });
  expect((await workbench.api("listProjects")).projects).toHaveLength(1);
  workbench.jira.misbehave({ kind: "status", status: 500 });
  expect((await ask(`${workbench.url}/api/projects`, '{"name":"Dragon","sourceKey":"DRAGON"}')).status).toBe(502);
  workbench.jira.misbehave(null);
  expect(await ask(`${workbench.url}/api/projects`, '{"name":"Dragon","sourceKey":"DRAGON"}')).toMatchObject({ body: { code: "jira-project-not-found" } });
});

test("of changes to a project at the same moment one is made, and the others are shown what it made", async () => {
  const { workbench, project } = await withKite();
  const change = (name: string) => ask(workbench.url + project, JSON.stringify({ name, version: 1 }), "PATCH");
  const answers = await Promise.all(["A", "B", "C"].map(change));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  const kept = (await workbench.api("listProjects")).projects[0]?.name;
  for (const { status, body } of answers) if (status === 409) expect(body).toMatchObject({ code: "stale-version", current: { name: kept, version: 2 }, detail: expect.not.stringContaining("PROJECT#") });
});
