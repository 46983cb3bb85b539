/** Stands where text will be while it is read. */
export function Skeleton({ lines = 3, what }: { lines?: number; what: string }) {
  return (
    <div role="status" className="space-y-3 py-2">
      <span className="sr-only">Reading {what}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} aria-hidden className={`h-4 animate-pulse rounded bg-sunken ${line % 3 === 2 ? "w-1/2" : line % 2 ? "w-5/6" : "w-full"}`} />
      ))}
    </div>
  );
}
