import * as z from "zod";
import { Sha256 } from "#core/sha256.ts";
import { Instant } from "#core/time.ts";

export const formatName = "agentic-pm-export";
export const formatVersion = 1;

/** The first line of an export. `at` is when it was made, in real time. */
export const Header = z.object({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  at: Instant,
  store: z.enum(["sqlite", "dynamodb"]),
  /** The demo's data never mixes with a user's. */
  demo: z.boolean(),
});
export type Header = z.infer<typeof Header>;

/** The last line, by which the rest is known to be all there and as it was. */
export const Trailer = z.object({ end: z.literal(formatName), items: z.int().min(0), hash: Sha256 });
export type Trailer = z.infer<typeof Trailer>;

/** Any version's first line: enough to say that it is a newer one. */
export const AnyHeader = z.object({ format: z.literal(formatName), version: z.int() });
