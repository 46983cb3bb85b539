export const demo = {
  projectKey: "TIMOB",
  projectName: "Titanium SDK",
  timeZone: "America/Los_Angeles",
  startAt: "2015-03-18T15:00:00.000Z",
  endAt: "2015-06-30T00:00:00.000Z",
  files: { issues: [] as string[], sprints: "", versions: "" },
};
