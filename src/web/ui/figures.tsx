import type { ReactNode } from "react";

/** Named numbers in a row, each with its words next to it. */
export function Figures({ of }: { of: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {of.map(({ name, value }) => (
        <div key={name} className="flex min-w-16 flex-col-reverse">
          <dt className="text-sm text-muted">{name}</dt>
          <dd className="text-2xl leading-tight font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
