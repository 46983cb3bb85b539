import * as z from "zod";
import type { Instant } from "#core/time.ts";

const shape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** `Date` takes the 30th of February for the first of March. */
function exists(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = Date.parse(day);
  return !Number.isNaN(Date.parse(text)) && new Date(midnight).toISOString().startsWith(day);
}

/** A moment as people write it: a day, which begins at midnight UTC, or an ISO time with its offset. */
export const Moment = z
  .string("is missing")
  .refine((text) => shape.test(text) && exists(text), "must be a day that exists, or an ISO time with its offset such as 2015-01-05T09:00:00Z")
  .transform((text): Instant => new Date(text).toISOString());
