import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import type { ResponseOf } from "#contract/routes.ts";
import type { ArtefactType } from "#core/entities/artefact.ts";
import type { EvidenceId } from "#core/evidence.ts";
import type { Instant } from "#core/time.ts";
import { call } from "./client.ts";

/** While long work is under way the page asks this often, should the stream be slow to say so. */
const PROGRESS_EVERY_MS = 2_000;
/** What the feed reads at a time once it goes back past what came with the page. */
const OLDER_EVENTS = 15;

// Each key starts with its topic of the stream, so that a message names what to read again.

/** All that Mission Control shows, in one request. Where that fails each part is read by itself, and says for itself what is wrong. */
export const missionControlQuery = queryOptions({
  queryKey: ["mission-control"],
  queryFn: () => call("getMissionControl", {}),
  retry: false,
});

/** While the whole of Mission Control is being read a part of it is taken from there; otherwise it is read alone. */
async function partOf<T>(client: QueryClient, part: (whole: ResponseOf<"getMissionControl">) => T, alone: () => Promise<T>): Promise<T> {
  if (client.isFetching({ queryKey: missionControlQuery.queryKey }) === 0) return alone();
  return client.fetchQuery({ ...missionControlQuery, staleTime: 0 }).then(part, alone);
}

export const agentQuery = queryOptions({
  queryKey: ["agent"],
  queryFn: ({ client, signal }) => partOf(client, ({ agent }) => agent, () => call("getAgent", { signal })),
  refetchInterval: ({ state }) => (state.data?.progress || state.data?.state === "starting" ? PROGRESS_EVERY_MS : false),
});

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: ({ client, signal }) => partOf(client, ({ projects }) => projects, () => call("listProjects", { signal })),
});

export const archivedQuery = queryOptions({
  queryKey: ["projects", "archived"],
  queryFn: ({ signal }) => call("listProjects", { query: { status: "archived" }, signal }),
});

export function projectQuery(id: string) {
  return queryOptions({
    queryKey: ["projects", id],
    queryFn: ({ signal }) => call("getProject", { params: { id }, signal }),
  });
}

export function artefactsQuery(id: string) {
  return queryOptions({
    queryKey: ["artefacts", id],
    queryFn: ({ signal }) => call("listArtefacts", { params: { id }, signal }),
  });
}

export function versionsQuery(id: string, type: ArtefactType) {
  return infiniteQueryOptions({
    queryKey: ["artefacts", id, type, "versions"],
    queryFn: ({ pageParam, signal }) => call("listVersions", { params: { id, type }, query: cursor(pageParam), signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });
}

export function versionQuery(id: string, type: ArtefactType, n: number) {
  return queryOptions({
    queryKey: ["artefacts", id, type, "version", n],
    queryFn: ({ signal }) => call("getVersion", { params: { id, type, n }, signal }),
  });
}

export function evidenceQuery(id: string, evidence: EvidenceId) {
  return queryOptions({
    queryKey: ["artefacts", id, "evidence", evidence],
    queryFn: ({ signal }) => call("getEvidence", { params: { id, evidence }, signal }),
  });
}

/** What happened, newest first; the first page comes with the rest of Mission Control and says from when on it is complete. */
export const eventsQuery = infiniteQueryOptions({
  queryKey: ["events"],
  queryFn: ({ client, pageParam, signal }): Promise<EventPage> =>
    pageParam === null
      ? partOf<EventPage>(client, ({ events }) => events, () => call("listEvents", { query: { limit: 200 }, signal }))
      : call("listEvents", { query: { limit: OLDER_EVENTS, ...cursor(pageParam) }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.cursor,
});

type EventPage = ResponseOf<"listEvents"> & { from?: Instant };

export const pendingQuery = queryOptions({
  queryKey: ["escalations", "pending"],
  queryFn: ({ client, signal }) =>
    partOf(client, ({ pending }) => pending, () => call("listEscalations", { query: { status: "pending", limit: 200 }, signal })),
});

export function escalationQuery(id: string, eid: string) {
  return queryOptions({
    queryKey: ["escalations", id, eid],
    queryFn: ({ signal }) => call("getEscalation", { params: { id, eid }, signal }),
  });
}

function cursor(value: string | null): { cursor?: string } {
  return value === null ? {} : { cursor: value };
}
