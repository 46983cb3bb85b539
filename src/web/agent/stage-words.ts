import type { StageName } from "#core/entities/cycle-report.ts";

const words: Record<StageName, string> = {
  detect: "reading the source",
  normalise: "finding what is new",
  triage: "choosing what matters",
  reason: "applying the rules",
  decide: "checking what it may do alone",
  execute: "doing what it may",
  "update-artefacts": "writing the documents",
  record: "recording",
};

/** A stage of the cycle as a person would say it. */
export function stageWords(stage: string): string {
  return words[stage as StageName] ?? stage;
}
