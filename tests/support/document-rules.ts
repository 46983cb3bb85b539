import { posix } from "node:path";

export type Document = { path: string; text: string };

function found(documents: readonly Document[], pattern: RegExp, problem: (match: string, document: Document) => string | null): string[] {
  return documents.flatMap((document) =>
    [...document.text.matchAll(pattern)].flatMap((match) => {
      const said = problem(match[1] ?? match[0], document);
      return said === null ? [] : [`${document.path} ${said}`];
    }),
  );
}

/** Links to files, by the path the link means. Web addresses and anchors within the page are not looked at. */
export function deadLinks(documents: readonly Document[], exists: (path: string) => boolean): string[] {
  return found(documents, /\]\(([^)\s]+)\)/g, (link, document) => {
    const [target = ""] = link.split("#");
    if (target === "" || /^[a-z]+:/.test(target)) return null;
    return exists(posix.join(posix.dirname(document.path), target)) ? null : `links to ${link}, which does not exist`;
  });
}

/** Repository paths in code marks; one with a placeholder (`<name>`, `*`, `…`) names a pattern and is not looked at. */
export function deadPaths(documents: readonly Document[], exists: (path: string) => boolean): string[] {
  return found(documents, /`((?:src|tests|bench|demo|docs)\/[^`\s]*)`/g, (path) => {
    return /[<*…{]/.test(path) || exists(path) ? null : `names ${path}, which does not exist`;
  });
}

/** `npm start`, `npm test` and `npm run name`, with or without `-s`, must be scripts. */
export function deadCommands(documents: readonly Document[], scripts: readonly string[]): string[] {
  return found(documents, /\bnpm (?:run (?:-s )?)?(start|test|(?<=run (?:-s )?)[a-z][a-z:-]*)\b/g, (script) => {
    return scripts.includes(script) ? null : `names the command ${script}, which package.json does not have`;
  });
}

/** What is named in capitals with an underscore is a variable; PORT is one without. */
export function wrongVariables(document: Document, variables: readonly string[], otherwiseKnown: readonly string[]): string[] {
  const known = [...variables, ...otherwiseKnown];
  const unknown = found([document], /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g, (name) => {
    return known.includes(name) ? null : `names ${name}, which nothing reads`;
  });
  const unexplained = variables.filter((name) => !new RegExp(`\\b${name}\\b`).test(document.text));
  return [...unknown, ...unexplained.map((name) => `${document.path} does not explain ${name}`)];
}

/** Paths of one person's machine, and package registries. */
export function privatePlaces(documents: readonly Document[]): string[] {
  const places = /(?:^|[\s"'`(=])([/](?:work|root|home|Users)[/][^\s"'`)]*)|"resolved": "(http[^"]*)"|\bregistry=\S+/gm;
  return found(documents, places, (place) => `names ${place}, which only one machine has`);
}

/** The code-marked names of the first column of the table under a heading. */
export function namesUnder(heading: string, text: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? "");
}
