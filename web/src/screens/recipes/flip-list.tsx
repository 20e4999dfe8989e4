import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { VerdictBadge } from "../../components/verdict-badge.tsx";
import style from "./flip-list.module.css";
import type { Flip, Replay } from "./recipe-requests.ts";

const PAGE = 12;
/** The API gives out no more at once; who wants them all takes `partproof replay`. */
const MOST = 200;
const PHOTO_WIDTH = 512;
const LOOK_MS = 1500;

/** Every verdict that flips, with the photo as it was marked up then and as it would be now. */
export function FlipList({ replay }: { replay: Replay }) {
  const words = useTranslations("recipes.replay");
  const [shown, setShown] = useState(PAGE);
  const { data, error } = $api.useQuery(
    "get",
    "/v1/replays/{id}/flips",
    { params: { path: { id: replay.id }, query: { limit: Math.min(shown, MOST) } } },
    {
      placeholderData: (before) => before,
      // Until all that the replay has counted are here.
      refetchInterval: ({ state: { data: known } }) =>
        replay.state === "running" || (known?.items.length ?? 0) < Math.min(shown, replay.tally.flips)
          ? LOOK_MS
          : false,
    },
  );
  const flips = data?.items ?? [];
  return (
    <>
      <ProblemNote error={error} />
      <ol className={style["flips"]}>
        {flips.map((flip) => (
          <FlipItem key={flip.inspectionId} replayId={replay.id} flip={flip} />
        ))}
      </ol>
      {flips.length === shown && shown < MOST ? (
        <Button onPress={() => setShown(shown + PAGE)}>{words("more")}</Button>
      ) : null}
    </>
  );
}

function FlipItem({ replayId, flip }: { replayId: string; flip: Flip }) {
  const words = useTranslations("recipes.replay");
  const { inspectionId, source, before, after, decision, agrees, unconfirmed } = flip;
  const name = source.serial ?? source.fileName;
  const id = encodeURIComponent(inspectionId);
  return (
    <li className={style["flip"]}>
      <p>
        <Link to="/inspections/$id" params={{ id: inspectionId }}>
          {name}
        </Link>{" "}
        <VerdictBadge verdict={before.verdict} /> → <VerdictBadge verdict={after.verdict} />
      </p>
      <div className={style["photos"]}>
        <figure>
          <img
            loading="lazy"
            src={`/v1/inspections/${id}/analyzed?width=${PHOTO_WIDTH}`}
            alt={words("photoBefore", { name })}
          />
          <figcaption>{words("photoThen", { version: String(before.recipe.version) })}</figcaption>
        </figure>
        <figure>
          <img
            loading="lazy"
            src={`/v1/replays/${encodeURIComponent(replayId)}/flips/${id}/analyzed?width=${PHOTO_WIDTH}`}
            alt={words("photoAfter", { name })}
          />
          <figcaption>{words("photoNow")}</figcaption>
        </figure>
      </div>
      <p>{after.reasons.join("; ")}</p>
      {decision ? (
        <p>
          {words(agrees ? "personAgrees" : "personDisagrees", { by: decision.by, reason: decision.reason })}
        </p>
      ) : null}
      {unconfirmed ? <p className={style["warning"]}>{words("unconfirmed")}</p> : null}
    </li>
  );
}
