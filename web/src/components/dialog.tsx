import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import style from "./dialog.module.css";

/** A question in front of everything else; Escape closes it. The children end with the buttons, in {@link DialogActions}. */
export function Dialog(props: { title: string; isOpen: boolean; onClose(): void; children: ReactNode }) {
  const { title, isOpen, onClose, children } = props;
  return (
    <ModalOverlay
      className={style["overlay"] ?? ""}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className={style["modal"] ?? ""}>
        <AriaDialog className={style["dialog"] ?? ""}>
          <Heading slot="title">{title}</Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={style["actions"]}>{children}</div>;
}
