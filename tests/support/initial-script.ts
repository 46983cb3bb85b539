import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The scripts a browser fetches before it shows the page: the entry and what the page preloads with it. */
export function initialScripts(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const isScript = /^<script\b/.test(tag) || /rel="modulepreload"/.test(tag);
    const address = /(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    return isScript && address !== undefined ? [address] : [];
  });
}

/** Bytes of the initial JavaScript, each file gzipped as a server would. Throws when the page loads no script at all. */
export function initialScriptBytes(builtPage: string): number {
  const scripts = initialScripts(readFileSync(join(builtPage, "index.html"), "utf8"));
  if (scripts.length === 0) throw new Error(`${builtPage}/index.html loads no script`);
  return scripts.reduce((sum, script) => sum + gzipSync(readFileSync(join(builtPage, script))).length, 0);
}
