import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { AppError } from "#core/errors.ts";
import { createJiraSource, probeJira } from "#integrations/jira/index.ts";
import { connectTo, smallSite, startLoopback, type Answer } from "./loopback.ts";

const MYSELF = "GET /rest/api/3/myself";

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

async function failureWith(answer: Answer, options = {}) {
  const server = await startLoopback({ [MYSELF]: answer });
  const connection = connectTo(server, options);
  const error = await failureOf(probeJira(connection));
  return { error, server, connection };
}

describe("an answer that is no success", () => {
  test.each([
    [400, "jira-bad-request", "yours"],
    [401, "jira-unauthorised", "JIRA_API_TOKEN"],
    [403, "jira-forbidden", "Browse Projects"],
    [404, "jira-not-found", "Check the base URL"],
    [410, "jira-gone", "newer version"],
    [418, "jira-bad-request", "does not accept"],
    [501, "jira-failed", "status.atlassian.com"],
  ])("%i is %s, is asked once, and says where", async (status, code, advice) => {
    const { error, server } = await failureWith({ status, json: { errorMessages: ["these are yours"], errors: { key: "is odd" } } });
    expect(error.code).toBe(code);
    expect(error.message).toContain(`answered ${status} to GET /rest/api/3/myself`);
    expect(error.message).toContain("these are yours key: is odd");
    expect(error.message).toContain(advice);
    expect(error.payload).toMatchObject({ status, method: "GET", path: "/rest/api/3/myself" });
    expect(server.asked).toHaveLength(1);
  });

  test.each([500, 502, 503, 504])("%i is tried four times in all, with growing waits, and is then jira-failed", async (status) => {
    const { error, server, connection } = await failureWith({ status, text: "<html>oops</html>", headers: { "content-type": "text/html" } });
    expect(error).toMatchObject({ code: "jira-failed", retry: true });
    expect(server.asked).toHaveLength(4);
    expect(connection.waits).toEqual([500, 1000, 2000]);
  });

  test("never shows the token, the e-mail or their encoding", async () => {
    const { error, server } = await failureWith({ status: 401, json: {} });
    const encoded = Buffer.from("reader@example.com:s3cret-t0ken").toString("base64");
    expect(server.asked[0]?.headers.authorization).toBe(`Basic ${encoded}`);
    const shown = JSON.stringify([error.message, error.payload, error.stack]);
    for (const secret of ["s3cret-t0ken", "reader@example.com", encoded]) expect(shown).not.toContain(secret);
  });

  test("a redirect is not followed and its host is named", async () => {
    const { error, server } = await failureWith({ status: 302, headers: { location: "https://login.example.com/?continue=secret" } });
    expect(error.code).toBe("jira-redirected");
    expect(error.message).toContain("a redirect to login.example.com");
    expect(error.message).not.toContain("continue");
    expect(server.asked).toHaveLength(1);
  });
});

describe("too many requests", () => {
  test("waits as long as Retry-After says in seconds, and a little more", async () => {
    const { error, server, connection } = await failureWith({ status: 429, headers: { "retry-after": "7" } });
    expect(error).toMatchObject({ code: "jira-rate-limited", retry: true });
    expect(connection.waits).toEqual([7500, 8000, 9000]);
    expect(server.asked).toHaveLength(4);
  });

  test("reads Retry-After as a date against the server's own clock", async () => {
    const date = "Mon, 16 Mar 2015 09:00:00 GMT";
    const { connection } = await failureWith({ status: 503, headers: { date, "retry-after": "Mon, 16 Mar 2015 09:00:12 GMT" } });
    expect(connection.waits).toEqual([12_500, 13_000, 14_000]);
  });

  test.each(["soon", "-5", ""])("backs off by itself when Retry-After is %j", async (header) => {
    const { connection } = await failureWith({ status: 429, headers: { "retry-after": header } });
    expect(connection.waits).toEqual([500, 1000, 2000]);
  });

  test("gives up at once when asked to wait longer than a read may be held open", async () => {
    const { error, server } = await failureWith({ status: 429, headers: { "retry-after": "86400" } });
    expect(error.code).toBe("jira-rate-limited");
    expect(server.asked).toHaveLength(1);
  });

  test("goes on where it was once the server answers again", async () => {
    let failures = 2;
    const server = await startLoopback({
      [MYSELF]: () => (failures-- > 0 ? { status: 429 } : { json: { displayName: "Mia", timeZone: "Europe/Berlin" } }),
    });
    expect(await probeJira(connectTo(server))).toEqual({ site: server.baseUrl, account: "Mia", timeZone: "Europe/Berlin" });
    expect(server.asked).toHaveLength(3);
  });
});

