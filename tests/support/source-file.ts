import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "vite";

/** A source file as the house rules see it: what it imports (types too) and what it touches, free of comments and strings. */
export type SourceFile = {
  path: string;
  lines: number;
  imports: string[];
  /** What it uses, as written: `process.env`, `vi.mock`, `setTimeout()`, `any`, `as unknown as`; `new Date()` only without arguments. */
  touches: string[];
  comments: string[];
  /** True when the file does nothing but pass on what others export. */
  isBarrel: boolean;
};

export const repositoryRoot: string = join(import.meta.dirname, "../..");

/** The repository's files of a glob pattern, in order, with forward slashes everywhere. */
export function listFiles(pattern: string): string[] {
  const paths = globSync(pattern, { cwd: repositoryRoot, exclude: ["node_modules", "dist", ".build"] });
  return paths.map((path) => path.replaceAll("\\", "/")).sort();
}

export function readText(path: string): string {
  return readFileSync(join(repositoryRoot, path), "utf8");
}

/** Every TypeScript file of the repository's own folders. */
export function readSourceFiles(): SourceFile[] {
  return listFiles("{src,tests,bench,demo}/**/*.{ts,tsx}").map((path) => parseSourceFile(path, readText(path)));
}

export function parseSourceFile(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const imports: string[] = [];
  const touches: string[] = [];
  const visitor = new Visitor({
    ImportDeclaration: (node) => void imports.push(node.source.value),
    ExportAllDeclaration: (node) => void imports.push(node.source.value),
    ExportNamedDeclaration: (node) => void (node.source && imports.push(node.source.value)),
    ImportExpression: (node) => void (node.source.type === "Literal" && imports.push(String(node.source.value))),
    TSImportType: (node) => void imports.push(node.source.value),
    TSAnyKeyword: () => void touches.push("any"),
    TSAsExpression: (node) => {
      const inner = node.expression;
      if (inner.type === "TSAsExpression" && inner.typeAnnotation.type === "TSUnknownKeyword") touches.push("as unknown as");
    },
    MemberExpression: (node) => {
      if (node.object.type !== "Identifier") return;
      if (node.property.type === "Identifier") touches.push(`${node.object.name}.${node.property.name}`);
    },
    NewExpression: (node) => {
      if (node.callee.type === "Identifier" && node.arguments.length === 0) touches.push(`new ${node.callee.name}()`);
    },
    CallExpression: (node) => {
      if (node.callee.type === "Identifier") touches.push(`${node.callee.name}()`);
    },
  });
  visitor.visit(program);
  const passesOn = program.body.filter((node) => {
    return node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source !== null);
  });
  return {
    path,
    lines: text.trimEnd().split("\n").length,
    imports,
    touches,
    comments: comments.map((comment) => comment.value),
    isBarrel: passesOn.length > 0 && passesOn.length === program.body.length,
  };
}
