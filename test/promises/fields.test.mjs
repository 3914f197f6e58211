// S08, S11: no field is smuggled in, no step skipped, no statement broken open.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "../api/check.mjs";
import { Client, signIn } from "../api/client.mjs";
import { person } from "../api/people.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";
import { send, sendJson } from "./wire.mjs";

export function columns() {
	const files = fs.readdirSync("src", { withFileTypes: true }).filter((d) => d.isDirectory())
		.map((d) => `src/${d.name}/schema`).filter((d) => fs.existsSync(d))
		.flatMap((d) => fs.readdirSync(d).map((f) => `${d}/${f}`));
	const names = files.flatMap((f) => fs.readFileSync(f, "utf8").split("\n"))
		.map((line) => /^\t([a-z_0-9]+)\s+(TEXT|BIGINT|\{)/.exec(line)?.[1]).filter(Boolean);

	return [...new Set(names)];
}

// The routes of the description that take a JSON body, with the body's own members.
export async function jsonRoutes(program) {
	const api = JSON.parse((await send(program, "GET", "/api/v1/openapi.json")).text);
	const resolve = (s) => s?.$ref ? api.components.schemas[s.$ref.split("/").at(-1)] : s;
	const whole = (s) => {
		const { properties, items } = resolve(s) ?? {};

		return { properties: properties && Object.fromEntries(Object.entries(properties).map(([name, p]) => [name, whole(p)])), items: items && whole(items) };
	};

	return Object.entries(api.paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, o]) => ({
		method: method.toUpperCase(), path, query: (o.parameters ?? []).filter((p) => p.in === "query").map((p) => p.name),
		members: whole(o.requestBody?.content?.["application/json"]?.schema).properties })));
}

