import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AppError } from "#core/errors.ts";
import { router } from "./routes.tsx";

const RETRIES = 2;

const queries = new QueryClient({
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

const container = document.getElementById("root");
if (!container) throw new Error("index.html has no element with the id root to draw the page in.");

createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
