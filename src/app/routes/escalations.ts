import { appError } from "#app/errors.ts";
import type { Handlers } from "#app/handlers.ts";
import type { Escalation, EscalationOption } from "#core/entities/escalation.ts";
import { hasCode } from "#core/errors.ts";
import { decideEscalation } from "#core/escalations/decide.ts";
import { listProjects } from "#store/entities/project.ts";
import { getEscalation, listEscalations, listProjectEscalations } from "#store/entities/escalation.ts";
import type { Surroundings } from "./surroundings.ts";
import { foundProject } from "./projects.ts";

/** How often a decision is entered again when a cycle saves one of its documents in that very moment. */
const attempts = 5;

type Names = "listEscalations" | "listProjectEscalations" | "getEscalation" | "decideEscalation";

export function escalationHandlers({ context }: Surroundings): Pick<Handlers, Names> {
  const { store, memory, ids, clock } = context;

  async function found(projectId: string, id: string): Promise<Escalation> {
    const escalation = await getEscalation(store, { projectId, id });
    if (!escalation) throw appError("not-found", `There is no escalation ${id} in this project.`);
    return escalation;
  }

  return {
    listEscalations: async ({ query }) => {
      const { project: projectId, ...rest } = query;
      const listed = await listEscalations(store, { ...rest, projectId });
      if (projectId !== undefined || query.status !== "pending") return listed;
      // An archived project asks nothing of anyone.
      const archived = new Set((await listProjects(store, { status: "archived" })).map(({ id }) => id));
      return { ...listed, escalations: listed.escalations.filter((one) => !archived.has(one.projectId)) };
    },
    listProjectEscalations: async ({ params }) => {
      await foundProject(store, params.id);
      return { escalations: await listProjectEscalations(store, { projectId: params.id }) };
    },
    getEscalation: async ({ params }) => found(params.id, params.eid),
    decideEscalation: async ({ params, body }) => {
      // A cycle may save a document at the same moment; the answer is to the question, so it is entered in what it left.
      for (let attempt = 1; ; attempt++) {
        const escalation = await found(params.id, params.eid);
        refuseUnlessPending(escalation, body.version);
        const option = optionOf(escalation, body.option);
        const at = clock.now();
        const artefacts = await memory.artefacts(params.id);
        const decided = decideEscalation({ escalation, option, notes: body.notes, artefacts, at, decisionId: ids.ulid(at), eventId: ids.ulid(at) });
        try {
          await memory.saveTogether(decided.saves);
          return { escalation: decided.escalation, decision: decided.decision };
        } catch (error) {
          if (!hasCode(error, "condition-failed") || attempt === attempts) throw error;
        }
      }
    },
  };
}

function optionOf(escalation: Escalation, id: string): EscalationOption {
  const option = escalation.options.find((one) => one.id === id);
  if (option) return option;
  const message = `must be one of ${escalation.options.map((one) => one.id).join(", ")}`;
  throw appError("invalid-input", `option ${message}.`, { errors: [{ path: "option", message }] });
}

function refuseUnlessPending(current: Escalation, version: number): void {
  if (current.status === "decided") throw appError("already-decided", "This question was already decided.", { current });
  if (current.status === "superseded") throw appError("already-decided", `This question needs no decision any more: ${current.supersededBecause ?? "the facts changed"}`, { current });
  if (current.version !== version) throw appError("stale-version", "The question was changed in the meantime. Look at it as it is now and try again.", { current });
}
