// Spending by month, a line for each unit: what falls in one and rises in another is seen at a glance.
const GREY = "#4f5866";
const COLOURS = ["#a61b1b", "#1759a8", "#2b7a3d", "#8a5a00", "#6b3fa0", "#4f5866", "#0f766e", "#a3326a"];

/** `{months: [text], unit: text, lines: [{name, values: [number]}]}` */
export function months({ months, unit, lines }, tooltip, element) {
  const narrow = element.clientWidth < 480;
  return {
    color: COLOURS,
    tooltip: { ...tooltip, trigger: "axis" },
    legend: { type: "scroll", top: 0, textStyle: { color: GREY } },
    grid: { left: 12, right: 12, top: 44, bottom: 12, containLabel: true },
    xAxis: { type: "category", data: months, axisLabel: { color: GREY, rotate: narrow ? 60 : 0 } },
    yAxis: { type: "value", name: unit, axisLabel: { color: GREY }, nameTextStyle: { color: GREY } },
    series: lines.map(({ name, values }) => ({ name, type: "line", data: values, symbolSize: 6 })),
  };
}
