import { expect, test } from "vitest";
import { toPlainText } from "#integrations/jira/adf.ts";

const text = (value: string) => ({ type: "text", text: value });
const paragraph = (...content: object[]) => ({ type: "paragraph", content });
const doc = (...content: unknown[]) => ({ type: "doc", version: 1, content });
const item = (...content: object[]) => ({ type: "listItem", content });
const cell = (value: string) => ({ type: "tableCell", content: [paragraph(text(value))] });

test.each<[string, unknown, string]>([
  ["paragraphs stand apart", doc(paragraph(text("One "), { ...text("run"), marks: [{ type: "strong" }] }), paragraph(text("Two"))), "One run\n\nTwo"],
  ["a hard break is a new line", doc(paragraph(text("One"), { type: "hardBreak" }, text("Two"))), "One\nTwo"],
  ["a heading of any level", doc({ type: "heading", attrs: { level: 3 }, content: [text("Acceptance criteria")] }), "## Acceptance criteria"],
  [
    "lists, nested ones too",
    doc({
      type: "bulletList",
      content: [item(paragraph(text("First")), { type: "orderedList", content: [item(paragraph(text("Inner")))] }), item(paragraph(text("Second")))],
    }),
    "- First\n  - Inner\n- Second",
  ],
  [
    "tasks show whether they are done",
    doc({ type: "taskList", content: [{ type: "taskItem", attrs: { state: "DONE" }, content: [text("A")] }, { type: "taskItem", attrs: { state: "TODO" }, content: [text("B")] }] }),
    "- [x] A\n- [ ] B",
  ],
  ["code keeps its lines", doc({ type: "codeBlock", content: [text("if (a) {\n  b();\n}")] }), "```\nif (a) {\n  b();\n}\n```"],
  ["a table by rows", doc({ type: "table", content: [{ type: "tableRow", content: [cell("a"), cell("b")] }, { type: "tableRow", content: [cell("c"), cell("d")] }] }), "a | b\nc | d"],
  ["a quotation is marked on every line", doc({ type: "blockquote", content: [paragraph(text("a"), { type: "hardBreak" }, text("b"))] }), "> a\n> b"],
  [
    "what stands in a line by itself",
    doc(
      paragraph(
        { type: "mention", attrs: { id: "5b10", text: "@Mia" } },
        text(" "),
        { type: "emoji", attrs: { shortName: ":smile:", text: "😄" } },
        text(" "),
        { type: "status", attrs: { text: "BLOCKED" } },
        text(" "),
        { type: "date", attrs: { timestamp: "1426464000000" } },
        text(" "),
        { type: "inlineCard", attrs: { url: "https://example.com/a" } },
      ),
    ),
    "@Mia 😄 BLOCKED 2015-03-16 https://example.com/a",
  ],
  ["an unknown block by the text inside it", doc({ type: "futureBlock", content: [paragraph(text("kept"))] }, { type: "futureLeaf", attrs: { text: "too" } }), "kept\n\ntoo"],
  ["an expand with its title", doc({ type: "expand", attrs: { title: "Log" }, content: [paragraph(text("line"))] }), "Log\nline"],
  ["a picture by its description", doc({ type: "mediaSingle", content: [{ type: "media", attrs: { id: "1", alt: "screenshot" } }] }), "screenshot"],
  ["a rule between paragraphs", doc(paragraph(text("a")), { type: "rule" }, paragraph(text("b"))), "a\n\n---\n\nb"],
  ["a string as it is", "h2. Wiki *markup*\r\n", "h2. Wiki *markup*\r\n"],
  ["nothing for null", null, ""],
  ["nothing for absent", undefined, ""],
  ["nothing for what is no document", 42, ""],
  ["the readable part of a broken document", doc(null, "loose", { type: 7, content: "x" }, paragraph(text("readable"))), "readable"],
])("%s", (_title, body, expected) => {
  expect(toPlainText(body)).toBe(expected);
});

test("nesting without end is cut, said, and does not take the rest down", () => {
  let deep: object = text("bottom");
  for (let level = 0; level < 50_000; level += 1) deep = { type: "blockquote", content: [deep] };
  const plain = toPlainText(doc(deep, paragraph(text("after"))));
  expect(plain).toContain("[nested too deeply to show]");
  expect(plain.endsWith("after")).toBe(true);
});
