import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AppError } from "#core/errors.ts";
import { Failure } from "./failure.tsx";
import { Skeleton } from "./skeleton.tsx";
import { capital } from "./words.ts";

type Props<T> = {
  query: Pick<UseQueryResult<T>, "data" | "error" | "isFetching" | "refetch">;
  /** Completes "Reading …" and "… could not be read". */
  what: string;
  lines?: number;
  /** It is the whole page, so that its heading is missing until it is read. */
  page?: boolean;
  children: (data: T) => ReactNode;
};

/** Shows what a query has read; before that its outline, and when it failed why. What was once read stays on the page. */
export function Loaded<T>({ query, what, lines = 3, page = false, children }: Props<T>) {
  const { data, error, isFetching } = query;
  const heading = (title: string, hidden: boolean) => (page ? <h1 className={hidden ? "sr-only" : "mb-4 text-3xl font-semibold"}>{title}</h1> : null);
  if (data === undefined && error === null) {
    return (
      <>
        {heading(capital(what), true)}
        <Skeleton lines={lines} what={what} />
      </>
    );
  }
  if (error === null) return children(data as T);
  const hopeless = error instanceof AppError && !error.retry;
  return (
    <>
      {data === undefined ? heading(capital(what), false) : null}
      <Failure what={`${capital(what)} could not be read.`} error={error} busy={isFetching} {...(hopeless ? {} : { retry: () => void query.refetch() })} />
      {data === undefined ? null : children(data)}
    </>
  );
}
