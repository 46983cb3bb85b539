import type { EvidenceId } from "#core/evidence.ts";
import { capital } from "#web/ui/words.ts";

/** A short name for an evidence id: the key, else what kind of thing it is, for sprints and releases have numbers nobody knows. */
export function nameOfEvidence(evidence: EvidenceId): string {
  const colon = evidence.indexOf(":");
  const kind = evidence.slice(0, colon);
  const id = evidence.slice(colon + 1);
  if (kind === "issue") return id;
  if (kind === "source") return `coverage of ${capital(id)}`;
  return `the ${kind === "escalation" ? "question" : kind}`;
}
