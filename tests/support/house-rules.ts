import { dirname, posix } from "node:path";
import type { SourceFile } from "./source-file.ts";

/** Which folders a folder may import from, besides itself. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  contract: ["core"],
  store: ["core"],
  integrations: ["core"],
  app: ["core", "contract", "store", "integrations", "demo"],
  hosts: ["core", "app", "cli"],
  cli: ["core", "contract"],
  web: ["core", "contract"],
  demo: ["core"],
  bench: ["core", "contract", "store", "integrations", "app", "hosts", "cli", "web", "demo", "tests"],
  tests: ["core", "contract", "store", "integrations", "app", "hosts", "cli", "web", "demo", "bench"],
};

/** Packages only some folders may import; the web owns what ends up in the browser. */
const packageOwners: Record<string, readonly string[]> = {
  "node:sqlite": ["src/store/sqlite/"],
  "@aws-sdk": ["src/store/dynamodb/"],
  hono: ["src/app/", "src/hosts/"],
  "@hono/node-server": ["src/app/", "src/hosts/"],
  croner: ["src/app/", "src/hosts/"],
  react: ["src/web/"],
  "react-dom": ["src/web/"],
};

const clockAndChance = /^(Date\.now|new Date\(\)|Date\(\)|performance\.now|setTimeout\(\)|setInterval\(\)|Math\.random|crypto\.random.*)$/;

const outsideSrc = ["tests", "bench", "demo"];

/** The top folder a file belongs to: `core` for src/core/time.ts, `tests` for tests/gate.ts. */
export function folderOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "src" ? second : top;
}

/** The repository path an import names, or null for a package. */
function targetOf(file: SourceFile, specifier: string): string | null {
  const alias = /^#([^/]+)\/(.+)$/.exec(specifier);
  if (alias) return `${outsideSrc.includes(alias[1] ?? "") ? "" : "src/"}${alias[1]}/${alias[2]}`;
  return specifier.startsWith(".") ? posix.join(dirname(file.path), specifier) : null;
}

function each(files: readonly SourceFile[], check: (file: SourceFile) => readonly string[]): string[] {
  return files.flatMap((file) => check(file).map((problem) => `${file.path} ${problem}`));
}

export function dependencyRule(files: readonly SourceFile[]): string[] {
  return each(files, (file) => {
    const folder = folderOf(file.path);
    const allowed = mayImport[folder];
    if (!allowed) return [`is in ${folder}, a folder the dependency rule does not know`];
    return file.imports.flatMap((specifier) => {
      const target = targetOf(file, specifier);
      const reached = target === null ? folder : folderOf(target);
      return reached === folder || allowed.includes(reached) ? [] : [`imports ${specifier}: ${folder} may not see ${reached}`];
    });
  });
}

/** `#folder/…` wherever another folder is reached, `./` inside one, always with the extension. */
export function importStyle(files: readonly SourceFile[]): string[] {
  return each(files, (file) =>
    file.imports.flatMap((specifier) => {
      if (targetOf(file, specifier) === null) return [];
      if (specifier.startsWith("..")) return [`imports ${specifier}: write it as #folder/…`];
      return /\.(tsx?|css|json)$/.test(specifier) ? [] : [`imports ${specifier} without its extension`];
    }),
  );
}

export function packageOwnership(files: readonly SourceFile[]): string[] {
  return each(files, (file) => {
    const packages = file.path.startsWith("src/") ? file.imports.filter((specifier) => targetOf(file, specifier) === null) : [];
    if (/^src\/(core|contract)\//.test(file.path)) {
      return packages.filter((name) => name !== "zod").map((name) => `imports ${name}: core and contract know only zod`);
    }
    return packages.flatMap((name) => {
      const owners = Object.entries(packageOwners).find(([owned]) => name === owned || name.startsWith(`${owned}/`))?.[1];
      const isOwner = owners === undefined || owners.some((owner) => file.path.startsWith(owner));
      return isOwner ? [] : [`imports ${name}, which belongs to ${owners.join(" and ")}`];
    });
  });
}

