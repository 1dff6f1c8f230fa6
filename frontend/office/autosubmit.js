// `data-autosubmit` on a filter form (or on one field of a form): sends it as soon as something was chosen.
/** Send the form the changed field belongs to, where it asks for that. */
export function autosubmit(event) {
  const form = event.target.form;
  if (form && (form.matches("[data-autosubmit]") || event.target.matches("[data-autosubmit]"))) form.requestSubmit();
}
