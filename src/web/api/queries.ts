import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { QueryInput } from "#contract/routes.ts";
import type { ArtefactType } from "#core/entities/artefact.ts";
import type { EvidenceId } from "#core/evidence.ts";
import { call } from "./client.ts";

/** While long work is under way the page asks this often, should the stream be slow to say so. */
const PROGRESS_EVERY_MS = 2_000;

// Each key starts with its topic of the stream, so that a message names what to read again.

export const agentQuery = queryOptions({
  queryKey: ["agent"],
  queryFn: ({ signal }) => call("getAgent", { signal }),
  refetchInterval: ({ state }) => (state.data?.progress || state.data?.state === "starting" ? PROGRESS_EVERY_MS : false),
});

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: ({ signal }) => call("listProjects", { signal }),
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

export function eventsQuery(filter: Omit<QueryInput<"listEvents">, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["events", filter],
    queryFn: ({ pageParam, signal }) => call("listEvents", { query: { ...filter, ...cursor(pageParam) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });
}

export const pendingQuery = queryOptions({
  queryKey: ["escalations", "pending"],
  queryFn: ({ signal }) => call("listEscalations", { query: { status: "pending", limit: 200 }, signal }),
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
