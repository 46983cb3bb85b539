import * as z from "zod";
import { declareRoutes } from "./route.ts";

/** Whether the caller may go on. This version answers its own machine only and needs no password, so everybody who reaches it may. */
export const Session = z.object({ signedIn: z.boolean(), passwordNeeded: z.boolean() });
export type Session = z.infer<typeof Session>;

export const sessionRoutes = declareRoutes({
  signIn: { method: "POST", path: "/api/session", summary: "Sign in; on a loopback address without a password there is nothing to do", response: Session },
  signOut: { method: "DELETE", path: "/api/session", summary: "Sign out; where no password is needed one stays signed in", response: Session },
});
