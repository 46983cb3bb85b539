import { appError } from "#app/errors.ts";
import type { Handlers } from "#app/handlers.ts";
import { coverageOf } from "#app/coverage.ts";
import type { CoveredArtefact } from "#contract/artefacts.ts";
import { artefactTitles, versionFrom } from "#core/artefacts/versions.ts";
import type { AnyArtefact, ArtefactType } from "#core/entities/artefact.ts";
import type { Project } from "#core/entities/project.ts";
import { hasCode } from "#core/errors.ts";
import { getArtefact, getArtefactVersion, listArtefactVersions } from "#store/entities/artefact.ts";
import type { Surroundings } from "./surroundings.ts";
import { foundProject } from "./projects.ts";

type Names = "listArtefacts" | "getArtefact" | "listVersions" | "getVersion" | "undoArtefact" | "restoreArtefact";

export function artefactHandlers({ context }: Surroundings): Pick<Handlers, Names> {
  const { store, memory, ids, clock } = context;

  async function found(projectId: string, type: ArtefactType): Promise<AnyArtefact> {
    const artefact = await getArtefact(store, { projectId, type });
    if (!artefact) throw appError("not-found", `The ${artefactTitles[type].toLowerCase()} has not been written yet; the first cycle writes it.`);
    return artefact;
  }

  async function foundVersion(projectId: string, type: ArtefactType, version: number): Promise<AnyArtefact> {
    const artefact = await getArtefactVersion(store, { projectId, type, version });
    if (!artefact) throw appError("not-found", `The ${artefactTitles[type].toLowerCase()} has no version ${version}.`);
    return artefact;
  }

  async function covered(project: Project, artefact: AnyArtefact): Promise<CoveredArtefact> {
    return { ...artefact, coverage: await coverageOf(project, memory) };
  }

  async function goBack(project: Project, current: AnyArtefact, to: number, how: "undo" | "restore"): Promise<CoveredArtefact> {
    const at = clock.now();
    const older = await foundVersion(project.id, current.type, to);
    const artefact = versionFrom({ current, older, how, at });
    const type = how === "undo" ? "artefact.undone" : "artefact.restored";
    const title = `${artefactTitles[current.type]}: ${artefact.note.what}`;
    const event = { id: ids.ulid(at), projectId: project.id, at, type, severity: "notice", actor: "user", title, detail: null, evidence: [] } as const;
    try {
      await memory.saveTogether([{ kind: "artefact", artefact }, { kind: "event", event: { ...event, evidence: [] } }]);
    } catch (error) {
      if (hasCode(error, "condition-failed")) throw stale(await covered(project, await found(project.id, current.type)));
      throw error;
    }
    return covered(project, artefact);
  }

  /** The artefact as it is, if it still is at the version the caller saw. */
  async function unchanged(project: Project, type: ArtefactType, version: number): Promise<AnyArtefact> {
    const current = await found(project.id, type);
    if (current.version !== version) throw stale(await covered(project, current));
    return current;
  }

  return {
    listArtefacts: async ({ params }) => {
      const project = await foundProject(store, params.id);
      const [set, coverage] = await Promise.all([memory.artefacts(project.id), coverageOf(project, memory)]);
      return { artefacts: Object.values(set).flatMap((artefact) => (artefact ? [{ ...artefact, coverage }] : [])) };
    },
    getArtefact: async ({ params }) => {
      const project = await foundProject(store, params.id);
      return covered(project, await found(project.id, params.type));
    },
    listVersions: async ({ params, query }) => {
      await foundProject(store, params.id);
      return listArtefactVersions(store, { projectId: params.id, type: params.type, ...query });
    },
    getVersion: async ({ params }) => {
      await foundProject(store, params.id);
      return foundVersion(params.id, params.type, params.n);
    },
    undoArtefact: async ({ params, body }) => {
      const project = await foundProject(store, params.id);
      const current = await unchanged(project, params.type, body.version);
      if (current.undoTo === null) throw appError("nothing-to-undo", "There is nothing to undo: undo goes back one step, and that step was taken. Restore an older version instead.");
      return goBack(project, current, current.undoTo, "undo");
    },
    restoreArtefact: async ({ params, body }) => {
      const project = await foundProject(store, params.id);
      return goBack(project, await unchanged(project, params.type, body.version), body.to, "restore");
    },
  };
}

function stale(current: CoveredArtefact) {
  return appError("stale-version", "The document was changed in the meantime. Look at it as it is now and try again.", { current });
}
