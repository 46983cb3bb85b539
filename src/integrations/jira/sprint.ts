import type { Skipped } from "#core/entities/checkpoint.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import { parseEach } from "./parse.ts";
import { SprintBody, type IssueFields } from "./schema.ts";

const STRING_FORM_FIELDS =
  "id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|autoStartStop|synced|incompleteIssuesDestinationId";

export function toSprint(body: SprintBody): Sprint {
  return {
    id: body.id,
    boardId: body.originBoardId ?? body.boardId ?? body.rapidViewId ?? null,
    name: body.name ?? `Sprint ${body.id}`,
    state: body.state,
    goal: body.goal || null,
    startAt: body.startDate ?? null,
    endAt: body.endDate ?? null,
    completedAt: body.completeDate ?? null,
  };
}

/** The sprints an issue names, each once, by id: in the site's sprint field, and on agile bodies as `sprint` and `closedSprints`. */
export function sprintsOf(key: string, fields: IssueFields, skipped: Skipped[]): Sprint[] {
  const named = [fields.sprint, fields.closedSprints, ...(fields.sprintFields ?? [])].flat().filter((value) => value != null);
  const bodies = parseEach(named.map(fromStringForm), SprintBody, `${key}, sprint`, skipped);
  const byId = new Map(bodies.map((body) => [body.id, toSprint(body)]));
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

/**
 * Older sites give a sprint as the text "com.atlassian.greenhopper.service.sprint.Sprint@1f[id=12,state=CLOSED,name=…]". A value
 * ends where the next known name begins, because sprint names hold commas.
 */
function fromStringForm(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const inside = value.slice(value.indexOf("[") + 1, value.lastIndexOf("]"));
  const names = new RegExp(`(?:^|,)(${STRING_FORM_FIELDS})=(.*?)(?=$|,(?:${STRING_FORM_FIELDS})=)`, "gs");
  return Object.fromEntries([...inside.matchAll(names)].map(([, name = "", text]) => [name, text === "<null>" ? null : text]));
}
