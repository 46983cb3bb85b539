import { join } from "node:path";

/** The bundled project: what it is, when its replay begins and ends, and where its recording lies. */
export const demo = {
  projectKey: "TIMOB",
  projectName: "Titanium SDK",
  timeZone: "America/Los_Angeles",
  /** A Tuesday morning in the middle of a sprint, six weeks before a release. */
  startAt: "2015-04-07T15:30:00.000Z",
  endAt: "2015-05-30T00:00:00.000Z",
  files: {
    issues: [join(import.meta.dirname, "issues.jsonl")],
    sprints: join(import.meta.dirname, "sprints.json"),
    versions: join(import.meta.dirname, "versions.json"),
  },
};
