import { describe, expect, test } from "vitest";
import { cleanText, cutToBytes, excerpt } from "#integrations/jira/text.ts";

describe("cleaning", () => {
  test("removes U+0000 and nothing else that is text", () => {
    const kept = "a\u200bb\u200f\u202eעברית\u202c \u0007\t😄 Москва";
    expect(cleanText(`\u0000${kept}\u0000`)).toBe(kept);
  });

  test("replaces half a surrogate pair, which UTF-8 cannot hold", () => {
    expect(cleanText("a\ud83d b")).toBe("a\ufffd b");
  });
});

describe("cutting", () => {
  test("keeps a text that fits, to the byte", () => {
    const text = "é".repeat(50);
    expect(cutToBytes(text, 100)).toBe(text);
  });

  test.each(["x", "é", "汉", "😄"])("cuts between code points of %s and says what is missing", (character) => {
    for (let extra = 0; extra < 4; extra += 1) {
      const text = "x".repeat(extra) + character.repeat(2_000);
      const cut = cutToBytes(text, 1_024);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(1_024);
      expect(cut).toMatch(/\n\[cut here: \d KB in Jira\]$/);
      expect(cut).not.toContain("\ufffd");
      expect(text.startsWith(cut.slice(0, cut.indexOf("\n[")))).toBe(true);
    }
  });

  test("an excerpt never ends in half a code point", () => {
    expect(excerpt("abc", 3)).toBe("abc");
    expect(excerpt("abcd", 3)).toBe("ab…");
    expect(excerpt("a😄bc", 3)).toBe("a…");
  });
});
