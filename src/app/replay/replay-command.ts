import type { Io } from "#app/io.ts";
import { parseReplayOptions, usage } from "./options.ts";
import { artefactLines, stepLines } from "./print.ts";
import { replay, type ReplayStep } from "./replay.ts";

/** `workbench replay`. */
export function replayCommand() {
  return { name: "replay", summary: "Run the pipeline over recorded history with a simulated clock", usage, run: runReplay };
}

async function runReplay(args: string[], io: Io): Promise<0 | 1> {
  const options = parseReplayOptions(args);
  const total = Math.floor((Date.parse(options.to) - Date.parse(options.from)) / options.step) + 1;
  let done = 0;
  let failures = 0;
  const onStep = (step: ReplayStep): void => {
    done++;
    if (done % Math.ceil(total / 50) === 0) io.err(`step ${done} of ${total}: ${step.at}`);
    const failed = step.report.projects.filter((project) => project.failed);
    failures += failed.length;
    if (options.json) io.out(JSON.stringify({ step }));
    else for (const line of stepLines(step)) io.out(line);
  };
  const { steps, artefacts } = await replay(options, onStep);
  if (options.json) io.out(JSON.stringify({ artefacts }));
  else for (const line of artefactLines(artefacts)) io.out(line);
  io.err(`${steps} steps run, ${failures} failed.`);
  return failures === 0 ? 0 : 1;
}
