import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import style from "./sign-in-screen.module.css";
import { SignInScreen } from "./sign-in-screen.tsx";

/**
 * Over everything that is open, dialogs too, and in the way until somebody signs in. What was typed behind it stays.
 * @param name whose session has ended
 */
export function EndedSession({ name }: { name: string }) {
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className={style["away"] ?? ""}>
      <Modal>
        <Dialog>
          <SignInScreen before={name} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
