import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "quick",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/journeys/**"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // One more than there would be on two processors: many of these wait for a disk, a server or another process.
          maxWorkers: 2,
        },
      },
      {
        // Whole workbenches and browsers: one at a time, after the rest, so that none waits for a processor it cannot get.
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
