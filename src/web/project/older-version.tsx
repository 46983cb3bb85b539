import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { AnyArtefact } from "#core/entities/artefact.ts";
import { call } from "#web/api/client.ts";
import { versionQuery } from "#web/api/queries.ts";
import { useAnnounce } from "#web/shell/announcer.tsx";
import { Button } from "#web/ui/button.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { At } from "#web/ui/when.tsx";
import { Content } from "./content.tsx";
import type { Document } from "./documents.ts";

type Props = { newest: AnyArtefact; version: number; document: Document };

/** A document as it stood at an older version, and the way to make that the newest again. */
export function OlderVersion({ newest, version, document }: Props) {
  const older = useQuery(versionQuery(newest.projectId, newest.type, version));
  return (
    <article className="space-y-8">
      <h2 className="text-2xl font-semibold">{document.title}</h2>
      <Loaded query={older} what={`version ${version}`} lines={9}>
        {(artefact) => (
          <>
            <Notice tone="warn">
              <p>
                You are reading version {version} of {newest.version}, written by {artefact.note.by === "user" ? "you" : "the agent"} on{" "}
                <At at={artefact.updatedAt} />: <Prose text={artefact.note.what} />
              </p>
              <Restore newest={newest} version={version} document={document} />
            </Notice>
            <Content artefact={artefact} />
          </>
        )}
      </Loaded>
    </article>
  );
}

function Restore({ newest, version, document }: Props) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { projectId: id, type } = newest;
  const place = { to: "/projects/$id/$document", params: { id, document: document.slug }, search: {} } as const;
  const restore = useMutation({
    mutationFn: () => call("restoreArtefact", { params: { id, type }, body: { to: version, version: newest.version } }),
    onSuccess: async (now) => {
      announce(`Restored. Version ${now.version} says what version ${version} said.`);
      await navigate(place);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["artefacts", id] }),
  });
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button busy={restore.isPending} onClick={() => restore.mutate()}>
          Restore this version
        </Button>
        <Link {...place} className="link target inline-flex items-center">
          Back to the newest
        </Link>
      </div>
      <p>
        Restoring saves this content as version {newest.version + 1}; version {newest.version} stays among the versions.
      </p>
      {restore.error ? <Failure what="It was not restored." error={restore.error} /> : null}
    </>
  );
}
