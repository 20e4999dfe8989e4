import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import type { Token } from "./holders.ts";

export function EndTokenDialog({ token, onClose }: { token: Token; onClose(): void }) {
  const words = useTranslations("settings");
  const queries = useQueryClient();
  const end = $api.useMutation("delete", "/v1/tokens/{id}", {
    onSuccess() {
      onClose();
      return queries.invalidateQueries();
    },
  });
  return (
    <Dialog title={words("tokens.endOne", { name: token.name })} isOpen onClose={onClose}>
      <p>{words("tokens.endHelp")}</p>
      <ProblemNote error={end.error} />
      <DialogActions>
        <Button onPress={onClose}>{words("cancel")}</Button>
        <Button
          danger
          isPending={end.isPending}
          onPress={() => end.mutate({ params: { path: { id: token.id } } })}
        >
          {words("tokens.end")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
