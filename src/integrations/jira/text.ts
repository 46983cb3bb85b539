/**
 * The text as we keep it: U+0000 removed, because stores cut at it, and halves of surrogate pairs replaced, because UTF-8
 * cannot hold them. Everything else, invisible and right-to-left characters too, is content and stays.
 */
export function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** The text, or as much of it as fits into `maxBytes` of UTF-8, whole code points only, with a line that says it was cut. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  const mark = `\n[cut here: ${Math.round(bytes.length / 1024)} KB in Jira]`;
  let end = maxBytes - Buffer.byteLength(mark);
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end) + mark;
}

/** The text, or its first characters with an ellipsis: at most `maxLength` characters, never half a code point. */
export function excerpt(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  // Copied: a mere slice would keep the whole text in memory for as long as the excerpt is held.
  return Buffer.from(`${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`).toString();
}
