// build.mjs OUTDIR: fonts, pictures, style sheet and scripts, hashed and
// compressed, into OUTDIR/assets/ and OUTDIR/assets.c.
import crypto from "node:crypto";
import fs from "node:fs";
import zlib from "node:zlib";
import * as esbuild from "esbuild";
import { transform } from "lightningcss";
import subsetFont from "subset-font";
import { byBytes, literal, write } from "./c.mjs";

const out = process.argv[2];
const folder = out + "/assets/";
const types = {
	css: "text/css; charset=utf-8",
	js: "text/javascript; charset=utf-8",
	svg: "image/svg+xml",
	woff2: "font/woff2",
};
const assets = [];

// Fonts are compressed already.
function compress(content, extension) {
	if (extension === "woff2")
		return {};
	const gzip = zlib.gzipSync(content, { level: 9 });
	const brotli = zlib.brotliCompressSync(content, {
		params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
			[zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length },
	});
	return {
		gzip: gzip.length < content.length ? gzip : undefined,
		brotli: brotli.length < content.length ? brotli : undefined,
	};
}

// Answers the path under which the content is served.
function add(name, content) {
	const hash = crypto.createHash("sha256").update(content).digest("hex").slice(0, 10);
	const [, stem, extension] = /^(.*)\.([a-z0-9]+)$/.exec(name);
	const path = `/a/${stem}.${hash}.${extension}`;
	const forms = { raw: content, ...compress(content, extension) };

	for (const [form, bytes] of Object.entries(forms))
		if (bytes)
			fs.writeFileSync(`${folder}${stem}.${extension}.${form}`, bytes);
	assets.push({ path, hash, type: types[extension], file: `${folder}${stem}.${extension}`, forms });
	return path;
}

// Latin-1, the punctuation and the arrows that the pages use.
function glyphs() {
	let text = "–—‘’“”„†‡•…‰′″‹›€™←↑→↓−×÷≈≠≤≥✓";
	for (let c = 0x20; c < 0x100; c++)
		if (c < 0x7f || c >= 0xa0)
			text += String.fromCharCode(c);
	return text;
}

function font(file, min, max) {
	return subsetFont(fs.readFileSync("node_modules/@fontsource-variable/" + file), glyphs(),
		{ targetFormat: "woff2", variationAxes: { wght: { min, max } } });
}

function stylesheet(served) {
	return transform({
		filename: "gaya.css",
		code: fs.readFileSync("static/gaya.css"),
		minify: true,
		targets: { chrome: 109 << 16, firefox: 115 << 16, safari: (15 << 16) | (6 << 8) },
		visitor: {
			Url(url) {
				if (!served[url.url])
					throw new Error("static/gaya.css names " + url.url + ", which is not built");
				return { ...url, url: served[url.url] };
			},
		},
	}).code;
}

function script() {
	return esbuild.transformSync(fs.readFileSync("static/app.js", "utf8"),
		{ minify: true, target: "es2020", legalComments: "none" }).code;
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const [inter, jakarta] = await Promise.all([
	font("inter/files/inter-latin-wght-normal.woff2", 400, 700),
	font("plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2", 600, 800),
]);
const served = {
	"font/inter-400-700.woff2": add("inter.woff2", inter),
	"font/jakarta-600-800.woff2": add("jakarta.woff2", jakarta),
};
for (const picture of fs.readdirSync("static/gambar").sort())
	served["gambar/" + picture] = add(picture, fs.readFileSync("static/gambar/" + picture));
const names = {
	asset_css: add("gaya.css", Buffer.from(stylesheet(served))),
	asset_js: add("app.js", Buffer.from(script())),
	asset_htmx: add("htmx.js", fs.readFileSync("node_modules/htmx.org/dist/htmx.min.js")),
	asset_font: served["font/inter-400-700.woff2"],
	asset_icon: served["gambar/ikon.svg"],
};

// gcc 12 has no #embed; the assembler's .incbin does the same.
assets.sort((a, b) => byBytes(a.path, b.path));
const label = (i, form) => `asset_${i}_${form}`;
const each = (f) => assets.flatMap((a, i) =>
	Object.entries(a.forms).filter(([, bytes]) => bytes).map(([form, bytes]) => f(a, i, form, bytes)));
const str = (a, i, form) => a.forms[form]
	? `{ ${label(i, form)}, ${a.forms[form].length} }` : `STR("")`;

write(out + "/assets.c", `/* Made by static/build.mjs. */
#include "web/assets.h"

__asm__(".section .rodata\\n"
${each((a, i, form) => `	"${label(i, form)}: .incbin \\"${a.file}.${form}\\"\\n"`).join("\n")}
	".previous\\n");

${each((a, i, form, bytes) => `extern const char ${label(i, form)}[${bytes.length}];`).join("\n")}

const struct asset assets[] = {
${assets.map((a, i) => `	{ STR(${literal(a.path)}), STR(${literal(a.type)}), STR("\\"${a.hash}\\""),
	  ${["raw", "gzip", "brotli"].map((form) => str(a, i, form)).join(", ")} },`).join("\n")}
};
const size_t asset_count = COUNT(assets);

${Object.entries(names).map(([name, path]) => `const str ${name} = STR(${literal(path)});`).join("\n")}
`);
