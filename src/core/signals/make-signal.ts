import type { EvidenceId } from "#core/evidence.ts";
import type { Signal, SignalKind } from "#core/entities/signal.ts";
import type { Digest } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";

type Input = {
  kind: SignalKind;
  subject: EvidenceId;
  title: string;
  by: string | null;
  at: Instant;
  from?: string | null;
  to?: string | null;
  span?: string | null;
  /** What tells this signal from every other of its subject: a history id, a comment id, a state. */
  mark: string;
};

/** A signal whose id depends on nothing but what happened, so that reading it again makes the same one. */
export function makeSignal(input: Input, digest: Digest): Signal {
  const { mark, from = null, to = null, span = null, ...rest } = input;
  const id = digest(`jira|${input.subject}|${input.kind}|${mark}`).slice(0, 26);
  const contentHash = digest(JSON.stringify([input.title, from, to, span]));
  return { id, source: "jira", ...rest, from, to, span, contentHash };
}
