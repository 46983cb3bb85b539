import { ExternalLink } from "lucide-react";
import { useState } from "react";
import type { Issue } from "#core/entities/issue.ts";
import { Button } from "#web/ui/button.tsx";
import { At, OnDay } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";
import { Fact, FactList } from "./fact-list.tsx";
import { IssueHistory } from "./issue-history.tsx";
import { SprintNames } from "./sprint-names.tsx";

const OPENING = 600;

/** An issue as it is held now: what a project manager would look up in Jira. */
export function IssueFacts({ issue, projectId }: { issue: Issue; projectId: string }) {
  return (
    <article className="space-y-4">
      <div>
        <h3 className="font-semibold">
          <bdi>{issue.summary}</bdi>
        </h3>
        {issue.url ? (
          <a href={issue.url} target="_blank" rel="noreferrer" className="link target inline-flex items-center gap-1 text-sm">
            {issue.key} in Jira
            <ExternalLink aria-hidden className="size-3.5" />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
        ) : null}
      </div>
      <FactList>
        <Fact name="Type">{issue.type}</Fact>
        <Fact name="Status">
          {issue.status}
          {issue.flagged ? ", flagged" : null}
        </Fact>
        <Fact name="Priority">{issue.priority ?? "not set"}</Fact>
        <Fact name="Owner">{issue.assignee ? <bdi>{issue.assignee.name}</bdi> : "nobody"}</Fact>
        <Fact name="Reporter">{issue.reporter ? <bdi>{issue.reporter.name}</bdi> : "unknown"}</Fact>
        <Fact name="Created">
          <At at={issue.createdAt} />
        </Fact>
        <Fact name="Last changed">
          <At at={issue.updatedAt} />
        </Fact>
        <Fact name="Resolved">{issue.resolvedAt ? <At at={issue.resolvedAt} /> : "not yet"}</Fact>
        <Fact name="Due">{issue.dueOn ? <OnDay day={issue.dueOn} /> : "no date"}</Fact>
        <Fact name="Sprints">{issue.sprintIds.length > 0 ? <SprintNames projectId={projectId} ids={issue.sprintIds} /> : "none"}</Fact>
      </FactList>
      <Description text={issue.description} />
      <Links issue={issue} />
      <LatestComment issue={issue} />
      <IssueHistory history={issue.history} projectId={projectId} />
    </article>
  );
}

function Description({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  if (text.trim() === "") return <p className="text-sm text-muted">No description.</p>;
  return (
    <div>
      <h4 className="text-sm font-semibold">Description</h4>
      <p dir="auto" className="text-sm whitespace-pre-line">
        {whole ? text : text.slice(0, OPENING)}
        {!whole && text.length > OPENING ? "…" : null}
      </p>
      {!whole && text.length > OPENING ? (
        <Button look="quiet" onClick={() => setWhole(true)}>
          Show all {count(text.length, "character")}
        </Button>
      ) : null}
    </div>
  );
}

function Links({ issue }: { issue: Issue }) {
  if (issue.links.length === 0) return null;
  return (
    <div>
      <h4 className="text-sm font-semibold">Links</h4>
      <ul className="text-sm">
        {issue.links.map((link) => (
          <li key={`${link.relation} ${link.key}`}>
            {link.relation} {link.key}
            {link.summary ? (
              <>
                : <bdi>{link.summary}</bdi>
              </>
            ) : null}
            {link.statusCategory === "done" ? " (done)" : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function LatestComment({ issue }: { issue: Issue }) {
  const comment = issue.latestComment;
  if (!comment) return null;
  return (
    <figure>
      <h4 className="text-sm font-semibold">Latest of {count(issue.commentCount, "comment")}</h4>
      <blockquote dir="auto" className="max-h-64 overflow-y-auto border-s-2 border-line ps-3 text-sm whitespace-pre-line" tabIndex={0}>
        {comment.text}
      </blockquote>
      <figcaption className="text-sm text-muted">
        {comment.by ? <bdi>{comment.by}</bdi> : "unknown author"}, <At at={comment.at} />
      </figcaption>
    </figure>
  );
}