describe("an answer that is not Jira's", () => {
  test("a web page is jira-not-json and points at the base URL", async () => {
    const { error } = await failureWith({ text: "<!doctype html><title>Log in</title>", headers: { "content-type": "text/html" } });
    expect(error.code).toBe("jira-not-json");
    expect(error.message).toMatch(/web page.*Check that the base URL/);
  });

  test.each([
    ["cut off", '{"accountId": "5b10", "displa'],
    ["empty", ""],
    ["no JSON at all", "OK"],
  ])("a body that is %s is jira-malformed", async (_what, text) => {
    const { error, server } = await failureWith({ text });
    expect(error.code).toBe("jira-malformed");
    expect(server.asked).toHaveLength(1);
  });

  test("JSON of another shape is jira-malformed and names the place", async () => {
    const { error } = await failureWith({ json: { displayName: 7 } });
    expect(error.code).toBe("jira-malformed");
    expect(error.message).toContain("displayName");
  });

  test("an endless body is given up after 50 MB", async () => {
    const { error } = await failureWith({ text: " ".repeat(50 * 1024 * 1024 + 1) });
    expect(error.code).toBe("jira-too-large");
  });
});

describe("a site that cannot be reached", () => {
  test("a refused connection is said at once", async () => {
    const { port } = await new Promise<AddressInfo>((resolve) => {
      const probe = createServer().listen(0, "127.0.0.1", () => {
        const address = probe.address() as AddressInfo;
        probe.close(() => resolve(address));
      });
    });
    const connection = connectTo({ baseUrl: `http://127.0.0.1:${port}` });
    const error = await failureOf(probeJira(connection));
    expect(error.code).toBe("jira-unreachable");
    expect(error.message).toContain("refuses connections");
    expect(connection.waits).toEqual([]);
  });

  test("an unknown host is said at once", async () => {
    const error = await failureOf(probeJira(connectTo({ baseUrl: "http://jira.invalid" })));
    expect(error.code).toBe("jira-unreachable");
    expect(error.payload["reason"]).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test("a dropped connection is tried four times", async () => {
    const { error, server } = await failureWith("reset");
    expect(error.code).toBe("jira-unreachable");
    expect(error.message).toContain("broke off");
    expect(server.asked).toHaveLength(4);
  });

  test("silence ends at the time limit and is not repeated", async () => {
    const { error, server } = await failureWith("hang", { timeoutMs: 50 });
    expect(error.code).toBe("jira-unreachable");
    expect(error.message).toContain("did not answer");
    expect(server.asked).toHaveLength(1);
  });

  test.each(["not a url", "ftp://example.com", "https://me:token@example.com"])("%j is no base URL, and is not repeated in the error", (baseUrl) => {
    expect(() => createJiraSource(connectTo({ baseUrl }))).toThrow(expect.objectContaining({ code: "jira-bad-base-url" }));
    expect(() => createJiraSource(connectTo({ baseUrl }))).not.toThrow(/me:token/);
  });
});

test("a base URL may have a path and a trailing slash", async () => {
  const server = await startLoopback({ "GET /jira/rest/api/3/myself": { json: {} } });
  const probed = await probeJira(connectTo({ baseUrl: `${server.baseUrl}/jira/` }));
  expect(probed).toEqual({ site: `${server.baseUrl}/jira`, account: "unknown", timeZone: null });
});

describe("a project key that does not exist", () => {
  const said = "The value 'NOPE' does not exist for the field 'project'.";

  test("is jira-project-not-found when it is checked", async () => {
    const server = await startLoopback(smallSite({ "GET /rest/api/3/project/search": { json: { values: [], total: 0, isLast: true } } }));
    const error = await failureOf(createJiraSource(connectTo(server)).check("NOPE"));
    expect(error.code).toBe("jira-project-not-found");
    expect(error.message).toContain("no project NOPE");
    expect(server.asked.at(-1)?.query.get("keys")).toBe("NOPE");
  });

  test("is jira-project-not-found when it is read", async () => {
    const server = await startLoopback(smallSite({ "POST /rest/api/3/search/jql": { status: 400, json: { errorMessages: [said], errors: {} } } }));
    const read = createJiraSource(connectTo(server)).read({ sourceKey: "NOPE", position: null, now: "2015-03-16T09:00:00.000Z" }, () => {});
    const error = await failureOf(read);
    expect(error.code).toBe("jira-project-not-found");
    expect(error.message).toContain(said);
  });

  test("one that exists is answered with its name", async () => {
    const server = await startLoopback(smallSite());
    expect(await createJiraSource(connectTo(server)).check("EX")).toEqual({ name: "Example" });
  });
});
