import { loadRecording } from "#integrations/jira/fake/load-recording.ts";
import type { Recording } from "#integrations/jira/fake/recording.ts";
import { sharedDataPath } from "#tests/support/shared-data.ts";

type Recorded = { name: string; load: () => Promise<Recording>; times: string[] };

/** A project without a changelog, one with, and one from Jira Cloud; each with moments before, within and after its life. */
export const recorded: Recorded[] = [
  {
    name: "titanium",
    load: once(() =>
      loadRecording({
        issues: [sharedDataPath("jira/titanium/timob-2015h1.jsonl")],
        sprints: sharedDataPath("jira/titanium/sprints.json"),
        versions: sharedDataPath("jira/titanium/versions.json"),
        projectKey: "TIMOB",
      }),
    ),
    times: ["2010-01-01T00:00:00.000Z", "2015-04-07T16:00:00.000Z", "2022-01-01T00:00:00.000Z"],
  },
  {
    name: "hydra",
    load: once(() => loadRecording({ issues: [sharedDataPath("jira/duraspace/hydra-family.jsonl")], projectKey: "HYDRA" })),
    times: ["2008-01-01T00:00:00.000Z", "2012-03-01T12:00:00.000Z", "2015-01-01T00:00:00.000Z"],
  },
  {
    name: "devlake",
    load: once(() =>
      loadRecording({
        issues: [sharedDataPath("jira/jira-cloud-devlake/issues.jsonl")],
        sprints: sharedDataPath("jira/jira-cloud-devlake/sprints.jsonl"),
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
