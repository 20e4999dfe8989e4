import { Link } from "@tanstack/react-router";
import { LogOut, Menu } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../components/button.tsx";
import type { Session } from "../session/session.ts";
import { signOut } from "../session/use-session.ts";
import iconUrl from "./icon.svg";
import style from "./navigation.module.css";
import { SCREENS } from "./screens.ts";

/** The way to the screens of this role: a column at the side, or behind a button on a phone. */
export function Navigation({ session }: { session: Session }) {
  const words = useTranslations();
  const [open, setOpen] = useState(false);
  const screens = SCREENS.filter(({ roles }) => (roles as readonly string[]).includes(session.role));
  const role = words(`shell.roles.${session.role}`);
  return (
    <header className={style["bar"]}>
      <div className={style["brand"]}>
        <img src={iconUrl} alt="" width="28" height="28" />
        <span>Partproof</span>
        <Button
          quiet
          className={style["toggle"]}
          aria-expanded={open}
          aria-controls="menu"
          onPress={() => setOpen(!open)}
        >
          <Menu aria-hidden="true" />
          {words("shell.menu")}
        </Button>
      </div>
      <div id="menu" className={style["menu"]} data-open={open}>
        <nav aria-label={words("shell.menu")}>
          <ul>
            {screens.map(({ to, name, icon: Icon }) => (
              <li key={to}>
                <Link to={to} activeProps={{ "aria-current": "page" }} onClick={() => setOpen(false)}>
                  <Icon aria-hidden="true" />
                  {words(`${name}.title`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={style["foot"]}>
          <p>{words("shell.signedInAs", { name: session.name, role })}</p>
          <Button quiet onPress={signOut}>
            <LogOut aria-hidden="true" />
            {words("shell.signOut")}
          </Button>
        </div>
      </div>
    </header>
  );
}
