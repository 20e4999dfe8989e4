import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Loading } from "../../app/loading.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { ConnectCamera } from "./connect-camera.tsx";
import { SimulatedLine } from "./simulated-line.tsx";
import { Step } from "./step.tsx";
import style from "./welcome-screen.module.css";

const LOOK_MS = 2000;

/** From an empty system to a live verdict. Each step ticks itself off by what the system really has. */
export function WelcomeScreen() {
  const words = useTranslations("welcome");
  const { data: setup, error } = $api.useQuery("get", "/v1/setup", {}, { refetchInterval: LOOK_MS });
  if (!setup) {
    return <Page title={words("title")}>{error ? <ProblemNote error={error} /> : <Loading />}</Page>;
  }
  return (
    <Page title={words("title")}>
      <p className={style["lead"]}>{words(setup.verdict ? "done" : "lead")}</p>
      <ol className={style["steps"]}>
        <Step title={words("photo.title")} isDone={setup.photo} number={1}>
          {setup.simulation ? <SimulatedLine simulation={setup.simulation} /> : null}
          <ConnectCamera watchedFolder={setup.watchedFolder} />
        </Step>
        <Step title={words("teach.title")} isDone={setup.model} number={2}>
          <p>{words("teach.what")}</p>
          <Link to="/teach">{words("teach.go")}</Link>
        </Step>
        <Step title={words("recipe.title")} isDone={setup.recipe} number={3}>
          <p>{words("recipe.what")}</p>
          <Link to="/recipes">{words("recipe.go")}</Link>
        </Step>
        <Step title={words("live.title")} isDone={setup.verdict} number={4}>
          <p>{words("live.what")}</p>
          <Link to="/line">{words("live.go")}</Link>
        </Step>
      </ol>
    </Page>
  );
}
