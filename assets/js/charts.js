// Puts a Plotly chart in the place of the server's SVG once it scrolls into view. The SVG stays in the page: it
// holds the place, is what paper shows, and comes back whenever Plotly cannot be loaded or cannot draw.

import { addPictureButton } from "./chart-picture.js";
import { scaledFigure } from "./chart-scale.js";

const root = document.documentElement;
let library;

function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = root.dataset.plotly;
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => reject(new Error("The chart library could not be loaded.")));
    document.head.append(script);
  });
  return library;
}

// A page has a wide and a narrow drawing of each chart; the style sheet shows the one that fits.
function shownDrawing(figure) {
  return [...figure.querySelectorAll("[data-chart-size]")].find((one) => one.getClientRects().length > 0);
}

function place(drawing) {
  const svg = drawing.querySelector("svg");
  const plot = document.createElement("div");
  plot.className = "sl-chart__plot";
  plot.setAttribute("role", "img");
  for (const name of ["aria-labelledby", "aria-describedby"]) {
    plot.setAttribute(name, svg.getAttribute(name));
  }
  drawing.append(plot);
  return plot;
}

function clear(figure) {
  for (const plot of figure.querySelectorAll(".sl-chart__plot")) {
    window.Plotly?.purge(plot);
    plot.remove();
  }
  for (const drawing of figure.querySelectorAll("[data-drawn]")) {
    drawing.removeAttribute("data-drawn");
  }
}

async function draw(figure, described) {
  const drawing = shownDrawing(figure);
  if (!drawing) return;
  try {
    const Plotly = await plotly();
    clear(figure);
    const { width, height } = drawing.querySelector("svg").getBoundingClientRect();
    const { data, layout } = scaledFigure(described[drawing.dataset.chartSize], width, height);
    await Plotly.newPlot(place(drawing), data, layout, described.config);
    drawing.dataset.drawn = "";
  } catch (fault) {
    clear(figure);
    console.warn("The chart stays as the server drew it.", fault);
  }
}

function redrawOnResize(figure, described) {
  let width = figure.clientWidth;
  let waiting = 0;
  new ResizeObserver(() => {
    if (figure.clientWidth === width) return;
    width = figure.clientWidth;
    // While a window is being dragged the SVG, which needs no drawing, follows it.
    clear(figure);
    clearTimeout(waiting);
    waiting = setTimeout(() => draw(figure, described), 150);
  }).observe(figure);
}

function watch(figures) {
  const seen = new IntersectionObserver(
    async (entries) => {
      const inView = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
      inView.forEach((figure) => seen.unobserve(figure));
      root.dataset.charts = "drawing";
      await Promise.all(inView.map((figure) => draw(figure, figures.get(figure))));
      inView.forEach((figure) => redrawOnResize(figure, figures.get(figure)));
      root.dataset.charts = "drawn";
    },
    { rootMargin: "200px 0px" },
  );
  figures.forEach((_, figure) => seen.observe(figure));
}

const figures = new Map();
for (const figure of document.querySelectorAll("figure[data-chart]")) {
  addPictureButton(figure);
  const described = figure.querySelector('script[type="application/json"]');
  if (described) figures.set(figure, JSON.parse(described.textContent));
}
if (figures.size > 0 && root.dataset.plotly) {
  watch(figures);
} else {
  root.dataset.charts = "drawn";
}
