import { useEffect, useState } from "react";
import { photoUrl } from "../../components/photo-url.ts";
import type { InspectionSummary } from "../../live/live-connection.ts";

/** A photo that takes longer than this is not waited for: the verdict counts. */
const PATIENCE_MS = 1_500;

/**
 * The newest inspection once its photo can be shown with it: a verdict above the photo of the widget before would be a
 * lie, and nothing at all between two photos would flicker.
 */
export function useShown(newest: InspectionSummary | undefined): InspectionSummary | undefined {
  const [shown, setShown] = useState<InspectionSummary>();
  useEffect(() => {
    if (newest === undefined) return undefined;
    const show = () => setShown(newest);
    const image = new Image();
    image.onload = show;
    image.onerror = show;
    image.src = photoUrl(newest.id, 1280);
    const patience = setTimeout(show, PATIENCE_MS);
    return () => {
      clearTimeout(patience);
      image.onload = null;
      image.onerror = null;
    };
  }, [newest]);
  return shown;
}
