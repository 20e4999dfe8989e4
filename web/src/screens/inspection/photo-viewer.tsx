import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { TransformComponent, TransformWrapper } from "react-zoom-pan-pinch";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { photoUrl } from "../../components/photo-url.ts";
import zoomed from "../../components/zoomed-photo.module.css";
import { CompareLayer } from "./compare-layer.tsx";
import { FindingBoxes } from "./finding-boxes.tsx";
import { HeatLayer } from "./heat-layer.tsx";
import type { Inspection } from "./inspection.ts";
import style from "./photo-viewer.module.css";

type View = "boxes" | "plain" | "analyzed" | "compare" | "heat";

type PhotoViewerProps = {
  inspection: Inspection;
  /** Findings whose boxes are left out, by their place in the record. */
  hidden: ReadonlySet<number>;
  highlight: number | undefined;
};

/** The photo as it came, with boxes drawn from the record, and as it was marked up; by wheel, pinch, keys and buttons. */
export function PhotoViewer({ inspection, hidden, highlight }: PhotoViewerProps) {
  const words = useTranslations("inspection.photo");
  const { id, evidence, heatMap, findings } = inspection;
  const hasAnalyzed = evidence.analyzedKey !== undefined;
  const [view, setView] = useState<View>("boxes");
  const [isBroken, setBroken] = useState(false);
  const [before, setBefore] = useState(50);
  const original = `/v1/inspections/${encodeURIComponent(id)}/original`;
  const views: View[] = [
    "boxes",
    "plain",
    ...(hasAnalyzed ? (["analyzed", "compare"] as const) : []),
    ...(heatMap ? (["heat"] as const) : []),
  ];

  return (
    <section className={style["viewer"]} aria-label={words("title")}>
      <ToggleButtonGroup
        className={style["views"] ?? ""}
        aria-label={words("view")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={(keys) => setView(views.find((known) => keys.has(known)) ?? "boxes")}
      >
        {views.map((name) => (
          <ToggleButton key={name} id={name} className={style["view"] ?? ""}>
            {words(`views.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TransformWrapper minScale={1} maxScale={20} wheel={{ step: 0.15 }} doubleClick={{ mode: "toggle" }}>
        {({ zoomIn, zoomOut, resetTransform }) => (
          <>
            <TransformComponent
              wrapperClass={zoomed["wrapper"] ?? ""}
              contentClass={zoomed["content"] ?? ""}
              wrapperProps={{ role: "group", "aria-label": words("zoomArea") }}
            >
              {isBroken ? (
                <p className={zoomed["broken"]}>{words("broken")}</p>
              ) : (
                <div className={zoomed["stage"]}>
                  {view === "analyzed" ? (
                    <img src={`/v1/inspections/${encodeURIComponent(id)}/analyzed`} alt={words("analyzed")} />
                  ) : (
                    <img
                      src={original}
                      alt={words("original")}
                      // What a browser cannot show, such as TIFF, comes as a smaller WebP.
                      onError={({ currentTarget }) => {
                        const small = photoUrl(id, 1280, "original");
                        if (currentTarget.src.endsWith(small)) setBroken(true);
                        else currentTarget.src = small;
                      }}
                    />
                  )}
                  {view === "boxes" ? <FindingBoxes {...{ findings, hidden, highlight }} /> : null}
                  {view === "compare" ? <CompareLayer id={id} beforePercent={before} /> : null}
                  {view === "heat" && heatMap ? <HeatLayer map={heatMap} /> : null}
                </div>
              )}
            </TransformComponent>
            <div className={zoomed["tools"]}>
              {view === "compare" ? (
                <label className={style["slider"]}>
                  <span>{words("compare")}</span>
                  <input
                    type="range"
                    min="0"
                    max="100"
                    value={before}
                    onChange={(event) => setBefore(Number(event.target.value))}
                  />
                </label>
              ) : null}
              <Button quiet onPress={() => zoomOut()} aria-label={words("zoomOut")}>
                <ZoomOut aria-hidden="true" />
              </Button>
              <Button quiet onPress={() => zoomIn()} aria-label={words("zoomIn")}>
                <ZoomIn aria-hidden="true" />
              </Button>
              <Button quiet onPress={() => resetTransform()}>
                <Maximize2 aria-hidden="true" />
                {words("fit")}
              </Button>
            </div>
          </>
        )}
      </TransformWrapper>
    </section>
  );
}
