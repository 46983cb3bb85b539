import type { Issue } from "./issue.ts";
import type { Release } from "./release.ts";
import type { SourceProfile } from "./source-profile.ts";
import type { Sprint } from "./sprint.ts";

/** All facts of one project at one moment, as the rules read them. Lists are ordered by key or id. */
export type Facts = {
  issues: readonly Issue[];
  sprints: readonly Sprint[];
  releases: readonly Release[];
  profile: SourceProfile | null;
};
