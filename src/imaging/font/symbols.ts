/**
 * Our own signs, in the format of the font: the same on every machine, and told apart by shape alone.
 * `✓` present or pass, `✕` missing or fail, `→` misplaced, `□` a character that the font does not have.
 */
export const SYMBOLS: Readonly<Record<string, string>> = {
  "✓": "820m90 330l105 105l145-145l300 330l105-95l-400-450",
  "✕": "760m90 120l205 245l-205 245l125 100l165-200l165 200l125-100l-205-245l205-245l-125-100l-165 200l-165-200",
  "→": "900m80 300l0 130l440 0l-150 160l110 85l300-310l-300-310l-110 85l150 160",
  "□": "640m80 0l0 720l480 0l0-720m-390 90l300 0l0 540l-300 0",
};
