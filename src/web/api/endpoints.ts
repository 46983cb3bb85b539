import type { RouteName, Routes } from "#contract/routes.ts";

/**
 * The routes this page calls. Method and path are checked against the contract by the compiler, so that the contract's
 * schemas, and zod with them, stay out of what the browser loads.
 */
export const endpoints = {
  getAgent: { method: "GET", path: "/api/agent" },
  getMissionControl: { method: "GET", path: "/api/mission-control" },
  runCycle: { method: "POST", path: "/api/agent/cycle" },
  listProjects: { method: "GET", path: "/api/projects" },
  addProject: { method: "POST", path: "/api/projects" },
  getProject: { method: "GET", path: "/api/projects/{id}" },
  changeProject: { method: "PATCH", path: "/api/projects/{id}" },
  listArtefacts: { method: "GET", path: "/api/projects/{id}/artefacts" },
  listVersions: { method: "GET", path: "/api/projects/{id}/artefacts/{type}/versions" },
  getVersion: { method: "GET", path: "/api/projects/{id}/artefacts/{type}/versions/{n}" },
  undoArtefact: { method: "POST", path: "/api/projects/{id}/artefacts/{type}/undo" },
  restoreArtefact: { method: "POST", path: "/api/projects/{id}/artefacts/{type}/restore" },
  listEvents: { method: "GET", path: "/api/events" },
  listEscalations: { method: "GET", path: "/api/escalations" },
  getEscalation: { method: "GET", path: "/api/projects/{id}/escalations/{eid}" },
  decideEscalation: { method: "POST", path: "/api/projects/{id}/escalations/{eid}/decide" },
  getEvidence: { method: "GET", path: "/api/projects/{id}/evidence/{evidence}" },
} as const satisfies { [N in RouteName]?: { method: Routes[N]["method"]; path: Routes[N]["path"] } };

export type EndpointName = keyof typeof endpoints;
