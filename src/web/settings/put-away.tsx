import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ProjectCard } from "#contract/projects.ts";
import { pendingQuery } from "#web/api/queries.ts";
import { useStatusChange } from "#web/project/status-change.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { Section } from "#web/ui/section.tsx";
import { count } from "#web/ui/words.ts";

/** Archiving a project, after saying what that means, and taking it up again. */
export function PutAway({ project }: { project: ProjectCard }) {
  return <Section title="Archive">{project.status === "archived" ? <TakeUp project={project} /> : <Archive project={project} />}</Section>;
}

function TakeUp({ project }: { project: ProjectCard }) {
  const resume = useStatusChange(project);
  return (
    <>
      <p>This project is archived. Resumed, it is read again from where reading stopped, and its open questions come back.</p>
      <Button busy={resume.isPending} onClick={() => resume.mutate("active")}>
        Resume the project
      </Button>
      {resume.error ? <Failure what="It was not resumed." error={resume.error} /> : null}
    </>
  );
}

function Archive({ project }: { project: ProjectCard }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const archive = useStatusChange(project, () => void navigate({ to: "/" }));
  const ask = () => {
    archive.reset();
    setAsking(true);
  };
  return (
    <>
      <p>An archived project is no longer read and asks nothing of you. Everything about it is kept, and it can be resumed at any time.</p>
      <Button onClick={ask} aria-haspopup="dialog">
        Archive the project
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title="Archive this project?">
        <div className="space-y-3">
          <p>
            Jira is no longer read for <bdi>{project.name}</bdi>, and it leaves Mission Control{" "}
            <OpenQuestions projectId={project.id} />. Its documents, their versions and your decisions are kept.
          </p>
          <p>You find it again under “archived projects” on Mission Control, and can resume it there.</p>
          {archive.error ? <Failure what="It was not archived." error={archive.error} /> : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Keep it as it is</Button>
            <Button look="primary" busy={archive.isPending} onClick={() => archive.mutate("archived")}>
              Archive
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

function OpenQuestions({ projectId }: { projectId: string }) {
  const { data } = useQuery(pendingQuery);
  const open = data?.escalations.filter((escalation) => escalation.projectId === projectId).length ?? 0;
  return open === 0 ? "with all its cards" : `with its ${count(open, "open question")}`;
}
