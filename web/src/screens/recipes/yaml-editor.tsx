import { yaml } from "@codemirror/lang-yaml";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { basicSetup, EditorView } from "codemirror";
import { useEffect, useRef } from "react";
import { inShadow } from "./in-shadow.ts";
import { EDITOR_LOOK } from "./yaml-look.ts";

export type TextFault = { line: number; column: number; message: string };

type YamlEditorProps = {
  label: string;
  text: string;
  faults: readonly TextFault[];
  onChange(text: string): void;
};

/** A recipe as text, with each fault underlined where it stands. */
export function YamlEditor({ label, text, faults, onChange }: YamlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const latest = useRef({ onChange, text });
  latest.current = { onChange, text };

  useEffect(() => {
    if (!place.current) return;
    const { root, parent } = inShadow(place.current);
    const view = new EditorView({
      parent,
      root,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          basicSetup,
          yaml(),
          EDITOR_LOOK,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            const changed = update.state.doc.toString();
            if (changed !== latest.current.text) latest.current.onChange(changed);
          }),
        ],
      }),
    });
    editor.current = view;
    return () => view.destroy();
  }, [label]);

  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === text) return;
    // Only what differs is replaced, so that the caret stays where somebody is writing.
    view.dispatch({ changes: difference(view.state.doc.toString(), text) });
  }, [text]);

  useEffect(() => {
    const view = editor.current;
    if (!view) return;
    view.dispatch(
      setDiagnostics(
        view.state,
        faults.map((fault) => diagnosticOf(view.state, fault)),
      ),
    );
  }, [faults]);

  return <div ref={place} />;
}

function diagnosticOf({ doc }: EditorState, { line, column, message }: TextFault): Diagnostic {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + Math.max(column - 1, 0), at.to);
  return { from, to: Math.max(at.to, from), severity: "error", message };
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
