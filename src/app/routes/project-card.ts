import type { ProjectCard } from "#contract/projects.ts";
import type { ArtefactOf } from "#core/entities/artefact.ts";
import type { DeliveryState } from "#core/entities/delivery-state.ts";
import type { Heartbeat } from "#core/entities/heartbeat.ts";
import type { Project } from "#core/entities/project.ts";

type State = ArtefactOf<"delivery_state">;

export function projectCard(project: Project, state: State | null, heartbeat: Heartbeat | null): ProjectCard {
  const glance = state && {
    colour: state.content.overall.colour,
    because: state.content.overall.because,
    dimensions: coloursOf(state.content.dimensions),
    sprint: state.content.sprint?.name ?? null,
    updatedAt: state.updatedAt,
  };
  return { ...project, glance, pulse: heartbeat?.projects[project.id] ?? null };
}

/** The cards of several projects, by name; `states` by project id. */
export function projectCards(projects: readonly Project[], states: ReadonlyMap<string, State>, heartbeat: Heartbeat | null): ProjectCard[] {
  const byName = projects.toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  return byName.map((project) => projectCard(project, states.get(project.id) ?? null, heartbeat));
}

function coloursOf({ schedule, scope, flow, risk }: DeliveryState["dimensions"]) {
  return { schedule: schedule.colour, scope: scope.colour, flow: flow.colour, risk: risk.colour };
}
