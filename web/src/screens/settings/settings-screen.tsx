import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";
import { useSession } from "../../session/use-session.ts";
import { AuditPanel } from "./audit-panel.tsx";
import { ChannelsPanel } from "./channels-panel.tsx";
import { DevicePanel } from "./device-panel.tsx";
import { LinesPanel } from "./lines-panel.tsx";
import { OwnAccessPanel } from "./own-access-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { RecipesPanel } from "./recipes-panel.tsx";
import style from "./settings-screen.module.css";
import { TokensPanel } from "./tokens-panel.tsx";

/** What a role may not do is not there; the server would refuse it anyway. */
export function SettingsScreen() {
  const words = useTranslations("settings");
  const { session } = useSession();
  const is = (...roles: string[]) => session !== undefined && roles.includes(session.role);
  return (
    <Page title={words("title")}>
      <div className={style["panels"]}>
        <DevicePanel />
        {session ? <OwnAccessPanel session={session} /> : null}
        {is("admin") ? <PeoplePanel /> : null}
        {is("admin") ? <TokensPanel /> : null}
        {is("quality", "admin") ? <ChannelsPanel /> : null}
        {is("inspector", "quality", "auditor", "admin") ? <RecipesPanel /> : null}
        {is("inspector", "quality", "auditor", "admin") ? <LinesPanel /> : null}
        {is("auditor", "admin") ? <AuditPanel /> : null}
      </div>
    </Page>
  );
}
