// Builds build/static from assets/ and from the installed packages: CSS, ES modules, images, the font, and
// the licences that travel with them. Run by `make assets`; collectstatic hashes and compresses the result.
// build/fonts has the same font for the papers that are printed, and is not served.

import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { NodePackageImporter, compileAsync } from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const packages = join(root, "node_modules");
const built = join(root, "build", "static");
const out = `${built}.new`;
const printed = join(root, "build", "fonts");
const faces = ["Regular", "It", "Semibold", "Bold"];

async function put(from, to) {
  await mkdir(dirname(join(out, to)), { recursive: true });
  await cp(from, join(out, to), { recursive: true });
}

// Each stylesheet directly in assets/scss whose name has no leading underscore becomes one CSS file.
async function styles() {
  const folder = join(root, "assets", "scss");
  const names = (await readdir(folder)).filter((name) => /^[^_].*\.scss$/.test(name));
  await mkdir(join(out, "css"), { recursive: true });
  for (const name of names) {
    const { css } = await compileAsync(join(folder, name), {
      importers: [new NodePackageImporter(root)],
      style: "compressed",
    });
    await writeFile(join(out, "css", basename(name, ".scss") + ".css"), css);
  }
}

// The source map is not served, so the line that names it goes: collectstatic would look for the file.
async function withoutSourceMap(from, to) {
  const text = await readFile(from, "utf8");
  await mkdir(dirname(join(out, to)), { recursive: true });
  await writeFile(join(out, to), text.replace(/\/\/# sourceMappingURL=.*\s*$/, "\n"));
}

async function images() {
  await put(join(root, "assets", "images"), "images");
}

async function scripts() {
  await put(join(root, "assets", "js"), "js");
  await withoutSourceMap(
    join(packages, "govuk-frontend/dist/govuk/govuk-frontend.min.js"),
    "js/govuk-frontend.min.js",
  );
  await withoutSourceMap(
    join(packages, "plotly.js-basic-dist-min/plotly-basic.min.js"),
    "js/plotly-basic.min.js",
  );
}

async function font() {
  const name = "SourceSans3VF-Upright.ttf.woff2";
  await put(join(packages, "source-sans/WOFF2/VF", name), "fonts/source-sans-3.woff2");
}

// Whole faces: what sets the papers reads neither WOFF2 nor a variable font.
async function printedFonts() {
  await mkdir(`${printed}.new`, { recursive: true });
  for (const face of faces) {
    const name = `SourceSans3-${face}.ttf`;
    await cp(join(packages, "source-sans/TTF", name), join(`${printed}.new`, name));
  }
  await cp(join(packages, "source-sans/LICENSE.md"), join(`${printed}.new`, "LICENSE.md"));
}

async function licences() {
  await put(join(packages, "plotly.js-basic-dist-min/LICENSE"), "licences/plotly.txt");
  await put(join(packages, "source-sans/LICENSE.md"), "licences/source-sans.md");
}

// Only a whole build takes the place of the one before.
async function replace(folder) {
  await rm(folder, { recursive: true, force: true });
  await rename(`${folder}.new`, folder);
}

try {
  await Promise.all([out, `${printed}.new`].map((folder) => rm(folder, { recursive: true, force: true })));
  await Promise.all([styles(), scripts(), images(), font(), printedFonts(), licences()]);
} catch (fault) {
  console.error(fault.message);
  process.exit(1);
}
await replace(printed);
await replace(built);
