import { declareErrors } from "#core/errors.ts";

/**
 * The store's error codes. `condition-failed` carries `payload.item`, the item as it is (null when there is none).
 * `disk-full`, `read-only`, `already-running`, `access-denied` and `incompatible` are told apart from `unavailable` because each has its own remedy.
 */
export const storeError = declareErrors({
  "condition-failed": { fault: "yours", retry: false },
  conflict: { fault: "theirs", retry: true },
  throttled: { fault: "theirs", retry: true },
  "item-too-large": { fault: "ours", retry: false },
  invalid: { fault: "yours", retry: false },
  unavailable: { fault: "theirs", retry: true },
  corrupt: { fault: "ours", retry: false },
  "disk-full": { fault: "yours", retry: true },
  "read-only": { fault: "yours", retry: false },
  "already-running": { fault: "yours", retry: false },
  "access-denied": { fault: "yours", retry: false },
  incompatible: { fault: "yours", retry: false },
});