// What our pages call their fields.
export const formFields = [...new Set(fs.readdirSync("src", { recursive: true }).filter((f) => /\.(c|html)$/.test(f) && !/test/.test(f))
	.flatMap((f) => [...fs.readFileSync(`src/${f}`, "utf8").matchAll(/(?:form_str\(rq, |name=)"([a-z_]+(?:\[\])?)"/g)].map((m) => m[1])))].filter((name) => name !== "_csrf");

// All that people and their requests are, as it stands in the database.
const tables = ["person", "account", "membership", "membership_role", "role_action", "office_grant", "official", "satker", "kppn", "registration_user",
	"registration_flag", "document", "ticket", "ticket_entry"];

function everything(program) {
	const there = new Set(program.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map((t) => t.name));

	return tables.filter((t) => there.has(t)).flatMap((t) => program.rows(`SELECT ${columnsOf(program, t)} FROM ${t}`).map((row) => `${t} ${JSON.stringify(row)}`))
		.concat(program.rows("SELECT number, state, version, satker, kppn, made_by, users, round FROM registration").map((row) => JSON.stringify(row)));
}

// Without what is sealed: bytes are no text.
function columnsOf(program, table) {
	return program.rows(`SELECT name FROM pragma_table_info('${table}') WHERE lower(type) <> 'blob'`).map((c) => c.name).join(", ");
}

const smuggled = () => columns().filter((name) => !formFields.includes(name)).map((name) => [name, "1"]);

// Acts that take no field at all are what they are, whatever else is sent along.
const without = /^\/pengguna\/tambah$|\/(pendaftaran\/baru|ambil|lepas|keluar|akhiri-lain|akhiri-sesi|draf|batal|hapus|aktivasi|aktivasi-ulang|cocok)$/;

// Every column at once to every form, from who may send some of them.
async function toEveryForm(stage) {
	const { program } = stage;
	const list = fs.readFileSync("test/golden/access.txt", "utf8").split("\n").map((line) => /^POST\s+(\/(?!api\/)\S*)/.exec(line)?.[1])
		.filter((path) => path && !without.test(path));
	const [{ id }] = program.rows("SELECT id FROM membership ORDER BY id LIMIT 1");
	const fill = (path) => path.replace(":number", stage.sent.number).replace(/:(id|n|link|document|token)/g, String(id));

	for (const [role, unit] of [["OPERATOR", "999118"], ["KPA", "999118"], ["VERIFIKATOR", "047"], ["KEPALA", "047"], ["PUSAT", "DJPB"]]) {
		const pages = new Pages(program), account = program.account(role, unit, role === "PUSAT" ? 2 : 0);

		await pages.signIn(account.nik, account.password);
		const { _csrf } = await pages.hidden("/profil", "/keluar");

		await stage.idle();
		const before = new Set(everything(program));

		for (const path of list) {
			const { status } = await pages.postBare(fill(path), [["_csrf", _csrf], ["_nonce", path.slice(-24).padEnd(24, "x")], ...smuggled()]);

			assert.ok(status < 500, `${role}: ${path}: ${status}`);
		}
		await stage.idle();
		assert.deepEqual(everything(program).filter((row) => !before.delete(row)), [], role);
		assert.deepEqual([...before], [], role);
	}
}

// A draft that is filled in with every column beside its fields is like one without.
async function besideFields(stage) {
	const rows = [];

	for (const more of [{}, Object.fromEntries(smuggled())]) {
		const applicant = await new Applicant(stage.program).begin("999112", `selundup${rows.length}@satker.example`);
		const p = person({ name: "Sama Saja", email: `sama${rows.length}@satker.example`, id_type: "TIDAK_ADA", id_number: "" });

		for (const answer of [await applicant.basis({ ...more, nomor: "KEP-1/2026" }), await applicant.user(p, more)])
			assert.equal(answer.status, 303);
		const sent = await applicant.attach({ name: "sk.pdf", bytes: pdf("Selundup") });

		assert.equal(sent.status, 303);
		assert.equal((await applicant.submit(`${applicant.path}/periksa`, { setuju: "ya", ...more })).status, 303);
		rows.push(stage.program.rows("SELECT r.kind, r.state, r.version, r.origin, r.satker, r.kppn, r.kanwil, r.zone, r.basis_type, r.basis_number, r.made_by, r.users, r.round," +
			" u.n, u.name, u.id_type, u.id_number, u.position, u.roles, u.state AS user_state, u.reason_code, u.reason, u.added_in, u.person, u.first_by" +
			` FROM registration r JOIN registration_user u ON u.registration = r.id WHERE r.number = '${applicant.number}'`));
	}
	assert.equal(rows[0].length, 1);
	assert.deepEqual(rows[1], rows[0]);
}

// Every name of the list to one body and to each object within it; eight at a time. Any
// door may be shut to both callers; none may let it in, or break.
export async function toEveryBody({ program, stage, names }) {
	const officer = await signIn(program, program.account("VERIFIKATOR", "004"));
	const clients = [stage.heads[0].token, officer.token].map((token) => new Client(program, { token }));
	const cases = [], routes = (await jsonRoutes(program)).filter((r) => r.members);

	for (const route of routes)
		for (const { at, members } of bodies(route.members))
			for (const name of names.filter((c) => !(c in members)))
				cases.push({ route, name, body: at({ [name]: 1 }) });
	const before = program.rows("SELECT count(*) AS n FROM audit_entry")[0].n;
	let next = 0;
	const worker = async () => {
		while (next < cases.length) {
			const { route, name, body } = cases[next++];
			const path = route.path.replace("{number}", stage.sent.number).replace(/\{[a-z]+\}/g, "1");
			const seen = (await Promise.all(clients.map((c) => c.send(route.method, path, body)))).map((a) => a.status);

			assert.ok(seen.every((s) => [400, 403, 404].includes(s)) && (seen.includes(400) || !seen.includes(404)),
				`${route.method} ${path} ${JSON.stringify(body)} ${name}: ${seen}`);
		}
	};

	await Promise.all(Array.from({ length: 8 }, worker));
	assert.equal(program.rows("SELECT count(*) AS n FROM audit_entry")[0].n, before);
	return cases.length;
}

// The body itself, and each object and list of objects within it.
function bodies(members) {
	const inner = Object.entries(members).flatMap(([name, m]) => {
		const properties = m.properties ?? m.items?.properties;

		return properties ? [{ members: properties, at: (o) => ({ [name]: m.properties ? o : [o] }) }] : [];
	});

	return [{ members, at: (o) => o }, ...inner];
}

export async function fields(stage) {
	const { program } = stage;

	await stage.freshHeads();
	const routes = await jsonRoutes(program);
	const writing = routes.filter((r) => r.members);
	const officer = await signIn(program, program.account("VERIFIKATOR", "004"));
	const tokens = [stage.heads[0].token, officer.token];
	const fill = (path) => path.replace("{number}", stage.sent.number).replace(/\{[a-z]+\}/g, "1");
	// Any door may be shut to one of the two; none may let it in, or break.
	const refused = async (route, body, what) => {
		const seen = [];

		for (const token of tokens)
			seen.push((await sendJson(program, route.method, fill(route.path), body, { token })).status);
		assert.ok(seen.every((s) => [400, 403, 404].includes(s)) && (seen.includes(400) || !seen.includes(404)),
			`${route.method} ${route.path} ${what}: ${seen}`);
	};

	await test(`S08 No column of the schema is a field of any of ${writing.length} JSON bodies that does not list it`, () =>
		toEveryBody({ program, stage, names: ["id", "state", "person", "kppn"] }));
	await test("S08 Every column of the schema, sent to every form, changes nothing", () => toEveryForm(stage));
	await test("S08 Every column of the schema beside the fields of a request changes nothing of it", () => besideFields(stage));
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
