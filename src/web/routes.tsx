import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { missionControlQuery } from "./api/queries.ts";
import { queries } from "./api/query-client.ts";
import { MissionControl } from "./mission-control/mission-control.tsx";
import { BrokenPage } from "./shell/broken-page.tsx";
import { Layout } from "./shell/layout.tsx";
import { NotFound } from "./shell/not-found.tsx";

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound, errorComponent: BrokenPage });

/** It begins to read all it shows in one before its parts, and those of the shell, ask each for theirs. */
const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: () => {
    void queries.prefetchQuery(missionControlQuery);
  },
  component: MissionControl,
});

const newProject = createRoute({
  getParentRoute: () => root,
  path: "/projects/new",
  component: lazyRouteComponent(() => import("./project-form/new-project.tsx"), "NewProjectPage"),
});

const archived = createRoute({
  getParentRoute: () => root,
  path: "/projects/archived",
  component: lazyRouteComponent(() => import("./archived/archived-page.tsx"), "ArchivedPage"),
});

const project = createRoute({
  getParentRoute: () => root,
  path: "/projects/$id",
  component: lazyRouteComponent(() => import("./project/project-page.tsx"), "ProjectPage"),
});

const projectHome = createRoute({
  getParentRoute: () => project,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/projects/$id/$document", params: { id: params.id, document: "delivery" }, replace: true });
  },
});

const settings = createRoute({
  getParentRoute: () => project,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings-page.tsx"), "SettingsPage"),
});

/** `version` in the address shows the document as it once stood. */
const document = createRoute({
  getParentRoute: () => project,
  path: "/$document",
  validateSearch: ({ version }: Record<string, unknown>): { version?: number } =>
    typeof version === "number" && Number.isInteger(version) && version > 0 ? { version } : {},
  component: lazyRouteComponent(() => import("./project/document-page.tsx"), "DocumentPage"),
});

const escalation = createRoute({
  getParentRoute: () => root,
  path: "/projects/$id/escalations/$eid",
  component: lazyRouteComponent(() => import("./escalation/escalation-page.tsx"), "EscalationPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, newProject, archived, project.addChildren([projectHome, settings, document]), escalation]),
  defaultPreload: "intent",
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
