// `data-upload` on a form with files: sends it while a <progress> inside the form shows how far it is, then shows the answer.
/** Take over the sending of a form with files; without script the browser sends it as usual. */
export function uploadWithProgress(event) {
  const form = event.target.closest("form[data-upload]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const bar = form.querySelector("progress") ?? form.appendChild(document.createElement("progress"));
  bar.hidden = false;
  bar.setAttribute("aria-label", document.documentElement.lang.startsWith("en") ? "Uploading" : "正在上传");
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable) return;
    bar.max = total;
    bar.value = loaded;
  });
  request.addEventListener("load", () => show(request));
  // A broken line: let the browser try itself and say what is wrong in its own words.
  request.addEventListener("error", () => form.submit());
  request.open(form.method || "post", form.action || location.href);
  request.send(new FormData(form, event.submitter));
}

function show(request) {
  const type = request.getResponseHeader("Content-Type") ?? "";
  if (!type.startsWith("text/html")) {
    location.assign(request.responseURL);
    return;
  }
  // The answer was already fetched, messages and all: show it instead of asking for it a second time.
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  history.pushState({}, "", request.responseURL);
  document.title = answer.title;
  document.body.replaceWith(document.adoptNode(answer.body));
  window.htmx.process(document.body);
  window.scrollTo(0, 0);
}
