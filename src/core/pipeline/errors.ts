import { declareErrors } from "#core/errors.ts";

export const pipelineError = declareErrors({
  "stage-timeout": { fault: "theirs", retry: true },
  stopping: { fault: "theirs", retry: true },
});
