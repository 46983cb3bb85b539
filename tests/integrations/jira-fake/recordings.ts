import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { loadRecording } from "#integrations/jira/fake/load-recording.ts";
import type { Recording } from "#integrations/jira/fake/recording.ts";

/** Recorded projects, contracts and fixtures beside the repository, or where WORKBENCH_SHARED_DATA says. */
export const sharedData = process.env["WORKBENCH_SHARED_DATA"] ?? resolve(import.meta.dirname, "../../../../shared/data");
export const noSharedData = !existsSync(sharedData);
export const why = noSharedData ? ` (skipped: no recorded data at ${sharedData})` : "";

type Recorded = { name: string; load: () => Promise<Recording>; times: string[] };

/** A project without a changelog, one with, and one from Jira Cloud; each with moments before, within and after its life. */
export const recorded: Recorded[] = [
  {
    name: "titanium",
    load: once(() =>
      loadRecording({
        issues: [`${sharedData}/jira/titanium/timob-2015h1.jsonl`],
        sprints: `${sharedData}/jira/titanium/sprints.json`,
        versions: `${sharedData}/jira/titanium/versions.json`,
        projectKey: "TIMOB",
      }),
    ),
    times: ["2010-01-01T00:00:00.000Z", "2015-04-07T16:00:00.000Z", "2022-01-01T00:00:00.000Z"],
  },
  {
    name: "hydra",
    load: once(() => loadRecording({ issues: [`${sharedData}/jira/duraspace/hydra-family.jsonl`], projectKey: "HYDRA" })),
    times: ["2008-01-01T00:00:00.000Z", "2012-03-01T12:00:00.000Z", "2015-01-01T00:00:00.000Z"],
  },
  {
    name: "devlake",
    load: once(() =>
      loadRecording({
        issues: [`${sharedData}/jira/jira-cloud-devlake/issues.jsonl`],
        sprints: `${sharedData}/jira/jira-cloud-devlake/sprints.jsonl`,
        projectKey: "EE",
      }),
    ),
    times: ["2020-01-01T00:00:00.000Z", "2020-06-20T00:00:00.000Z", "2023-01-01T00:00:00.000Z"],
  },
];

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => (loaded ??= load());
}
