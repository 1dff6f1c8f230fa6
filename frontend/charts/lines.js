// The course of a search: the best plan so far and the proven bound draw together, their distance is what could still be gained.
const RED = "#a61b1b";
const BLUE = "#1759a8";
const GREY = "#4f5866";

/** `{names: {objective, bound, gap, seconds, points}, moments: [[seconds, objective or null, bound], ...]}` */
export function lines({ names, moments }, tooltip, element) {
  const narrow = element.clientWidth < 480;
  const gaps = moments.map(([seconds, objective, bound]) => [seconds, objective ? (100 * (objective - bound)) / objective : null]);
  const line = (name, data, color, type, axis = 0) => ({
    name, type: "line", yAxisIndex: axis, data, step: axis ? false : "end", showSymbol: moments.length < 30,
    lineStyle: { color, type, width: 2 }, itemStyle: { color },
  });
  return {
    tooltip: { ...tooltip, trigger: "axis", valueFormatter: (value) => (value == null ? "—" : String(Math.round(value * 100) / 100)) },
    legend: { top: 0, itemGap: narrow ? 8 : 24, textStyle: { color: GREY } },
    grid: { left: 12, right: 12, top: narrow ? 72 : 44, bottom: 28, containLabel: true },
    xAxis: { type: "value", name: names.seconds, nameLocation: "middle", nameGap: 24, axisLabel: { color: GREY }, nameTextStyle: { color: GREY } },
    yAxis: [
      { type: "value", name: names.points, scale: true, axisLabel: { color: GREY }, nameTextStyle: { color: GREY, align: "left" } },
      { type: "value", name: "%", min: 0, splitLine: { show: false }, axisLabel: { color: GREY }, nameTextStyle: { color: GREY } },
    ],
    series: [
      line(names.objective, moments.map(([seconds, objective]) => [seconds, objective]), RED, "solid"),
      line(names.bound, moments.map(([seconds, , bound]) => [seconds, bound]), BLUE, "solid"),
      line(names.gap, gaps, GREY, "dashed", 1),
    ],
  };
}
