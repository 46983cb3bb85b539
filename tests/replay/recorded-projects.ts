import { parseReplayOptions, type ReplayOptions } from "#app/replay/options.ts";
import { sharedDataPath } from "#tests/support/shared-data.ts";

/** The arguments of `workbench replay` for half a year of Titanium: no changelog, sprints and releases with dates. */
export function titanium(step: string): string[] {
  const file = (name: string): string => sharedDataPath(`jira/titanium/${name}`);
  return [
    "--jira", file("timob-2015h1.jsonl"), "--sprints", file("sprints.json"), "--versions", file("versions.json"),
    "--project", "TIMOB", "--from", "2015-01-01", "--to", "2015-07-31", "--step", step,
  ];
}

/** The same for one project of the Hydra family: a full changelog, due dates that move, no sprints. */
export function hydra(project: string, from: string, to: string, step: string): string[] {
  return ["--jira", sharedDataPath("jira/duraspace/hydra-family.jsonl"), "--project", project, "--from", from, "--to", to, "--step", step];
}

/** One Fedora project: a full changelog with links that block, and a release. */
export function fedora(from: string, to: string, step: string): string[] {
  return ["--jira", sharedDataPath("jira/duraspace/fcrepo.jsonl"), "--project", "FCREPO", "--from", from, "--to", to, "--step", step];
}

export function optionsOf(args: string[]): ReplayOptions {
  return parseReplayOptions(args);
}
