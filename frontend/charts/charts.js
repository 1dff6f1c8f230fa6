// Draws what a page states as JSON: `data-chart="lines|arcs|months"` with `data-from="id"` of the script element that holds the data.
// Every chart stands beside a table that says the same, so nothing here is needed to read a page.
import { LineChart, GraphChart } from "echarts/charts";
import { GridComponent, LegendComponent, LegendScrollComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { arcs } from "./arcs.js";
import { lines } from "./lines.js";
import { months } from "./months.js";

echarts.use([LineChart, GraphChart, GridComponent, LegendComponent, LegendScrollComponent, TooltipComponent, SVGRenderer]);

const KINDS = { arcs, lines, months };
const drawn = new Map();

function draw(element) {
  const source = document.getElementById(element.dataset.from);
  // Inside a closed <details> there is no room yet: it is drawn when that opens.
  if (!source || !element.clientWidth || drawn.get(element)?.text === source.textContent) return;
  const chart = drawn.get(element)?.chart ?? echarts.init(element, null, { renderer: "svg" });
  drawn.set(element, { chart, text: source.textContent });
  // A tooltip made of HTML would carry inline styles, which the content security policy stops.
  const tooltip = { renderMode: "richText", confine: true };
  chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, tooltip, ...KINDS[element.dataset.chart](JSON.parse(source.textContent), tooltip, element) });
}

function drawAll() {
  document.querySelectorAll("[data-chart]").forEach(draw);
}

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
document.addEventListener("toggle", drawAll, true);
window.addEventListener("resize", () => drawn.forEach(({ chart }) => chart.resize()));
