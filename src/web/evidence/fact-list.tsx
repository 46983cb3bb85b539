import type { ReactNode } from "react";

/** Named facts under each other; a fact that is null is not known and says so. */
export function FactList({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {of.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd>{value ?? <span className="text-muted">unknown</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
