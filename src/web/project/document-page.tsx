import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { artefactsQuery, projectQuery } from "#web/api/queries.ts";
import { NotFound } from "#web/shell/not-found.tsx";
import { usePageTitle } from "#web/shell/page-title.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Content } from "./content.tsx";
import { DocumentTools } from "./document-tools.tsx";
import { documents, type Document } from "./documents.ts";
import { OlderVersion } from "./older-version.tsx";

/** One of the four documents, as it stands or as it stood at the version in the address. */
export function DocumentPage() {
  const { document: slug, id } = useParams({ from: "/projects/$id/$document" });
  const document = documents.find((known) => known.slug === slug);
  return document ? <DocumentOf key={document.type} id={id} document={document} /> : <NotFound />;
}

function DocumentOf({ id, document }: { id: string; document: Document }) {
  const { version } = useSearch({ from: "/projects/$id/$document" });
  const { data: project } = useQuery(projectQuery(id));
  const artefacts = useQuery(artefactsQuery(id));
  const shown = version === undefined ? document.title : `${document.title}, version ${version}`;
  usePageTitle(project ? `${shown}, ${project.name}` : shown);
  return (
    <Loaded query={artefacts} what={`the ${document.title.toLowerCase()}`} lines={9}>
      {({ artefacts: all }) => {
        const newest = all.find((artefact) => artefact.type === document.type);
        if (!newest) return <NotWritten document={document} />;
        if (version !== undefined && version !== newest.version) {
          return <OlderVersion newest={newest} version={version} document={document} />;
        }
        return (
          <article className="space-y-8">
            <DocumentTools artefact={newest} document={document} />
            <Content artefact={newest} />
          </article>
        );
      }}
    </Loaded>
  );
}

function NotWritten({ document }: { document: Document }) {
  return (
    <div className="space-y-2">
      <h2 className="text-2xl font-semibold">{document.title}</h2>
      <p className="text-muted">
        {document.type === "decision_log"
          ? "Nothing has been decided yet. What you decide is written here with its question, options and reasons."
          : "Not written yet. It is written at the end of the first cycle that has read the project."}
      </p>
    </div>
  );
}
