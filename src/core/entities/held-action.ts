import * as z from "zod";
import { Sha256 } from "#core/sha256.ts";
import { Instant } from "#core/time.ts";
import { ActionType, Effect, Grounds } from "./action.ts";
import { ArtefactType } from "./artefact.ts";

export const HeldActionStatus = z.enum(["pending", "approved", "executing", "executed", "failed", "unknown", "cancelled", "expired"]);
export type HeldActionStatus = z.infer<typeof HeldActionStatus>;

/**
 * Where each status can lead. `pending` to itself is an edit; `executing` to itself another executor after the lease, and back
 * to `pending` an error before anything was sent. `unknown` waits for the user, `failed` is proved not sent.
 */
const moves: Record<HeldActionStatus, readonly HeldActionStatus[]> = {
  pending: ["pending", "approved", "executing", "cancelled", "expired"],
  approved: ["executing", "cancelled", "expired"],
  executing: ["executing", "executed", "failed", "unknown", "pending"],
  unknown: ["executed", "failed"],
  executed: [],
  failed: [],
  cancelled: [],
  expired: [],
};

export function mayMove(from: HeldActionStatus, to: HeldActionStatus): boolean {
  return moves[from].includes(to);
}

/** True of a status nothing follows. */
export function isFinal(status: HeldActionStatus): boolean {
  return moves[status].length === 0;
}

/** What a held action took for granted of the world when it was held; what it does not lean on is null. */
export const Assumptions = z.object({
  issue: z.object({ key: z.string(), status: z.string(), version: z.string() }).nullable(),
  /** The newest message of the thread it answers. */
  newestMessage: z.string().nullable(),
  artefact: z.object({ type: ArtefactType, version: z.int().min(0) }).nullable(),
  recipient: z.string().nullable(),
});
export type Assumptions = z.infer<typeof Assumptions>;

/** A proposal waiting out its hold. */
export const HeldAction = z
  .object({
    id: z.string(),
    projectId: z.uuid(),
    type: ActionType,
    ...Grounds.shape,
    /** Everything that would be sent, as it is shown; its shape belongs to the type. */
    payload: z.record(z.string(), z.json()),
    /** SHA-256 of the payload: an approval is of this payload and no other. */
    payloadHash: Sha256,
    assumes: Assumptions,
    status: HeldActionStatus,
    createdAt: Instant,
    /** When it is due while it is pending. */
    heldUntil: Instant,
    /** When it came to its status. */
    changedAt: Instant,
    /** Who executes it and until when: the token is new with each attempt, and every later write names it. */
    token: z.string().nullable(),
    leaseUntil: Instant.nullable(),
    attempt: z.int().min(0),
    effect: Effect.nullable(),
    /** Why it was cancelled, expired or failed, or what is not known. */
    reason: z.string().nullable(),
    version: z.int().min(1),
  })
  .refine(({ status, token, leaseUntil }) => status !== "executing" || (token !== null && leaseUntil !== null), "must name its executor's token and lease")
  .refine(({ status, effect }) => status !== "executed" || effect !== null, "must name the effect it had");
export type HeldAction = z.infer<typeof HeldAction>;
