import { QueryClient } from "@tanstack/react-query";
import { AppError } from "#core/errors.ts";

const RETRIES = 2;

/** What the page has read; one for the whole page, so that addresses can begin to read before they are drawn. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream says when something changed; this only spares a second reading while pages are being opened.
      staleTime: 10_000,
      // The workbench is on this machine: the browser's idea of being offline does not matter.
      networkMode: "always",
      retry: (failures, error) => failures < RETRIES && error instanceof AppError && error.retry,
    },
    mutations: { networkMode: "always" },
  },
});
