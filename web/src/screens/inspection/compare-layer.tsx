import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { findOffset } from "./find-offset.ts";
import style from "./layers.module.css";

/** Rows are compared on small copies: as exact as anybody can see. */
const COPY_WIDTH = 320;

/**
 * The marked-up photo over the original, from the edge on. It has bands above and below the photo, of a height that the
 * record does not tell: where the photo begins in it is found by looking.
 */
export function CompareLayer({ id, beforePercent }: { id: string; beforePercent: number }) {
  const words = useTranslations("inspection.photo");
  const [topPercent, setTopPercent] = useState<number | "unknown">();
  const photo = (name: string) => `/v1/inspections/${encodeURIComponent(id)}/${name}`;
  const analyzed = photo("analyzed");
  const original = photo("original");
  useEffect(() => {
    let wanted = true;
    Promise.all([grayRows(original), grayRows(analyzed)])
      .then(([rows, markedUp]) => (findOffset(rows, markedUp) / rows.length) * 100)
      .then((percent) => wanted && setTopPercent(percent))
      .catch(() => wanted && setTopPercent("unknown"));
    return () => {
      wanted = false;
    };
  }, [original, analyzed]);

  if (topPercent === undefined) return null;
  if (topPercent === "unknown") return <p className={style["wait"]}>{words("broken")}</p>;
  return (
    <>
      <div className={style["after"]} style={{ clipPath: `inset(0 0 0 ${beforePercent}%)` }}>
        <img src={analyzed} alt={words("analyzed")} style={{ top: `${-topPercent}%` }} />
      </div>
      <div className={style["edge"]} style={{ left: `${beforePercent}%` }} />
    </>
  );
}

async function grayRows(url: string): Promise<Uint8Array[]> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const height = Math.max(1, Math.round((image.naturalHeight * COPY_WIDTH) / image.naturalWidth));
  const canvas = document.createElement("canvas");
  canvas.width = COPY_WIDTH;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("There is no canvas to draw on.");
  context.drawImage(image, 0, 0, COPY_WIDTH, height);
  const { data } = context.getImageData(0, 0, COPY_WIDTH, height);
  return Array.from({ length: height }, (_, row) =>
    Uint8Array.from({ length: COPY_WIDTH }, (__, x) => data[(row * COPY_WIDTH + x) * 4 + 1] ?? 0),
  );
}
