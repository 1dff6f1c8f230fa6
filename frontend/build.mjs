// Builds the browser assets: one style sheet, one script for every page, one for pages with charts, one sheet of icons,
// and the typeface that official documents and posters fall back to. `--check` builds into nothing and only reports.
import { copyFile, readFile, rm, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "..", "src", "xuncha", "web", "static", "dist");
const checking = process.argv.includes("--check");

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "inline",
  logLevel: checking ? "info" : "warning",
  loader: { ".svg": "dataurl" },
  // Source maps are not shipped, so nothing may name one: the static files' manifest would look for it in vain.
  plugins: [{ name: "no-source-maps", setup: (build) => build.onLoad({ filter: /\.min\.(css|js)$/ }, withoutSourceMap) }],
};

async function withoutSourceMap({ path }) {
  const text = await readFile(path, "utf8");
  const contents = text.replace(/\/\*# sourceMappingURL=.*?\*\/|^\/\/# sourceMappingURL=.*$/gm, "");
  return { contents, loader: path.endsWith(".css") ? "css" : "js" };
}

async function iconSheet() {
  const names = (await readFile(join(here, "shared", "icons.txt"), "utf8")).split(/\s+/).filter(Boolean);
  const symbols = await Promise.all([...new Set(names)].sort().map(async (name) => {
    const svg = await readFile(join(modules, "@tabler", "icons", "icons", "outline", `${name}.svg`), "utf8");
    const body = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replace(/<path stroke="none"[^>]*\/>/, "");
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" `
      + `stroke-linecap="round" stroke-linejoin="round">${body.replace(/\s*\n\s*/g, "")}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT -->${symbols.join("")}</svg>\n`;
}

// Documents are set on the server, which may have no Chinese typeface at all: this one travels with the wheel, its licence beside it.
async function typeface() {
  const from = join(modules, "@expo-google-fonts", "noto-sans-sc");
  const to = join(target, "fonts");
  await mkdir(to);
  await Promise.all([
    copyFile(join(from, "400Regular", "NotoSansSC_400Regular.ttf"), join(to, "NotoSansSC-Regular.ttf")),
    copyFile(join(from, "700Bold", "NotoSansSC_700Bold.ttf"), join(to, "NotoSansSC-Bold.ttf")),
    copyFile(join(from, "LICENSE_FONT"), join(to, "OFL.txt")),
  ]);
}

async function licences() {
  const shipped = ["@tabler/core", "@tabler/icons", "htmx.org", "@popperjs/core", "echarts", "zrender", "@expo-google-fonts/noto-sans-sc", "libsodium", "libsodium-wrappers"];
  const parts = await Promise.all(shipped.map(async (name) => {
    const { version, license } = JSON.parse(await readFile(join(modules, name, "package.json"), "utf8"));
    return `${name} ${version}: ${license}`;
  }));
  return `${parts.join("\n")}\n`;
}

const icons = await iconSheet();
if (!checking) {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await writeFile(join(target, "icons.svg"), icons);
  await writeFile(join(target, "licences.txt"), await licences());
  await typeface();
}
await esbuild.build({
  ...common,
  entryPoints: { office: "office/office.js", charts: "charts/charts.js", xuncha: "shared/xuncha.css" },
  outdir: target,
  write: !checking,
  format: "iife",
  target: ["es2020"],
});
// The reporter's browser: what seals, loaded after the form is shown, and the worker that pays for a ticket.
await esbuild.build({
  ...common,
  entryPoints: { sealing: "sealing/sealing.js", worker: "sealing/worker.js" },
  outdir: join(target, "portal"),
  write: !checking,
  format: "iife",
  globalName: "xunchaSealing",
  target: ["es2020"],
});
