import * as z from "zod";

/** What a statement can rest on. */
export const EvidenceKind = z.enum(["issue", "sprint", "release", "escalation", "source"]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** An evidence id such as `issue:TIMOB-1`, `sprint:407` or `escalation:01H…`: it must name something the store holds. */
export const EvidenceId = z.string().max(500).regex(/^(issue|sprint|release|escalation|source):.+$/, "must name a kind of fact and its id, such as issue:TIMOB-1");
export type EvidenceId = z.infer<typeof EvidenceId>;

export function evidenceId(kind: EvidenceKind, id: string | number): EvidenceId {
  return `${kind}:${id}`;
}

/** Splits an evidence id at its first colon; ids themselves may contain colons. */
export function parseEvidenceId(evidence: EvidenceId): { kind: EvidenceKind; id: string } {
  const colon = evidence.indexOf(":");
  return { kind: EvidenceKind.parse(evidence.slice(0, colon)), id: evidence.slice(colon + 1) };
}

/** A sentence with the ids of what proves it. */
export const Statement = z.object({ text: z.string(), evidence: z.array(EvidenceId) });
export type Statement = z.infer<typeof Statement>;
