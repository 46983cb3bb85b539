import { expect, test } from "vitest";
import { listFiles, readText } from "#tests/support/source-file.ts";

/** What a file imports to be run, and not only for its types. */
function runtimeImports(path: string): string[] {
  return [...readText(path).matchAll(/^(?:import|export)\s+(?!type\b)[^"']*?\bfrom\s+"([^"]+)"/gm)].flatMap(([, from]) => from ?? []);
}

/** The modules outside of the page that a browser would load with it, by alias and transitively. */
function loadedWithThePage(): Map<string, string> {
  const loaded = new Map<string, string>();
  const queue = listFiles("src/web/**/*.{ts,tsx}");
  for (const path of queue) {
    for (const from of runtimeImports(path)) {
      const target = from.startsWith("#") ? from.replace("#", "src/") : from.startsWith(".") ? new URL(from, `file:///${path}`).pathname.slice(1) : from;
      if (loaded.has(target)) continue;
      loaded.set(target, path);
      if (/^src\/.*\.tsx?$/.test(target)) queue.push(target);
    }
  }
  return loaded;
}

test("the page loads no schemas: they would weigh more than it does, and their library compiles code, which the page forbids", () => {
  const loaded = loadedWithThePage();
  expect(loaded.has("src/core/errors.ts")).toBe(true);
  expect(loaded.get("zod")).toBeUndefined();
});
