import type { Messages } from "../translated.ts";
import { health } from "./health.ts";
import { inspection } from "./inspection.ts";
import { inspections } from "./inspections.ts";
import { keptReport } from "./kept-report.ts";
import { line } from "./line.ts";
import { recipes } from "./recipes.ts";
import { reports } from "./reports.ts";
import { review } from "./review.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";
import { shell } from "./shell.ts";
import { teach } from "./teach.ts";
import { welcome } from "./welcome.ts";

export const de: Messages = {
  health,
  inspection,
  inspections,
  keptReport,
  line,
  recipes,
  reports,
  review,
  session,
  settings,
  shell,
  teach,
  welcome,
};
