import { Link } from "@tanstack/react-router";
import { linkButton } from "#web/ui/button.tsx";
import { Section } from "#web/ui/section.tsx";

/** Stands in for the sections that would all be empty: what to do first, and what comes of it. */
export function Welcome() {
  return (
    <Section title="Begin with a project">
      <p>
        Name a project of your Jira. The workbench reads it once in full, writes its delivery state, RAID log, backlog summary and decision log, and
        from then on keeps them true and asks what only you can answer. It writes nothing to Jira.
      </p>
      <Link to="/projects/new" className={linkButton.primary}>
        Add your first project
      </Link>
    </Section>
  );
}
