import type { Coverage } from "#contract/artefacts.ts";
import { countSkipped } from "#core/entities/skipped-count.ts";
import { ShowMore } from "#web/ui/show-more.tsx";
import { At } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";

/** Each source, read until when, and what of it could not be read and why. */
export function CoverageFacts({ coverage }: { coverage: Coverage }) {
  return (
    <ul className="space-y-3 text-sm">
      {coverage.sources.map(({ source, readUntil, stale, error, skipped }) => (
        <li key={source} className="space-y-1">
          <p>
            <strong className="capitalize">{source}</strong>: {readUntil ? <>read until <At at={readUntil} /></> : "not read yet"}
            {stale ? ", too long ago to lean on" : null}
          </p>
          {error ? <p className="text-bad">{error}</p> : null}
          <Skipped skipped={skipped} />
        </li>
      ))}
    </ul>
  );
}

function Skipped({ skipped }: { skipped: Coverage["sources"][number]["skipped"] }) {
  if (skipped.length === 0) return <p className="text-muted">Nothing was skipped.</p>;
  return (
    <details>
      <summary className="target cursor-pointer text-warn">{count(countSkipped(skipped), "item")} could not be read</summary>
      <ShowMore of={skipped} first={20} what="skipped items">
        {(shown) => (
          <ul className="my-2 list-disc ps-5">
            {shown.map(({ id, reason }, index) => (
              <li key={`${index} ${id}`}>
                {id}: {reason}
              </li>
            ))}
          </ul>
        )}
      </ShowMore>
    </details>
  );
}
