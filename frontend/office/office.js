// What the office pages do in the browser. All behaviour hangs on data attributes: pages hold no script of their own.
import "@tabler/core/dist/js/tabler.min.js";
import htmx from "htmx.org";
import { confirmFirst } from "./confirm.js";
import { autosubmit } from "./autosubmit.js";
import { showCurrentSteps } from "./steps.js";
import { uploadWithProgress } from "./upload.js";

// The policy forbids inline styles and eval; these two keep htmx from trying.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
window.htmx = htmx;

document.addEventListener("submit", (event) => {
  if (confirmFirst(event)) return;
  uploadWithProgress(event);
});
document.addEventListener("click", confirmFirst);
document.addEventListener("change", autosubmit);
showCurrentSteps();
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});
