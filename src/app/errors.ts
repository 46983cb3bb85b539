import { declareErrors } from "#core/errors.ts";

export const appError = declareErrors({
  "bad-configuration": { fault: "yours", retry: false },
  "port-in-use": { fault: "yours", retry: false },
  "not-found": { fault: "yours", retry: false },
  "invalid-input": { fault: "yours", retry: false },
  "stale-version": { fault: "yours", retry: true },
  "nothing-to-undo": { fault: "yours", retry: false },
  "already-decided": { fault: "yours", retry: false },
  "already-added": { fault: "yours", retry: false },
  "foreign-request": { fault: "yours", retry: false },
  stopping: { fault: "theirs", retry: true },
  "too-large": { fault: "yours", retry: false },
  "file-exists": { fault: "yours", retry: false },
  "file-unusable": { fault: "yours", retry: false },
  "bad-export": { fault: "yours", retry: false },
  "nothing-kept": { fault: "yours", retry: false },
  "other-data": { fault: "yours", retry: false },
  "unfinished-import": { fault: "yours", retry: false },
  "not-as-exported": { fault: "ours", retry: true },
  "no-backup": { fault: "yours", retry: false },
  "wrong-use": { fault: "yours", retry: false },
});
