// `data-confirm="question"` on a form, a submit button or a link: asks before going on.
const words = {
  zh: { yes: "确定", no: "取消" },
  en: { yes: "Yes", no: "Cancel" },
};
const agreed = new WeakSet();

/** Stop the event and ask, where its element wants a question answered; tell whether it was stopped. */
export function confirmFirst(event) {
  const asked = asker(event);
  if (!asked || agreed.delete(asked)) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(asked.dataset.confirm).then((yes) => yes && goOn(asked, event.submitter));
  return true;
}

function asker(event) {
  if (event.type === "submit") return event.target.closest("form[data-confirm]");
  return event.target.closest("a[data-confirm], button[data-confirm]");
}

function goOn(asked, submitter) {
  agreed.add(asked);
  if (asked.tagName === "FORM") asked.requestSubmit(submitter);
  else asked.click();
}

function ask(question) {
  const { yes, no } = words[document.documentElement.lang.startsWith("en") ? "en" : "zh"];
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const text = document.createElement("p");
  text.id = "confirm-question";
  text.textContent = question;
  dialog.setAttribute("aria-labelledby", text.id);
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "d-flex gap-2 justify-content-end mt-3";
  form.append(button(no, "no", "btn"), button(yes, "yes", "btn btn-primary"));
  dialog.append(text, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue === "yes");
  }));
}

function button(text, value, className) {
  const made = document.createElement("button");
  made.type = "submit";
  made.value = value;
  made.className = className;
  made.textContent = text;
  return made;
}
