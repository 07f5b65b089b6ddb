// Builds what the pages take from others into src/ngckg/web/static/build: fonts, the query editor
// and the licences of both. The server gives each file a name that changes with its content.

import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "..", "src", "ngckg", "web", "static", "build");

// The faces that the style sheet names, the Latin part of each.
const faces = [
  ["sans", "400"],
  ["sans", "600"],
  ["serif", "400"],
  ["mono", "400"],
];

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

for (const [family, weight] of faces) {
  const file = `ibm-plex-${family}-latin-${weight}-normal.woff2`;
  await cp(join(modules, "@fontsource", `ibm-plex-${family}`, "files", file), join(target, file));
}

const { metafile } = await build({
  entryPoints: { yasqe: join(here, "yasqe.js"), yasgui: join(here, "yasgui.js") },
  outdir: target,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
  loader: { ".svg": "dataurl", ".png": "dataurl", ".gif": "dataurl" },
  // The packages read it; there is no such thing in a browser.
  define: { "process.env.NODE_ENV": '"production"' },
  metafile: true,
  logLevel: "warning",
});

await writeFile(join(target, "licences.txt"), await licences(Object.keys(metafile.inputs)));

/** The licence text of every package that anything was taken from. */
async function licences(inputs) {
  const names = new Set(faces.map(([family]) => `@fontsource/ibm-plex-${family}`));
  for (const input of inputs) {
    const inside = input.split("node_modules/").at(-1);
    if (inside !== input) names.add(inside.split("/").slice(0, inside[0] === "@" ? 2 : 1).join("/"));
  }
  const parts = [];
  for (const name of [...names].sort()) {
    const about = JSON.parse(await readFile(join(modules, name, "package.json"), "utf8"));
    const files = await readdir(join(modules, name));
    const file = files.find((it) => /^licen[cs]e/i.test(it));
    const text = file ? await readFile(join(modules, name, file), "utf8") : "";
    parts.push(`${name} ${about.version}\n${about.license}\n${about.homepage ?? ""}\n\n${text}`);
  }
  return parts.join(`\n${"-".repeat(72)}\n`);
}
