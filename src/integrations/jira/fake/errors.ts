import { declareErrors } from "#core/errors.ts";

export const fakeError = declareErrors({
  "recording-unreadable": { fault: "yours", retry: false },
  "recording-malformed": { fault: "yours", retry: false },
  "project-not-recorded": { fault: "yours", retry: false },
});
