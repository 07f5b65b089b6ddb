// Builds what the pages take from others into src/ngckg/web/static/build: fonts, the query editor
// and the licences of both. The server gives each file a name that changes with its content.

import { build } from "esbuild";
import { existsSync } from "node:fs";
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

await build({
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
  logLevel: "warning",
});

await writeFile(join(target, "licences.txt"), await licences());

/** The licence of everything that we take from others and of what they have taken in themselves. */
async function licences() {
  const parts = new Map();
  const wanted = [here];
  for (const folder of wanted) {
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    for (const name of Object.keys(about.dependencies ?? {})) {
      const nested = join(folder, "node_modules", name);
      const found = existsSync(nested) ? nested : join(modules, name);
      if (!wanted.includes(found)) wanted.push(found);
    }
    if (folder === here) continue;
    const file = (await readdir(folder)).find((it) => /^licen[cs]e/i.test(it));
    const text = file ? await readFile(join(folder, file), "utf8") : author(about);
    const title = `${about.name} ${about.version}`;
    parts.set(title, `${title}\n${about.license}\n${about.homepage ?? ""}\n\n${text}`);
  }
  return [...parts.keys()].sort().map((it) => parts.get(it)).join(`\n${"-".repeat(72)}\n`);
}

/** Whom to name where a package has no licence text of its own. */
function author({ author }) {
  return typeof author === "string" ? author : author?.name ?? "";
}
