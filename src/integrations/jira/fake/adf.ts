type AdfInline = { type: "text"; text: string } | { type: "hardBreak" };
type AdfParagraph = { type: "paragraph"; content: AdfInline[] };
export type AdfDocument = { type: "doc"; version: 1; content: AdfParagraph[] };

/**
 * Recorded text in the Atlassian Document Format: a paragraph per block between blank lines, a hard break per line end.
 * Wiki markup stays as the text it is; nothing is added and nothing is read into it.
 */
export function toAdf(text: string): AdfDocument {
  const blocks = text.replaceAll("\r\n", "\n").split(/\n[ \t]*\n[ \t\n]*/);
  return { type: "doc", version: 1, content: blocks.filter((block) => /[^ \t\n]/.test(block)).map(paragraph) };
}

function paragraph(block: string): AdfParagraph {
  const content: AdfInline[] = [];
  for (const [index, line] of block.split("\n").entries()) {
    if (index > 0) content.push({ type: "hardBreak" });
    if (line !== "") content.push({ type: "text", text: line });
  }
  return { type: "paragraph", content };
}
