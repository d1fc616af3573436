// A figure is described in the units of its SVG. Scaled to the size at which that SVG is shown, every line and
// letter of it lies where the SVG has it, so that the page does not move when one takes the other's place.

const LENGTHS = new Set(["size", "width", "l", "r", "t", "b"]);

function scaled(value, factor, key) {
  if (typeof value === "number") return LENGTHS.has(key) ? value * factor : value;
  if (Array.isArray(value)) return value.map((one) => scaled(one, factor, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, scaled(one, factor, name)]));
}

// Only the pens of a trace are lengths: its values, and a bar's width, are measured on the axes.
function scaledTrace(trace, factor) {
  const pens = Object.entries(trace).filter(([name]) => name === "line" || name === "marker");
  return { ...trace, ...Object.fromEntries(pens.map(([name, pen]) => [name, scaled(pen, factor, name)])) };
}

export function scaledFigure(figure, width, height) {
  const factor = width / figure.layout.width;
  return {
    data: figure.data.map((trace) => scaledTrace(trace, factor)),
    layout: { ...scaled(figure.layout, factor, "layout"), width, height },
  };
}
