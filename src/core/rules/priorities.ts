import type { SourceProfile } from "#core/entities/source-profile.ts";

/** Sites name "no priority" as if it were one. It means unset, never low. */
export function isUnset(priority: string | null): boolean {
  return priority === null || /^\s*(none|unset)?\s*$/i.test(priority);
}

/** The site's priorities that are meant as levels, highest first; none where the site's list is not known, or has one that ranks nothing. */
export function priorityLevels(profile: SourceProfile | null): string[] {
  const levels = profile?.priorities.filter((priority) => !isUnset(priority)) ?? [];
  return levels.length > 1 ? levels : [];
}
