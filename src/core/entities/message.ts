import * as z from "zod";
import { Instant } from "#core/time.ts";

export const Mailbox = z.object({ address: z.string(), name: z.string() });
export type Mailbox = z.infer<typeof Mailbox>;

/** What we hold of a mail of a project. `internetMessageId` is the same in every mailbox and folder it is read from. */
export const Message = z.object({
  id: z.string(),
  internetMessageId: z.string(),
  threadId: z.string(),
  /** When it was received. */
  at: Instant,
  subject: z.string(),
  from: Mailbox,
  to: z.array(Mailbox),
  cc: z.array(Mailbox),
  /** What its author wrote anew, as plain text. */
  text: z.string(),
});
export type Message = z.infer<typeof Message>;
