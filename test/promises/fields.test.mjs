// S08, S11: no field is smuggled in, no step skipped, no statement broken open.
import assert from "node:assert/strict";
import fs from "node:fs";
import { signIn } from "../api/client.mjs";
import { person } from "../api/people.mjs";
import { test } from "../api/check.mjs";
import { Pages } from "./pages.mjs";
import { send, sendJson } from "./wire.mjs";

function columns() {
	const files = fs.readdirSync("src", { withFileTypes: true }).filter((d) => d.isDirectory())
		.map((d) => `src/${d.name}/schema`).filter((d) => fs.existsSync(d))
		.flatMap((d) => fs.readdirSync(d).map((f) => `${d}/${f}`));
	const names = files.flatMap((f) => fs.readFileSync(f, "utf8").split("\n"))
		.map((line) => /^\t([a-z_0-9]+)\s+(TEXT|BIGINT|\{)/.exec(line)?.[1]).filter(Boolean);

	return [...new Set(names)];
}

// The routes of the description that take a JSON body, with the body's own members.
async function jsonRoutes(program) {
	const api = JSON.parse((await send(program, "GET", "/api/v1/openapi.json")).text);
	const resolve = (s) => s?.$ref ? api.components.schemas[s.$ref.split("/").at(-1)] : s;

	return Object.entries(api.paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, o]) => ({
		method: method.toUpperCase(), path, query: (o.parameters ?? []).filter((p) => p.in === "query").map((p) => p.name),
		members: resolve(o.requestBody?.content?.["application/json"]?.schema)?.properties })));
}

export async function fields(stage) {
	const { program } = stage;

	await stage.freshHeads();
	const routes = await jsonRoutes(program);
	const writing = routes.filter((r) => r.members);
	const officer = await signIn(program, program.account("VERIFIKATOR", "004"));
	const tokens = [stage.heads[0].token, officer.token];
	const fill = (path) => path.replace("{number}", stage.sent.number).replace(/\{[a-z]+\}/g, "1");
	const trail = () => program.rows("SELECT count(*) AS n FROM audit_entry")[0].n;
	// Any door may be shut to one of the two; none may let it in, or break.
	const refused = async (route, body, what) => {
		const seen = [];

		for (const token of tokens)
			seen.push((await sendJson(program, route.method, fill(route.path), body, { token })).status);
		assert.ok(seen.every((s) => [400, 403, 404].includes(s)) && (seen.includes(400) || !seen.includes(404)),
			`${route.method} ${route.path} ${what}: ${seen}`);
	};

	// The whole product takes minutes: all names at one body, some at each.
	const some = new Set(["id", "state", "person", "kppn"]);

	await test(`S08 No column of the schema is a field of any of ${writing.length} JSON bodies that does not list it`, async () => {
		const before = trail();

		for (const route of writing)
			for (const name of columns().filter((c) => !(c in route.members) &&
				(some.has(c) || route.path === "/api/v1/memberships")))
				await refused(route, { [name]: 1 }, name);
		assert.equal(trail(), before);
	});
	await test("S08 A member of another type, and one that comes twice, is 400", async () => {
		for (const route of writing)
			for (const name of Object.keys(route.members)) {
				await refused(route, { [name]: { a: [1] } }, `${name} as an object`);
				await refused(route, `{"${name}":null,"${name}":null}`, `${name} twice`);
			}
		for (const body of ["[]", "null", "\"x\"", "1e3", "{", "{\"a\":1.5}", "\ufeff{}"])
			for (const route of writing)
				await refused(route, body, JSON.stringify(body));
	});
	await test("S08 A form's field that comes twice is 400", async () => {
		const pages = new Pages(program), hidden = Object.entries(await pages.hidden("/lupa-sandi"));

		assert.equal((await pages.postBare("/lupa-sandi", [...hidden, ["nik", "1"], ["nik", "2"]])).status, 400);
	});
	await test("S11 Quotes, comments and wild cards in any parameter break nothing", async () => {
		const marks = ["'", "\"", ";--", "' OR '1'='1", "1) UNION SELECT 1--", "9".repeat(40)];
		const pages = new Pages(program);

		await pages.signIn(...Object.values(program.account("PUSAT", "DJPB")).slice(0, 2));
		const paths = fs.readFileSync("test/golden/access.txt", "utf8").split("\n")
			.map((line) => /^GET\s+(\/\S*)/.exec(line)?.[1]).filter(Boolean);

		for (const mark of marks.map(encodeURIComponent)) {
			for (const path of paths.filter((p) => /[:*]/.test(p)))
				assert.ok((await pages.get(path.replace(/[:*][a-z]+/g, mark))).status < 500, `${path} ${mark}`);
			for (const path of paths.filter((p) => !/[:*]|^\/(healthz|readyz|metrics)/.test(p)))
				assert.ok((await pages.get(`${path}?q=${mark}&status=${mark}&sesudah=${mark}&satker=${mark}&kppn=${mark}` +
					`&lanjut=${mark}&nomor=${mark}`)).status < 500, `${path} ${mark}`);
			for (const { method, path, query } of routes)
				assert.ok((await send(program, method, path.replace(/\{[a-z]+\}/g, mark) + "?" +
					query.map((name) => `${name}=${mark}`).join("&"),
				{ headers: { Authorization: `Bearer ${officer.token}` }, body: method === "GET" ? undefined : "{}" })).status < 500, `${method} ${path} ${mark}`);
		}
	});
}
