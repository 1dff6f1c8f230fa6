// Who sends people to whom, drawn where the places lie; two that inspect one another stand out in red.
const BLUE = "#1759a8";
const RED = "#b01d1d";
const GREY = "#5b6472";

/** `{places: [{id, name, x, y, size}], arcs: [{source, target, words, mutual}]}` */
export function arcs({ places, arcs: all }, tooltip, element) {
  const [across, down] = [spread(places.map(({ x }) => x), element.clientWidth), spread(places.map(({ y }) => -y), element.clientHeight)];
  return {
    series: [{
      type: "graph",
      layout: "none",
      roam: false,
      left: 48,
      right: 48,
      top: 32,
      bottom: 40,
      edgeSymbol: ["none", "arrow"],
      edgeSymbolSize: 9,
      emphasis: { focus: "adjacency" },
      label: { show: true, position: "bottom", color: "#1f2937", fontSize: 12 },
      data: places.map(({ id, name, x, y, size }) => ({
        id, name, x: across(x), y: down(-y), symbolSize: size ? 18 : 10, itemStyle: { color: size ? "#a61b1b" : "#9aa3af" }, value: name,
      })),
      links: all.map(({ source, target, words, mutual }) => ({
        source, target, value: words, lineStyle: { color: mutual ? RED : BLUE, width: mutual ? 4 : 2, curveness: 0.18, opacity: 0.9 },
      })),
    }],
    tooltip: { ...tooltip, textStyle: { color: GREY }, formatter: ({ data }) => String(data.value) },
  };
}

/** Fit values into a length: else the chart would stretch its circles with the map. */
function spread(values, length) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (value) => (most > least ? ((value - least) / (most - least)) * length : length / 2);
}