export function noClockOrChanceInCore(files: readonly SourceFile[]): string[] {
  const core = files.filter((file) => folderOf(file.path) === "core");
  return each(core, (file) => file.touches.filter((name) => clockAndChance.test(name)).map((name) => `uses ${name}: take it from a port`));
}

export function oneReaderOfTheEnvironment(files: readonly SourceFile[]): string[] {
  const others = files.filter((file) => file.path.startsWith("src/") && file.path !== "src/app/config/env.ts");
  return each(others, (file) => (file.touches.includes("process.env") ? ["reads process.env: src/app/config/env.ts does"] : []));
}

export function noModuleMocks(files: readonly SourceFile[]): string[] {
  return each(files, (file) => {
    return file.touches.filter((name) => /^vi\.(do)?mock$/i.test(name)).map((name) => `calls ${name}: pass a fake of the port`);
  });
}

export function noTypesGivenUp(files: readonly SourceFile[]): string[] {
  return each(files, (file) => [
    ...file.touches.filter((name) => name === "any" || name === "as unknown as").map((name) => `gives a type up: the type ${name}`),
    ...file.comments.filter((text) => /@ts-(ignore|expect-error|nocheck)/.test(text)).map((text) => `silences the compiler:${text}`),
  ]);
}

export function noBarrels(files: readonly SourceFile[]): string[] {
  return each(files, (file) => {
    if (/^src\/integrations\/[^/]+\/index\.ts$/.test(file.path)) return [];
    return file.isBarrel || /\/index\.tsx?$/.test(file.path) ? ["is a barrel: import from the file that holds the thing"] : [];
  });
}

/** Groups of files that import each other in a circle, types included. */
export function noCycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  function visit(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
    const file = byPath.get(path);
    if (!file || done.has(path) || trail.includes(path)) return;
    for (const specifier of file.imports) visit(targetOf(file, specifier) ?? "", [...trail, path]);
    done.add(path);
  }
  for (const file of files) visit(file.path, []);
  return found;
}

/** At most 400 lines a file and 60 a host's; 95 of 100 files within 300, half of them within 90. */
export function fileBudget(files: readonly SourceFile[]): string[] {
  const sizes = files.map((file) => file.lines).sort((a, b) => a - b);
  const at = (share: number): number => sizes[Math.max(0, Math.ceil(share * sizes.length) - 1)] ?? 0;
  const tooLong = each(files, (file) => {
    const limit = folderOf(file.path) === "hosts" ? 60 : 400;
    return file.lines > limit ? [`has ${file.lines} lines, at most ${limit} are allowed`] : [];
  });
  if (at(0.95) > 300) tooLong.push(`95 of 100 files should have at most 300 lines, here it is ${at(0.95)}`);
  if (at(0.5) > 90) tooLong.push(`half of the files should have at most 90 lines, here it is ${at(0.5)}`);
  return tooLong;
}

const integrationParts = ["index.ts", "client.ts", "schema.ts", "map.ts", "fake.ts", "readme.md"];

/** Takes the paths of the form src/integrations/name/file. */
export function sameIntegrationParts(paths: readonly string[]): string[] {
  const integrations = new Set(paths.map((path) => path.split("/").slice(0, 3).join("/")));
  return [...integrations].flatMap((integration) =>
    integrationParts.filter((part) => !paths.includes(`${integration}/${part}`)).map((part) => `${integration} has no ${part}`),
  );
}

/** Compares the folders under src with those ARCHITECTURE.md gives a sentence (a list line that begins with the folder's name). */
export function namedFolders(folders: readonly string[], architecture: string): string[] {
  const named = [...architecture.matchAll(/^\s*- `src\/([a-z]+)\/`/gm)].map((match) => match[1] ?? "");
  return [
    ...folders.filter((folder) => !named.includes(folder)).map((folder) => `src/${folder} has no sentence in ARCHITECTURE.md`),
    ...named.filter((name) => !folders.includes(name)).map((name) => `ARCHITECTURE.md describes src/${name}, which does not exist`),
  ];
}
