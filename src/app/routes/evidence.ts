import { coverageOf } from "#app/coverage.ts";
import { appError } from "#app/errors.ts";
import type { Handlers } from "#app/handlers.ts";
import type { EvidenceFact } from "#contract/evidence.ts";
import type { Project } from "#core/entities/project.ts";
import { parseEvidenceId, type EvidenceId } from "#core/evidence.ts";
import type { Memory, Store } from "#core/ports.ts";
import { getEscalation } from "#store/entities/escalation.ts";
import { getIssue } from "#store/entities/issue.ts";
import { getRelease } from "#store/entities/release.ts";
import { getSprint } from "#store/entities/sprint.ts";
import type { Surroundings } from "./surroundings.ts";
import { foundProject } from "./projects.ts";

export function evidenceHandlers({ context }: Surroundings): Pick<Handlers, "getEvidence"> {
  const { store, memory } = context;
  return {
    getEvidence: async ({ params }) => {
      const project = await foundProject(store, params.id);
      const fact = await factBehind(store, memory, project, params.evidence);
      if (!fact) throw appError("not-found", `${params.evidence} is not among the facts of ${project.name}.`);
      return fact;
    },
  };
}

async function factBehind(store: Store, memory: Memory, project: Project, evidence: EvidenceId): Promise<EvidenceFact | null> {
  const projectId = project.id;
  const { kind, id } = parseEvidenceId(evidence);
  switch (kind) {
    case "issue": {
      const issue = await getIssue(store, { projectId, key: id });
      return issue && { kind, id: evidence, issue };
    }
    case "sprint": {
      const sprint = await getSprint(store, { projectId, id });
      return sprint && { kind, id: evidence, sprint };
    }
    case "release": {
      const release = await getRelease(store, { projectId, id });
      return release && { kind, id: evidence, release };
    }
    case "escalation": {
      const escalation = await getEscalation(store, { projectId, id });
      return escalation && { kind, id: evidence, escalation };
    }
    case "source":
      return id === project.source ? { kind, id: evidence, coverage: await coverageOf(project, memory) } : null;
  }
}
