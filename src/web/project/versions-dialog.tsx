import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AnyArtefact } from "#core/entities/artefact.ts";
import { versionsQuery } from "#web/api/queries.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { At } from "#web/ui/when.tsx";
import type { Document } from "./documents.ts";

type Props = { open: boolean; onClose: () => void; artefact: AnyArtefact; document: Document };

/** The history of a document: who saved each version, when, and what changed. */
export function VersionsDialog({ open, onClose, artefact, document }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={`Versions of the ${document.title.toLowerCase()}`} place="side">
      <Versions artefact={artefact} document={document} onClose={onClose} />
    </Dialog>
  );
}

function Versions({ artefact, document, onClose }: Omit<Props, "open">) {
  const { projectId: id, type } = artefact;
  const versions = useInfiniteQuery(versionsQuery(id, type));
  return (
    <Loaded query={versions} what="the versions" lines={6}>
      {({ pages }) => (
        <div className="space-y-4">
          <ol className="divide-y divide-line border-y border-line">
            {pages
              .flatMap((page) => page.versions)
              .map(({ version, updatedAt, note }) => (
                <li key={version} className="py-2.5">
                  <Link
                    to="/projects/$id/$document"
                    params={{ id, document: document.slug }}
                    search={version === artefact.version ? {} : { version }}
                    onClick={onClose}
                    className="link target inline-flex items-center font-semibold"
                  >
                    Version {version}
                    {version === artefact.version ? " (newest)" : null}
                  </Link>
                  <p className="text-sm">
                    <Prose text={note.what} />
                  </p>
                  <p className="text-sm text-muted">
                    {note.by === "user" ? "You" : "The agent"}, <At at={updatedAt} />
                  </p>
                </li>
              ))}
          </ol>
          {versions.hasNextPage ? (
            <Button busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
              Load older
            </Button>
          ) : null}
        </div>
      )}
    </Loaded>
  );
}
