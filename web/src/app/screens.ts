import {
  Activity,
  ChartColumn,
  ClipboardCheck,
  GraduationCap,
  ListChecks,
  type LucideIcon,
  MonitorCheck,
  ScrollText,
  Settings,
} from "lucide-react";
import type { Role } from "../session/session.ts";

const LOOK: readonly Role[] = ["inspector", "quality", "auditor", "admin"];

/** What the menu leads to, in this order, and for whom. The server decides by itself; this only spares people dead ends. */
export const SCREENS = [
  { to: "/line", name: "line", icon: MonitorCheck, roles: LOOK },
  { to: "/inspections", name: "inspections", icon: ListChecks, roles: LOOK },
  { to: "/review", name: "review", icon: ClipboardCheck, roles: ["inspector", "quality", "admin"] },
  { to: "/recipes", name: "recipes", icon: ScrollText, roles: LOOK },
  { to: "/teach", name: "teach", icon: GraduationCap, roles: ["quality", "admin"] },
  { to: "/reports", name: "reports", icon: ChartColumn, roles: ["quality", "auditor", "admin"] },
  { to: "/health", name: "health", icon: Activity, roles: ["quality", "auditor", "support", "admin"] },
  { to: "/settings", name: "settings", icon: Settings, roles: [...LOOK, "support", "camera"] },
] as const satisfies readonly { to: string; name: string; icon: LucideIcon; roles: readonly Role[] }[];
