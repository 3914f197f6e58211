// icons.mjs NAMES OUTDIR: the paths of the icons named, one a line, as C.
// Names are those of @tabler/icons, outline.
import fs from "node:fs";
import { byBytes, literal, write } from "./c.mjs";

const byLength = (a, b) => a.length - b.length || byBytes(a, b);
const [namesFile, out] = process.argv.slice(2);
const folder = "node_modules/@tabler/icons/icons/outline/";
const names = fs.readFileSync(namesFile, "utf8").split("\n").filter(Boolean).sort(byLength);

function paths(name) {
	if (!/^[a-z0-9-]+$/.test(name) || !fs.existsSync(folder + name + ".svg")) {
		console.error(`no icon "${name}" in @tabler/icons: see grep -rn '"${name}"' src static/icons.txt`);
		process.exit(1);
	}
	return fs.readFileSync(folder + name + ".svg", "utf8")
		.replace(/^[\s\S]*?<svg[\s\S]*?>/, "").replace(/<\/svg>[\s\S]*$/, "")
		.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>");
}

const constant = (name) => "ICON_" + name.toUpperCase().replace(/-/g, "_");

write(out + "/icons.h", `/* Made by static/icons.mjs. */
#pragma once

#include "base/str.h"

enum icon_name {
${names.map((n) => `\t${constant(n)},`).join("\n")}
	ICONS
};

/* Sorted by length and name; an enum icon_name is the index. */
struct icon_svg {
	str name;
	str normal, small, large;
};
extern const struct icon_svg icon_svgs[];
`);

write(out + "/icons.c", `/* Made by static/icons.mjs. */
#include "icons.h"

#define SVG(class, paths) \\
	STR("<svg class=\\"" class "\\" viewBox=\\"0 0 24 24\\" aria-hidden=\\"true\\"" \\
	    " focusable=\\"false\\">" paths "</svg>")
#define ICON(name, paths) \\
	{ STR(name), SVG("i", paths), SVG("i i-s", paths), SVG("i i-l", paths) }

const struct icon_svg icon_svgs[] = {
${names.map((n) => `\tICON(${literal(n)}, ${literal(paths(n))}),`).join("\n")}
};
`);
