import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Custom properties reach into a shadow tree, so light and dark come from the page's own tokens. */
const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "0.9rem", maxHeight: "75vh" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": {
    backgroundColor: "var(--raised)",
    color: "var(--text-soft)",
    borderRight: "1px solid var(--line-soft)",
  },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--accent) 12%, transparent)",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 35%, transparent)",
  },
  ".cm-tooltip, .cm-panels": {
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--line)",
  },
  ".cm-collapsedLines": { background: "var(--raised)", color: "var(--text-soft)" },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"…"' },
  // Colored words are hard to read on red and green.
  ".cm-deletedChunk *, .cm-changedLine *, .cm-insertedLine *": { color: "var(--text)" },
  ".cm-deletedText": { background: "color-mix(in srgb, var(--danger) 20%, transparent)" },
  ".cm-changedText": { background: "color-mix(in srgb, var(--good) 20%, transparent)" },
  ".cm-changedLine, .cm-insertedLine": {
    backgroundColor: "color-mix(in srgb, var(--good) 22%, transparent)",
  },
  ".cm-deletedChunk, .cm-deletedLine": {
    backgroundColor: "color-mix(in srgb, var(--danger) 22%, transparent)",
  },
});

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.string, tags.content], color: "var(--text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--good)" },
  { tag: tags.comment, color: "var(--text-soft)", fontStyle: "italic" },
]);

export const EDITOR_LOOK = [theme, syntaxHighlighting(highlight)];
