import { Outlet } from "@tanstack/react-router";
import { useLive } from "#web/api/live.ts";
import { EvidenceProvider } from "#web/evidence/evidence-provider.tsx";
import { Announcer } from "./announcer.tsx";
import { ConnectionNote } from "./connection-note.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { TimeProvider } from "./time.tsx";
import { TopBar } from "./top-bar.tsx";
import { useFocusKept, useFocusOnNavigation } from "./focus.ts";

/** What every page stands in. */
export function Layout() {
  const { lost } = useLive();
  const main = useFocusOnNavigation();
  useFocusKept();
  return (
    <Announcer>
      <TimeProvider>
        <a href="#main" className="print:hidden sr-only focus:not-sr-only focus:fixed focus:z-10 focus:m-2 focus:rounded focus:bg-accent focus:px-4 focus:py-2 focus:text-on-accent">
          Skip to the content
        </a>
        <TopBar />
        <DemoBanner />
        <ConnectionNote lost={lost} />
        <main id="main" ref={main} tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
          <EvidenceProvider>
            <Outlet />
          </EvidenceProvider>
        </main>
      </TimeProvider>
    </Announcer>
  );
}
