import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { configOf, urlOf } from "#app/config/config.ts";
import { readEnvironment, unreadVariables } from "#app/config/env.ts";

const jira = { JIRA_BASE_URL: "https://team.atlassian.net", JIRA_EMAIL: "pm@workbench.example", JIRA_API_TOKEN: "token" };

function configFrom(env: Record<string, string>) {
  return configOf(readEnvironment(env));
}

test("with nothing set the demo runs, in a folder of its own, where the README says", () => {
  const config = configFrom({});
  expect(config).toMatchObject({ host: "127.0.0.1", port: 4780, dataDir: resolve("data/demo"), cycleMs: 900_000, store: { kind: "sqlite" }, jira: null });
  expect(urlOf(config)).toBe("http://127.0.0.1:4780");
});

test("every variable changes what it says it does", () => {
  const config = configFrom({ ...jira, PORT: "0", WORKBENCH_HOST: "::1", WORKBENCH_DATA_DIR: "/srv/wb", WORKBENCH_CYCLE_MINUTES: "0.5", WORKBENCH_TIME_ZONE: "Asia/Kathmandu", WORKBENCH_STORE: "dynamodb", TABLE_NAME: "Mine.2", DYNAMODB_ENDPOINT: "http://localhost:8000/" });
  expect(config).toEqual({
    host: "::1",
    port: 0,
    dataDir: resolve("/srv/wb"),
    timeZone: "Asia/Kathmandu",
    cycleMs: 30_000,
    store: { kind: "dynamodb", tableName: "Mine.2", endpoint: "http://localhost:8000" },
    jira: { baseUrl: "https://team.atlassian.net", email: "pm@workbench.example", token: "token" },
  });
});

test("DynamoDB is AWS's own unless told otherwise, and the demo has a table of its own", () => {
  expect(configFrom({ ...jira, WORKBENCH_STORE: "dynamodb" }).store).toEqual({ kind: "dynamodb", tableName: "AgenticPM", endpoint: undefined });
  expect(configFrom({ WORKBENCH_STORE: "dynamodb" }).store).toEqual({ kind: "dynamodb", tableName: "AgenticPM-demo", endpoint: undefined });
  expect(configFrom({ DYNAMODB_ENDPOINT: "http://127.0.0.1:8000" }).store).toEqual({ kind: "sqlite" });
});

test("spaces around a value do not count, and a blank one is not set", () => {
  const padded = Object.fromEntries(Object.entries({ ...jira, PORT: "4791", WORKBENCH_HOST: "localhost", WORKBENCH_TIME_ZONE: "UTC" }).map(([name, value]) => [name, ` ${value}\n`]));
  expect(configFrom(padded)).toMatchObject({ port: 4791, host: "localhost", timeZone: "UTC", jira: { baseUrl: "https://team.atlassian.net", token: "token" } });
  expect(configFrom({ PORT: " ", WORKBENCH_DATA_DIR: " ", JIRA_EMAIL: "" })).toMatchObject({ port: 4780, dataDir: resolve("data/demo"), jira: null });
});

test.each([
  ["::1", "http://[::1]:4780"],
  ["[::1]", "http://[::1]:4780"],
  ["127.0.0.2", "http://127.0.0.2:4780"],
  ["localhost", "http://localhost:4780"],
])("WORKBENCH_HOST %s is reached at %s", (host, url) => {
  expect(urlOf(configFrom({ WORKBENCH_HOST: host }))).toBe(url);
});

test.each([
  ["https://team.atlassian.net/", "https://team.atlassian.net"],
  ["https://jira.example.org/base//", "https://jira.example.org/base"],
  ["https://api.atlassian.com/ex/jira/1234", "https://api.atlassian.com/ex/jira/1234"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http://[::1]:8080", "http://[::1]:8080"],
])("JIRA_BASE_URL %s is read as %s", (given, read) => {
  expect(configFrom({ ...jira, JIRA_BASE_URL: given }).jira?.baseUrl).toBe(read);
});

describe("a wrong value is named with the reason", () => {
  test.each([
    ["PORT", "seven", "port number"],
    ["PORT", "0x10", "port number"],
    ["PORT", "12.5", "port number"],
    ["PORT", "65536", "port number"],
    ["PORT", "-1", "port number"],
    ["WORKBENCH_HOST", "0.0.0.0", "loopback"],
    ["WORKBENCH_HOST", "127.0.0.999", "loopback"],
    ["WORKBENCH_STORE", "postgres", "sqlite or dynamodb"],
    ["DYNAMODB_ENDPOINT", "localhost:8000", "http://127.0.0.1:8000"],
    ["DYNAMODB_ENDPOINT", "http://dynamodb.example", "must be https"],
    ["TABLE_NAME", "no", "3 to 250"],
    ["TABLE_NAME", "a table", "3 to 250"],
    ["TABLE_NAME", "t".repeat(251), "3 to 250"],
    ["WORKBENCH_CYCLE_MINUTES", "often", "minutes"],
    ["WORKBENCH_CYCLE_MINUTES", "0", "minutes"],
    ["WORKBENCH_CYCLE_MINUTES", "1441", "minutes"],
    ["WORKBENCH_TIME_ZONE", "Mars/Olympus", "Europe/Berlin"],
    ["JIRA_BASE_URL", "team.atlassian.net", "https://your-site"],
    ["JIRA_BASE_URL", "ftp://team.atlassian.net", "https://your-site"],
    ["JIRA_BASE_URL", "http://team.atlassian.net", "must be https"],
    ["JIRA_BASE_URL", "https://pm@team.atlassian.net", "user name"],
    ["JIRA_BASE_URL", "https://team.atlassian.net?x=1", "query"],
    ["JIRA_BASE_URL", "https://team.atlassian.net/jira/software/projects/KITE", "the site alone: https://team.atlassian.net"],
  ])("%s=%s: %s", (name, value, reason) => {
    expect(() => readEnvironment({ ...jira, [name]: value })).toThrow(new RegExp(`${name} .*${reason}`));
  });

  test("all wrong ones at once", () => {
    expect(() => readEnvironment({ PORT: "x", WORKBENCH_TIME_ZONE: "x", JIRA_BASE_URL: "x" })).toThrow(/PORT.*JIRA_BASE_URL.*WORKBENCH_TIME_ZONE/);
  });
});

test("a Jira configured in part is refused, naming what is missing", () => {
  expect(() => configFrom({ JIRA_BASE_URL: jira.JIRA_BASE_URL })).toThrow("JIRA_EMAIL and JIRA_API_TOKEN must be set too");
});

test("what looks meant for the workbench and is not read is known by name", () => {
  expect(unreadVariables({ ...jira, PATH: "/bin", WORKBENCH_PASSWORD: "x", SMTP_URL: "smtp://x", TABLE_NAME: " ", WORKBENCH_SHARED_DATA: "x", WORKBENCH_LONG: "1" })).toEqual(["SMTP_URL", "WORKBENCH_PASSWORD"]);
});
