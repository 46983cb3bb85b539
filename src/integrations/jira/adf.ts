import * as z from "zod";

const Node = z.object({
  type: z.string().default("").catch(""),
  text: z.string().default("").catch(""),
  attrs: z.record(z.string(), z.unknown()).default({}).catch({}),
  content: z.array(z.unknown()).default([]).catch([]),
});
type Node = z.infer<typeof Node>;

const INLINE = new Set(["text", "hardBreak", "mention", "emoji", "inlineCard", "status", "date", "mediaInline", "placeholder", "inlineExtension"]);
const MAX_DEPTH = 100;

/**
 * Atlassian's document format as plain text: `## ` headings, `- ` list items, fenced code, table rows with ` | `. A string, as
 * older answers hold, is passed through; a node of an unknown kind gives the text inside it.
 */
export function toPlainText(body: unknown): string {
  return typeof body === "string" ? body : render(body, 0);
}

function render(raw: unknown, depth: number): string {
  const parsed = Node.safeParse(raw);
  if (!parsed.success) return "";
  if (depth > MAX_DEPTH) return "[nested too deeply to show]";
  const node = parsed.data;
  const inside = (separator: string) => join(node.content, separator, depth + 1);

  switch (node.type) {
    case "text":
      return node.text;
    case "hardBreak":
      return "\n";
    case "date":
      return dateOf(node);
    case "heading":
      return `## ${inside("\n")}`;
    case "rule":
      return "---";
    case "codeBlock":
      return `\`\`\`\n${inside("\n")}\n\`\`\``;
    case "blockquote":
      return prefixLines(inside("\n"), "> ", "> ");
    case "bulletList":
    case "orderedList":
    case "taskList":
    case "decisionList":
    case "table":
      return inside("\n");
    case "listItem":
    case "decisionItem":
      return prefixLines(inside("\n"), "- ", "  ");
    case "taskItem":
      return prefixLines(inside("\n"), node.attrs["state"] === "DONE" ? "- [x] " : "- [ ] ", "  ");
    case "tableRow":
      return node.content.map((cell) => render(cell, depth + 1)).join(" | ");
    case "tableCell":
    case "tableHeader":
      return inside(" ");
    default:
      return [attribute(node, "title"), node.content.length > 0 ? inside("\n\n") : leafText(node)].filter((text) => text !== "").join("\n");
  }
}

/** Blocks stand apart by the separator, inline nodes run on. */
function join(content: readonly unknown[], separator: string, depth: number): string {
  const blocks: string[] = [];
  let runsOn = false;
  for (const raw of content) {
    const text = render(raw, depth);
    const inline = INLINE.has(Node.safeParse(raw).data?.type ?? "");
    const last = blocks.length - 1;
    if (inline && runsOn) blocks[last] += text;
    else if (inline || text !== "") blocks.push(text);
    runsOn = inline;
  }
  return blocks.join(separator);
}

function prefixLines(text: string, first: string, others: string): string {
  return first + text.replaceAll("\n", `\n${others}`);
}

function dateOf(node: Node): string {
  const date = new Date(Number(node.attrs["timestamp"]));
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

/** What stands for a node without children: a mention's name, an emoji, a status, a card's address, an image's description. */
function leafText(node: Node): string {
  for (const name of ["text", "shortName", "url", "alt"]) {
    const text = attribute(node, name);
    if (text !== "") return text;
  }
  return node.text;
}

function attribute(node: Node, name: string): string {
  const value = node.attrs[name];
  return typeof value === "string" ? value : "";
}
