import { useQuery } from "@tanstack/react-query";
import { agentQuery } from "#web/api/queries.ts";
import { instantText } from "#web/ui/dates.ts";
import { useTimes } from "./time.tsx";

/** While demo data is shown: what it is, when it plays, and the way to one's own. */
export function DemoBanner() {
  const { data: agent } = useQuery(agentQuery);
  const { productMs, zone } = useTimes();
  if (!agent?.demo || productMs === null) return null;
  const now = instantText(new Date(productMs).toISOString(), zone);
  return (
    <aside aria-label="Demo data" className="border-b border-line bg-warn-wash text-sm print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-start gap-x-4 gap-y-1 px-4 py-2 sm:px-6">
        <p className="grow">
          <strong className="text-warn">Demo data.</strong> Real Jira issues of an open-source project from 2015, replayed.{" "}
          {agent.demo.ended ? `The recording ended on ${now}: nothing new will arrive.` : `It is ${now} there.`}
        </p>
        <details className="max-w-prose open:w-full">
          <summary className="target link inline-flex cursor-pointer items-center">Connect your own Jira</summary>
          <ol className="my-2 list-decimal space-y-1 ps-5">
            <li>Stop the workbench (Ctrl+C where it runs).</li>
            <li>
              Set <code>JIRA_BASE_URL</code> (such as https://your-site.atlassian.net), <code>JIRA_EMAIL</code> and <code>JIRA_API_TOKEN</code>.
            </li>
            <li>
              Start it again with <code>npm start</code> and add a project.
            </li>
          </ol>
        </details>
      </div>
    </aside>
  );
}
