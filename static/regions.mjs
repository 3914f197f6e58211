// regions.mjs OUT.c: provinces and regencies by code, from idn-area-data (ODbL).
import fs from "node:fs";
import { byBytes, literal, write } from "./c.mjs";

const kept = new Set(["DKI", "DI"]);
const written = (name) => name.split(" ")
	.map((w) => kept.has(w) ? w : w[0] + w.slice(1).toLowerCase()
		.replace(/[-(][a-z]/g, (m) => m.toUpperCase()))
	.join(" ");

function rows(file) {
	const [head, ...lines] = fs.readFileSync(`node_modules/idn-area-data/data/${file}.csv`, "utf8")
		.split(/\r?\n/).filter(Boolean);
	const columns = head.split(",");
	return lines.map((line) => {
		const cells = line.replace(/"/g, "").split(",");
		return [cells[columns.indexOf("code")].replace(/\./g, ""),
			written(cells[columns.indexOf("name")])];
	});
}

const regions = [...rows("provinces"), ...rows("regencies")].sort((a, b) => byBytes(a[0], b[0]));

write(process.argv[2], `/* Made by static/regions.mjs from idn-area-data. */
#include "directory/regions.h"

const struct region regions[] = {
${regions.map(([code, name]) => `\t{ STR(${literal(code)}), STR(${literal(name)}) },`).join("\n")}
};
const size_t region_count = COUNT(regions);
`);
