import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import style from "./button.module.css";

type ButtonProps = Omit<AriaButtonProps, "className" | "style" | "children"> & {
  children: ReactNode;
  /** The one thing that a person most likely wants here. */
  primary?: boolean;
  /** Without a frame, where many stand together. */
  quiet?: boolean;
  danger?: boolean;
  className?: string | undefined;
};

/** A button; with an icon and words, both are children. */
export function Button({ primary, quiet, danger, className, ...props }: ButtonProps) {
  const look = primary
    ? style["primary"]
    : quiet
      ? style["quiet"]
      : danger
        ? style["danger"]
        : style["plain"];
  return <AriaButton {...props} className={[style["button"], look, className].filter(Boolean).join(" ")} />;
}
