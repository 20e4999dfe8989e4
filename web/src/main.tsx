import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import "./style/tokens.css";
import "./style/base.css";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element #root; index.html and main.tsx do not belong together.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
