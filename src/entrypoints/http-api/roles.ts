import { ROLES, type Role } from "../../ports/token-store.ts";

const LOOK = ["inspector", "quality", "auditor", "admin"] as const;
const DECIDE = ["inspector", "quality", "admin"] as const;
const PROVE = ["quality", "auditor", "admin"] as const;
const SUPPORT = ["support", "admin"] as const;
const ADMIN = ["admin"] as const;

/**
 * Who may call what. A route that is not in here is refused, so a new route is closed until somebody decides.
 * `open` is for what holds nothing of this system: whether it is alive, and pages and documents that are the
 * same on every system. (The pages let people sign in before they show anything.)
 */
export const ACCESS: Readonly<Record<string, readonly Role[] | "open">> = {
  "GET /": "open",
  "GET /assets/{name}": "open",
  "GET /line-view": "open",
  "GET /line-view.css": "open",
  "GET /line-view.js": "open",
  "GET /docs": "open",
  "GET /docs/docs.js": "open",
  "GET /docs/swagger-ui.css": "open",
  "GET /docs/swagger-ui.js": "open",
  "GET /openapi.json": "open",
  "GET /healthz": "open",
  "GET /site-config.json": "open",

  // Whoever signs in is nobody yet; whoever signs out may be nobody any more.
  "POST /v1/session": "open",
  "DELETE /v1/session": "open",
  "GET /v1/session": ROLES,
  "PUT /v1/session/password": ROLES,
  "GET /v1/people": ADMIN,
  "POST /v1/people": ADMIN,
  "PATCH /v1/people/{id}": ADMIN,
  "PUT /v1/people/{id}/password": ADMIN,
  "GET /v1/tokens": ADMIN,
  "POST /v1/tokens": ADMIN,
  "DELETE /v1/tokens/{id}": ADMIN,
  "GET /v1/audit": ["auditor", "admin"],
  "GET /v1/channels": ["quality", "admin"],
  "POST /v1/channels/{name}/test": ["quality", "admin"],

  "POST /v1/images": ["camera", "admin"],
  "POST /v1/uploads": ["camera", "admin"],
  "GET /v1/inspections": LOOK,
  "GET /v1/inspections.csv": LOOK,
  "GET /v1/inspection-summaries": LOOK,
  "GET /v1/events": LOOK,
  "GET /v1/lines": LOOK,
  "GET /v1/shift": LOOK,
  "GET /v1/inspections/{id}": LOOK,
  "GET /v1/inspections/{id}/thumbnail": LOOK,
  "GET /v1/inspections/{id}/original": LOOK,
  "GET /v1/inspections/{id}/analyzed": LOOK,
  "POST /v1/inspections/{id}/dispositions": DECIDE,
  "POST /v1/inspections/{id}/dispositions/withdrawal": DECIDE,
  "GET /v1/reviews": [...LOOK, "support"],
  "POST /v1/reviews/next": DECIDE,
  "POST /v1/reviews/{id}/claim": DECIDE,
  "PUT /v1/reviews/{id}/claim": DECIDE,
  "DELETE /v1/reviews/{id}/claim": DECIDE,
  "GET /v1/recipes": LOOK,
  "GET /v1/recipes/schema.json": LOOK,
  "GET /v1/recipes/{id}": LOOK,

  "GET /v1/recipes/{id}/versions": LOOK,
  "POST /v1/recipes": ["quality", "admin"],
  "POST /v1/recipes/validation": ["quality", "admin"],
  "POST /v1/recipes/{id}/replay": ["quality", "admin"],
  "GET /v1/replays": PROVE,
  "GET /v1/replays/{id}": PROVE,
  "GET /v1/replays/{id}/flips": PROVE,
  "GET /v1/replays/{id}/flips/{inspectionId}/analyzed": PROVE,
  "DELETE /v1/replays/{id}": ["quality", "admin"],
  "GET /v1/models": PROVE,
  "GET /v1/inspections/{id}/evidence": PROVE,
  "POST /v1/evidence/verification": PROVE,
  "GET /v1/exports": PROVE,
  "POST /v1/inspections/{id}/verification": PROVE,
  "GET /v1/reports": PROVE,

  "GET /v1/reconciliation": ["quality", "auditor", "support", "admin"],
  "GET /v1/flow": ["quality", "auditor", "support", "admin"],
  "GET /v1/messages": ["auditor", "support", "admin"],
  "POST /v1/messages/{id}/resend": SUPPORT,
  "GET /v1/evidence/verification": ["quality", "auditor", "support", "admin"],
  "GET /v1/setup": [...LOOK, "support"],
  "POST /v1/simulation": ["admin"],
  "DELETE /v1/simulation": ["admin"],
  "GET /v1/dead-letters/{id}/photo": ["auditor", "support", "admin"],
  "GET /v1/dead-letters": ["auditor", "support", "admin"],
  "POST /v1/dead-letters/{id}/redrive": SUPPORT,
  "GET /metrics": SUPPORT,
};
