import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as rules from "./support/house-rules.ts";
import { listFiles, parseSourceFile, readSourceFiles, readText, repositoryRoot, type SourceFile } from "./support/source-file.ts";

type Planted = Record<string, string>;
type HouseRule = {
  title: string;
  check: (files: readonly SourceFile[]) => string[];
  /** Violations the rule must find, path to text, with a part of what it says about them. */
  catches: readonly (readonly [Planted, string])[];
};

const houseRules: HouseRule[] = [
  {
    title: "folders see only the folders below them",
    check: rules.dependencyRule,
    catches: [
      [{ "src/core/a.ts": `import { b } from "#store/b.ts";` }, "core may not see store"],
      [{ "src/web/a.tsx": `import type { B } from "#app/b.ts";` }, "web may not see app"],
      [{ "src/cli/a.ts": `await import("#app/b.ts");` }, "cli may not see app"],
      [{ "src/contract/a.ts": `type B = import("#app/b.ts").B;` }, "contract may not see app"],
      [{ "src/store/a.ts": `export * from "../integrations/b.ts";` }, "store may not see integrations"],
      [{ "src/hosts/local/a.ts": `import "#integrations/jira/index.ts";` }, "hosts may not see integrations"],
      [{ "src/utils/a.ts": "" }, "does not know"],
    ],
  },
  {
    title: "folders are crossed by alias, and every import carries its extension",
    check: rules.importStyle,
    catches: [
      [{ "src/core/rules/a.ts": `import "../b.ts";` }, "write it as #folder/"],
      [{ "src/core/a.ts": `import "./b";` }, "without its extension"],
    ],
  },
  {
    title: "a package is imported only where it belongs",
    check: rules.packageOwnership,
    catches: [
      [{ "src/app/a.ts": `import "node:sqlite";` }, "belongs to src/store/sqlite/"],
      [{ "src/app/a.ts": `await import("@aws-sdk/lib-dynamodb");` }, "belongs to src/store/dynamodb/"],
      [{ "src/web/a.ts": `import { Hono } from "hono/tiny";` }, "belongs to src/app/"],
      [{ "src/core/a.ts": `import "node:crypto";` }, "only zod"],
    ],
  },
  {
    title: "core reads no clock and draws no random number",
    check: rules.noClockOrChanceInCore,
    catches: [
      [{ "src/core/a.ts": "const now = new Date();" }, "new Date()"],
      [{ "src/core/a.ts": "const now = Date.now;" }, "Date.now"],
      [{ "src/core/a.ts": "setTimeout(run, 10);" }, "setTimeout()"],
      [{ "src/core/a.ts": "const n = Math.random();" }, "Math.random"],
    ],
  },
  {
    title: "one file reads the environment",
    check: rules.oneReaderOfTheEnvironment,
    catches: [[{ "src/cli/a.ts": `const port = process.env["PORT"];` }, "reads process.env"]],
  },
  {
    title: "modules are never mocked",
    check: rules.noModuleMocks,
    catches: [[{ "tests/a.test.ts": `vi.mock("./b.ts");` }, "vi.mock"]],
  },
  {
    title: "no type is given up and the compiler is never silenced",
    check: rules.noTypesGivenUp,
    catches: [
      [{ "src/app/a.ts": "const a = b as any;" }, "type any"],
      [{ "src/app/a.ts": "const a = b as unknown as string;" }, "as unknown as"],
      [{ "src/app/a.ts": "// @ts-ignore\nrun();" }, "@ts-ignore"],
    ],
  },
  {
    title: "there are no barrels but the index of an integration",
    check: rules.noBarrels,
    catches: [
      [{ "src/core/all.ts": `export * from "./a.ts";\nexport { b } from "./b.ts";` }, "is a barrel"],
      [{ "src/core/index.ts": "export const a = 1;" }, "is a barrel"],
    ],
  },
  {
    title: "nothing imports itself in a circle",
    check: rules.noCycles,
    catches: [[{ "src/core/a.ts": `import "./b.ts";`, "src/core/b.ts": `import "#core/a.ts";` }, "a.ts -> src/core/b.ts -> src/core/a.ts"]],
  },
  {
    title: "files are short",
    check: rules.fileBudget,
    catches: [
      [{ "src/hosts/local/main.ts": "run();\n".repeat(61) }, "at most 60"],
      [{ "tests/a.test.ts": "run();\n".repeat(401) }, "at most 400"],
      [{ "tests/a.test.ts": "run();\n".repeat(301) }, "95 of 100 files"],
      [{ "tests/a.test.ts": "run();\n".repeat(91) }, "half of the files"],
    ],
  },
];

const tree = readSourceFiles();

function plant(files: Planted): SourceFile[] {
  return Object.entries(files).map(([path, text]) => parseSourceFile(path, text));
}

test.each(houseRules)("$title", ({ check, catches }) => {
  for (const [planted, found] of catches) expect(check(plant(planted)).join("\n")).toContain(found);
  expect(check(tree)).toEqual([]);
});

test("what only looks like a violation passes every rule", () => {
  const text = `// vi.mock and new Date()\nexport const text = "Math.random() as any";\nexport const day = new Date(0);`;
  expect(houseRules.flatMap(({ check }) => check(plant({ "src/core/a.ts": text })))).toEqual([]);
});

test("every integration has the same files", () => {
  expect(rules.sameIntegrationParts(["src/integrations/mail/index.ts"])).toContain("src/integrations/mail has no readme.md");
  expect(rules.sameIntegrationParts(listFiles("src/integrations/*/*"))).toEqual([]);
});

test("ARCHITECTURE.md has one sentence for each folder of src", () => {
  expect(rules.namedFolders(["core"], "- `src/web/`: the page")).toEqual([
    "src/core has no sentence in ARCHITECTURE.md",
    "ARCHITECTURE.md describes src/web, which does not exist",
  ]);
  expect(rules.namedFolders(readdirSync(join(repositoryRoot, "src")), readText("ARCHITECTURE.md"))).toEqual([]);
});
