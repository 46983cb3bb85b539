import { artefactTitles } from "#core/artefacts/versions.ts";
import type { Checkpoint } from "#core/entities/checkpoint.ts";
import type { Event } from "#core/entities/event.ts";
import type { Project } from "#core/entities/project.ts";
import type { Digest, Ids } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import type { Decided } from "./decide.ts";
import { substance } from "./substance.ts";

/** What the policy did not let through, as events to be told, and the digests by which it is not told again. */
export type Offers = { events: Event[]; digests: Record<string, string> };

/** Tells of documents that would have been saved, once for each thing they would have said. */
export function offer(
  input: { project: Project; withheld: readonly Decided[]; checkpoint: Checkpoint | null; now: Instant },
  ports: { ids: Ids; digest: Digest },
): Offers {
  const { project, withheld, checkpoint, now } = input;
  const offers: Offers = { events: [], digests: {} };
  for (const { proposal, verdict } of withheld) {
    const { artefact, content, what, evidence } = proposal;
    const told = ports.digest(substance(content));
    offers.digests[artefact] = told;
    if (checkpoint?.offered[artefact] === told) continue;
    offers.events.push({
      id: ports.ids.ulid(now),
      projectId: project.id,
      at: now,
      type: "artefact.offered",
      severity: "info",
      actor: "agent",
      title: `Would have updated the ${artefactTitles[artefact].toLowerCase()}: ${what}`,
      detail: verdict.because,
      evidence,
    });
  }
  return offers;
}
