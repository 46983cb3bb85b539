import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Failure } from "#web/ui/failure.tsx";
import { usePageTitle } from "./page-title.ts";

/** Where a page ends that could not be drawn: a defect of ours, or a part of it that could not be loaded. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  usePageTitle("This page failed");
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="space-y-4">
      <h1 className="text-3xl font-semibold">This page failed</h1>
      <Failure what="It could not be shown. Nothing you saved is lost." error={error} retry={retry} />
    </div>
  );
}
