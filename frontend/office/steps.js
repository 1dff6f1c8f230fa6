// A line of steps longer than its place begins at the step before the current one: what is over lies to the left.
/** Scroll every line of steps on the page to where its inspection stands. */
export function showCurrentSteps() {
  for (const line of document.querySelectorAll(".step-line")) {
    const current = line.querySelector("[aria-current=step]");
    if (current) line.scrollLeft = current.offsetLeft - current.offsetWidth;
  }
}
