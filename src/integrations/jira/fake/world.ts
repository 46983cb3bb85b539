import type { Instant } from "#core/time.ts";
import {
  categories,
  systemStatuses,
  type IssueType,
  type LinkType,
  type Named,
  type RecordedIssue,
  type RecordedLink,
  type RecordedSprint,
  type RecordedVersion,
  type Recording,
  type Status,
  type User,
} from "./recording.ts";
import { countWhile } from "./sorted.ts";

type LinkKind = { type: LinkType; direction: RecordedLink["direction"] };

/** A recording with everything in it findable by id. */
export type World = {
  recording: Recording;
  issues: Map<string, RecordedIssue>;
  /** By ascending id, with the latest creation up to that id. */
  creations: { id: number; latest: Instant }[];
  sprints: Map<number, RecordedSprint>;
  versions: Map<string, RecordedVersion>;
  statuses: Map<string, Status>;
  priorities: Map<string, Named>;
  resolutions: Map<string, Named>;
  types: Map<string, IssueType>;
  people: Map<string, User>;
  /** By the phrase a changelog uses: "is blocked by". */
  linkPhrases: Map<string, LinkKind>;
  /** The status new issues of this project start in, as far as the recording shows. */
  initialStatus: Status;
  /** The last thing the recording knows happened. */
  recordedUntil: Instant;
};

export function createWorld(recording: Recording): World {
  const { vocabulary } = recording;
  const statuses = byId([...systemStatuses, ...vocabulary.statuses]);
  const initial = vocabulary.statuses.find((status) => status.category.key === categories.new.key);
  return {
    recording,
    issues: new Map(recording.issues.map((issue) => [issue.key, issue])),
    creations: creationsOf(recording.issues),
    sprints: new Map(recording.sprints.map((sprint) => [sprint.id, sprint])),
    versions: byId(recording.versions),
    statuses,
    priorities: byId(vocabulary.priorities),
    resolutions: byId(vocabulary.resolutions),
    types: byId(vocabulary.types),
    people: new Map(vocabulary.people.map((person) => [person.accountId, person])),
    linkPhrases: new Map(
      vocabulary.linkTypes.flatMap((type): [string, LinkKind][] => [
        [type.inward, { type, direction: "inward" }],
        [type.outward, { type, direction: "outward" }],
      ]),
    ),
    initialStatus: initial ?? { id: "1", name: "Open", description: "", category: categories.new },
    recordedUntil: recording.issues.map((issue) => issue.updatedAt).reduce((a, b) => (a > b ? a : b), ""),
  };
}

function byId<T extends { id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function creationsOf(issues: readonly RecordedIssue[]): World["creations"] {
  const known = issues.map((issue) => ({ id: Number(issue.id), latest: issue.createdAt })).sort((a, b) => a.id - b.id);
  for (const [index, one] of known.entries()) {
    const before = known[index - 1]?.latest ?? "";
    if (before > one.latest) one.latest = before;
  }
  return known;
}

/**
 * From when another issue exists: its creation where it is recorded. Otherwise ids prove it not to have existed before any
 * recorded issue of a lower id, for they are given in order of creation.
 */
export function existsFrom(other: { id: string; key: string }, world: World): Instant {
  const recorded = world.issues.get(other.key);
  if (recorded) return recorded.createdAt;
  const lower = countWhile(world.creations, (one) => one.id < Number(other.id));
  return world.creations[lower - 1]?.latest ?? "";
}

/** A status a changelog names. One the site no longer has is in Jira's own "No Category": what it meant is not known. */
export function statusNamed(id: string | null, name: string | null, world: World): Status {
  const known = id === null ? undefined : world.statuses.get(id);
  return known ?? { id: id ?? "0", name: name ?? "", description: "", category: categories.unknown };
}

/** A thing a changelog names by id, or null where it names none; one the site no longer has keeps the name it had. */
export function thingNamed(id: string | null, name: string | null, known: Map<string, Named>): Named | null {
  if (id === null || id === "") return null;
  return known.get(id) ?? { id, name: name ?? id };
}

export function typeNamed(id: string | null, name: string | null, world: World): IssueType {
  const known = id === null ? undefined : world.types.get(id);
  return known ?? { id: id ?? "0", name: name ?? "", subtask: false, hierarchyLevel: 0 };
}

/** A person a changelog names, active then as far as anybody knows. */
export function personNamed(id: string | null, name: string | null, world: World): User | null {
  if (id === null || id === "") return null;
  return world.people.get(id) ?? { accountId: id, displayName: name ?? id, active: true };
}
