import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { type RefObject, useState } from "react";
import { type ReactZoomPanPinchRef, TransformComponent, TransformWrapper } from "react-zoom-pan-pinch";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import zoomed from "../../components/zoomed-photo.module.css";
import { DoubtBoxes } from "./doubt-boxes.tsx";
import style from "./review-photo.module.css";
import type { Review } from "./review-queue.ts";

/** The address of the photo itself, which a browser keeps: so the next one can be loaded beforehand. */
export function originalUrl(inspectionId: string): string {
  return `/v1/inspections/${encodeURIComponent(inspectionId)}/original`;
}

type ReviewPhotoProps = {
  inspection: Review["inspection"];
  showsAnalyzed: boolean;
  onToggle(): void;
  zoom: RefObject<ReactZoomPanPinchRef | null>;
};

/** The photo, large, with what is in doubt outlined; or as it was marked up. */
export function ReviewPhoto({ inspection, showsAnalyzed, onToggle, zoom }: ReviewPhotoProps) {
  const words = useTranslations("review.photo");
  const [isBroken, setBroken] = useState(false);
  const { id, source, findings, evidence } = inspection;
  const name = source.serial ?? source.fileName;
  const hasAnalyzed = evidence.analyzedKey !== undefined;
  const isAnalyzed = showsAnalyzed && hasAnalyzed;
  const shown = isAnalyzed ? `/v1/inspections/${encodeURIComponent(id)}/analyzed` : originalUrl(id);
  return (
    <section className={style["photo"]} aria-label={words("title")}>
      <TransformWrapper ref={zoom} maxScale={20} wheel={{ step: 0.15 }} doubleClick={{ mode: "toggle" }}>
        <TransformComponent wrapperClass={zoomed["wrapper"] ?? ""} contentClass={zoomed["content"] ?? ""}>
          {isBroken ? (
            <p className={zoomed["broken"]}>{words("broken")}</p>
          ) : (
            <div className={zoomed["stage"]}>
              <img src={shown} alt={words("alt", { name })} onError={() => setBroken(true)} />
              {isAnalyzed ? null : <DoubtBoxes findings={findings} />}
            </div>
          )}
        </TransformComponent>
      </TransformWrapper>
      <div className={zoomed["tools"]}>
        {hasAnalyzed ? (
          <Button quiet onPress={onToggle} aria-pressed={isAnalyzed}>
            {words("analyzed")} <kbd>V</kbd>
          </Button>
        ) : null}
        <Button quiet onPress={() => zoom.current?.zoomOut()} aria-label={words("zoomOut")}>
          <ZoomOut aria-hidden="true" />
        </Button>
        <Button quiet onPress={() => zoom.current?.zoomIn()} aria-label={words("zoomIn")}>
          <ZoomIn aria-hidden="true" />
        </Button>
        <Button quiet onPress={() => zoom.current?.resetTransform()}>
          <Maximize2 aria-hidden="true" />
          {words("fit")} <kbd>F</kbd>
        </Button>
      </div>
    </section>
  );
}
