import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";

/** Takes a photo out of its lesson, after a question. */
export function RemovePhoto(props: { lessonId: string; sha256: string; onRemoved(): void }) {
  const words = useTranslations("teach.photos");
  const { lessonId: id, sha256, onRemoved } = props;
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = $api.useMutation("delete", "/v1/lessons/{id}/photos/{sha256}", {
    onSuccess: async () => {
      onRemoved();
      await queries.invalidateQueries({ queryKey: ["get", "/v1/lessons/{id}"] });
    },
  });
  return (
    <>
      <Button quiet onPress={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
        {words("remove")}
      </Button>
      <Dialog title={words("remove")} isOpen={asking} onClose={() => setAsking(false)}>
        <p>{words("removeAsk")}</p>
        <ProblemNote error={remove.error} />
        <DialogActions>
          <Button onPress={() => setAsking(false)}>{words("keep")}</Button>
          <Button danger onPress={() => remove.mutate({ params: { path: { id, sha256 } } })}>
            {words("remove")}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
