// The "Download PNG" button, there only where a script runs. The picture is made from the chart's SVG file, so it
// has the title, the source and the date that a picture needs once it has left the page.

const SHARPNESS = 2;

async function picture(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`The drawing could not be fetched (${answer.status}).`);
  const drawing = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = drawing;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SHARPNESS;
    canvas.height = image.naturalHeight * SHARPNESS;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(drawing);
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the address after this turn; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function addPictureButton(figure) {
  const tools = figure.querySelector("[data-chart-tools]");
  const address = figure.dataset.chartSvg;
  if (!tools || !address) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sl-chart__button";
  button.textContent = "Download PNG";
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    told.textContent = "";
    try {
      save(await picture(address), `${figure.dataset.chartName || "chart"}.png`);
    } catch (fault) {
      told.textContent = " The picture could not be made. Use the SVG file instead.";
      console.warn(fault);
    }
  });
  tools.append(button, told);
}
