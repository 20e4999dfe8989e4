import { useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { BoxEditor } from "../../components/box-editor/box-editor.tsx";
import { BoxFields } from "../../components/box-editor/box-fields.tsx";
import type { Box, LabelledBox } from "../../components/box-editor/labelled-box.ts";
import { Choice } from "../../components/choice.tsx";
import { Panel } from "../../components/panel.tsx";
import style from "./places-on-photo.module.css";
import { type Draft, withPlace, withValue } from "./recipe-draft.ts";

const PHOTOS = 12;

type PlacesProps = { recipeId: string | undefined; draft: Draft; text: string; onChange(text: string): void };

/** Where parts belong, drawn on a photo of the widget from the archive. */
export function PlacesOnPhoto({ recipeId, draft, text, onChange }: PlacesProps) {
  const words = useTranslations("recipes.places");
  const { data } = $api.useQuery("get", "/v1/inspections", {
    params: { query: { limit: PHOTOS, ...(recipeId === undefined ? {} : { recipe: recipeId }) } },
  });
  const photos = (data?.items ?? []).filter(({ verdict }) => verdict !== "rejected");
  const [chosen, setChosen] = useState<string>();
  const [selected, setSelected] = useState<string>();
  const [label, setLabel] = useState<string>();

  const photo = photos.find(({ id }) => id === chosen) ?? photos[0];
  const labels = [...new Set(draft.parts.map((part) => part.label).filter(Boolean))];
  const drawn = label !== undefined && labels.includes(label) ? label : labels[0];
  const boxes = draft.parts.flatMap((part, at): LabelledBox[] =>
    part.box ? [{ id: boxId(at), label: part.name || part.label, box: part.box }] : [],
  );
  const current = boxes.find(({ id }) => id === selected);
  const place = (id: string, box: Box) => onChange(withValue(text, [...pathOf(id), "place", "box"], box));

  if (!photo || drawn === undefined) {
    return <Panel title={words("title")}>{photo ? words("noParts") : words("noPhotos")}</Panel>;
  }
  return (
    <Panel title={words("title")}>
      <p>{words("how")}</p>
      <div className={style["tools"]}>
        <Choice
          label={words("placeOf")}
          value={drawn}
          options={labels.map((value) => ({ value, text: value }))}
          onChange={setLabel}
        />
        <Choice
          label={words("photo")}
          value={photo.id}
          options={photos.map(({ id, source }) => ({ value: id, text: source.serial ?? source.fileName }))}
          onChange={setChosen}
        />
      </div>
      <BoxEditor
        photoUrl={`/v1/inspections/${encodeURIComponent(photo.id)}/original`}
        alt={words("alt", { name: photo.source.serial ?? photo.source.fileName })}
        boxes={boxes}
        selected={selected}
        onSelect={setSelected}
        onDraw={(_id, box) => onChange(withPlace(text, drawn, box))}
        onChange={place}
        onRemove={(id) => onChange(withValue(text, [...pathOf(id), "place"], undefined))}
      />
      {current ? <BoxFields box={current.box} onChange={(box) => place(current.id, box)} /> : null}
    </Panel>
  );
}

function boxId(at: number): string {
  return `part-${at}`;
}

function pathOf(id: string): ["parts", number] {
  return ["parts", Number(id.slice("part-".length))];
}
