// S07: each role passes the doors that the matrix gives it, within its own unit, and
// nobody else's request, document, picture, session or membership is there for it.
import assert from "node:assert/strict";
import { Book } from "../api/book.mjs";
import { test } from "../api/check.mjs";
import { Client, signIn } from "../api/client.mjs";
import { person } from "../api/people.mjs";
import { Play, Story } from "../api/play.mjs";
import { cell, roles, routes } from "./matrix.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";

// Units that have to do with satker 999104, and units that have not.
const own = { OPERATOR: "999104", BENDAHARA: "999104", PPK: "999104", PPSPM: "999104", KPA: "999104", CSO: "047",
	VERIFIKATOR: "047", KEPALA: "047", KANWIL: "19", ESELON1: "03304", KL: "033", PUSAT: "DJPB", AUDITOR: "DJPB" };
const foreign = { OPERATOR: "999105", BENDAHARA: "999105", PPK: "999105", PPSPM: "999105", KPA: "999105", CSO: "026",
	VERIFIKATOR: "026", KEPALA: "026", KANWIL: "13" };

// A wrong password is 403 too; to end sessions would end the walk.
const apart = ["POST /masuk/ulang", "POST /keluar", "DELETE /api/v1/session", "POST /masuk", "POST /profil/sesi/akhiri-lain"];

// One person at a page and at the API.
async function enter(program, role, unit = own[role]) {
	const pages = new Pages(program);

	await pages.get("/masuk");
	if (role === "PUBLIK")
		return { pages };
	const account = program.account(role, unit, role === "PUSAT" ? 2 : 0);

	assert.equal((await pages.signIn(account.nik, account.password)).status, 303, role);
	const client = await signIn(program, account);

	return { pages, client, token: client.token, csrf: (await pages.hidden("/profil", "/keluar"))._csrf };
}

// A file is let in or not before anybody looks whether it is one.
async function upload(who, path) {
	const form = new FormData();

	form.append("kind", "sk");
	form.append("file", new Blob(["bukan PDF"], { type: "application/pdf" }), "sk.pdf");
	const { status, headers, body } = await new Client(who.pages.program, { token: who.token }).send("POST", path, form);

	return { status, headers: Object.fromEntries(headers), text: JSON.stringify(body) };
}

const typed = { pengguna: "1", orang: "1", versi: "0", kode: "SK_TIDAK_SAH", alasan: "Bukan urusan saya.", "tandai[]": "1.name" };

async function ask(who, method, path, body = {}) {
	if (/^\/api\/.*\/documents$/.test(path))
		return upload(who, path);
	if (path.startsWith("/api/"))
		return who.pages.request(method, path, { body: method === "GET" ? undefined : JSON.stringify(body),
			headers: { ...(who.token ? { Authorization: `Bearer ${who.token}` } : {}), "Content-Type": "application/json" } });
	if (method === "GET")
		return who.pages.get(path);
	return who.pages.postBare(path, { _csrf: who.csrf ?? (await who.pages.hidden("/masuk"))._csrf, ...typed });
}

// Shut: the door itself is. Nothing: behind it there is no such thing for him.
function verdict(answer) {
	if (/problem/.test(answer.headers["content-type"] ?? "")) {
		const { code } = JSON.parse(answer.text);

		return ["unauthenticated", "forbidden", "reason_required"].includes(code) ? "shut" : answer.status === 404 ? "nothing" : "open";
	}
	if (answer.status === 403 || (answer.status === 303 && /^\/masuk(\?|$)/.test(answer.headers.location)))
		return "shut";
	return answer.status === 404 ? "nothing" : "open";
}

const masked = (answer, number) => ({ status: answer.status, text: answer.text.replaceAll(number, "…")
	.replace(/E-[A-Z0-9]{4}-[A-Z0-9]{4}/g, "E-…").replace(/value="[^"]*"/g, "").replace(/datetime="[^"]*">[^<]*/g, "…") });

const fill = (path, number, id) => path.replace(":number", number).replace(":id", id).replace(/[:*][a-z]+/g, "1");

async function walk(program, role) {
	const who = await enter(program, role);

	for (const { method, path, row } of routes().filter((r) => !apart.includes(`${r.method} ${r.path}`))) {
		const answer = await ask(who, method, fill(path, "REG-2026-047-99999", "1"));
		const open = cell(row, role).scope !== "";

		assert.ok(answer.status < 500, `${role}: ${method} ${path}: ${answer.status}`);
		// The public's own rows still want the token of a draft.
		assert.ok((verdict(answer) !== "shut") === open || (role === "PUBLIK" && open),
			`${role}: ${method} ${path}: ${answer.status} ${answer.headers.location ?? ""}, row ${row} says ${open}`);
	}
}

// ---- one request, and everybody at it

// Routes of a request and of its files; tickets and payments have numbers of their own.
function routesOfRequests() {
	return routes().filter(({ path }) => /:number|(documents|berkas)\/:id/.test(path) && !/^\/(tiket|spm|sp2d|api\/v1\/(tickets|payments))/.test(path));
}

function stateOf(program, { number }) {
	return program.rows(`SELECT state FROM registration WHERE number = '${number}'`)[0].state;
}

// What is sent is past every check of its form, and too old to do a thing.
function stale({ method, path }) {
	const decides = /\/(return|reject|approve|second|nik-check)$/.test(path);

	return { version: 0, ...(decides ? { users: [1], code: "SK_TIDAK_SAH", reason: "Bukan urusan saya.",
		flags: [{ user: 1, field: "name", code: "LAINNYA" }] } : {}), ...(method === "PATCH" ? { users: [] } : {}) };
}

// Handed in: what is changed then is corrected, which is a row of its own.
function rowsOf(route, handedIn) {
	const corrects = handedIn && route.row === "2.1" && route.method !== "GET";

	return [corrects ? "2.4" : route.row, "2.3"];
}

// The satker's own check of NIKs belongs to its additions without the KPPN; of a request
// that the KPPN decides, the check is the officer's.
function officeOnly(route, role) {
	return route.row === "2.8" && ["OPERATOR", "KPA"].includes(role);
}

// What the matrix says of the route for the request: in scope by the row of the act and by
// that of reading, which everything that names a request needs as well.
function expected(route, role, subject, inside) {
	const cells = rowsOf(route, subject.handedIn).map((row) => cell(row, role));
	if (officeOnly(route, role) && inside)
		return "shut";
	const within = ({ scope }) => scope !== "" && (scope === "n" || (inside && (scope !== "o" || subject.maker === role)));

	if (!cell(route.row, role).scope)
		return "shut";
	if (!within(cells[1]) || (!subject.handedIn && !["OPERATOR", "BENDAHARA", "PPK", "PPSPM", "KPA"].includes(role)))
		return "nothing";
	return within(cells[0]) ? "open" : cells[0].scope ? "nothing" : "shut";
}

function wants(route, role, subject, inside) {
	const says = expected(route, role, subject, inside);
	// Who needs a reason gives it for the whole file; a picture of a page has no place for it.
	const reason = says === "open" && /\/hal\//.test(route.path) && cell("2.6", role).modifiers.includes("r");

	return reason ? "shut" : says;
}

// The wizard leads who cannot change a request any more to where it stands; and of a draft
// there is nobody yet whom a letter could go to, and no office that could be late.
function agrees(answer, says, route, subject) {
	const seen = verdict(answer);

	return seen === says || (says === "shut" && /^\/pendaftaran/.test(route.path) && answer.headers.location === `/permohonan/${subject.number}`) ||
		(seen === "nothing" && !subject.handedIn && (route.row === "2.20" || /\/(deadline|tenggat)$/.test(route.path)));
}

async function everybodyAt(program, subject, units, inside) {
	const list = routesOfRequests();
	let cases = 0;

	for (const role of Object.keys(units)) {
		const who = await enter(program, role, units[role]);

		for (const route of list) {
			const path = route.path.replace(":number", subject.number).replace(":id", subject.document).replace(/:n(?=$|\/)/, "1");
			const answer = await ask(who, route.method, path, stale(route));
			const says = wants(route, role, subject, inside);

			assert.ok(agrees(answer, says, route, subject),
				`${role} of ${units[role]}: ${route.method} ${route.path} of ${subject.name}: ${answer.status} is ${verdict(answer)}, ` +
				`not ${says} (row ${route.row}): ${answer.text.slice(0, 300)}`);
			cases++;
		}
	}
	return cases;
}

async function makeSubject(play, role, handedIn) {
	const story = new Story(play, 0);

	story.satker = { code: "999104", office: "047", name: "Politeknik Maritim Teluk Mahakam" };
	story.maker = await signIn(play.program, play.program.account(role, "999104"));
	await story.create([person()]);
	await story.attach();
	if (handedIn) {
		await story.submit();
		await story.claim();
		await story.waitForNik();
		await story.approve();
	}
	return { number: story.number, maker: role, handedIn, document: story.book.documents.at(-1).id,
		name: `what ${role} ${handedIn ? "handed in and KPPN 047 approved" : "drafted"}` };
}

// ---- things of others

async function draftToken(stage) {
	const other = await new Applicant(stage.program).begin("999102", "lain@satker.example");
	const bearer = { pages: other, token: other.cookies.get("__Host-draf"), csrf: (await other.hidden(`${other.path}/sk`))._csrf };
	const [{ id }] = stage.program.rows(`SELECT d.id FROM document d JOIN registration r ON r.id = d.subject WHERE r.number = '${stage.sent.number}'`);

	const before = stateOf(stage.program, stage.sent);

	for (const route of routesOfRequests()) {
		const { method, path } = route;
		const answer = await ask(bearer, method, fill(path, stage.sent.number, id), stale(route));

		assert.notEqual(verdict(answer), "open", `${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
	}
	assert.equal(stateOf(stage.program, stage.sent), before);
}

async function memberships({ program }) {
	const who = await enter(program, "OPERATOR");
	const [{ id }] = program.rows("SELECT id FROM membership WHERE unit = '047' LIMIT 1");
	const client = new Client(program, { token: who.token, membership: id });

	assert.equal((await client.send("GET", "/api/v1/registrations")).status, 409, "X-Membership of another");
	const before = await who.pages.get("/beranda");

	await who.pages.postBare("/satker-aktif", { _csrf: who.csrf, keanggotaan: String(id) });
	assert.match(before.text, /Politeknik Maritim/);
	assert.match((await who.pages.get("/beranda")).text, /Politeknik Maritim/);
	assert.equal((await who.pages.get("/verifikasi")).status, 403);
}

async function sessions({ program }) {
	const who = await enter(program, "OPERATOR"), other = await enter(program, "PPK");
	const [{ id }] = program.rows("SELECT max(id) AS id FROM session WHERE channel = 'api'");

	await who.pages.postBare("/profil/sesi/akhiri", { _csrf: who.csrf, sesi: String(id) });
	assert.equal((await other.client.send("GET", "/api/v1/session")).status, 200);
}

// A head decides about his own office only; what another head proposed is not there.
async function proposals({ program }) {
	const [head, stranger] = [await enter(program, "KEPALA", "047"), await enter(program, "KEPALA", "026")];
	const p = person();
	const { id } = await head.client.post("/api/v1/memberships", { nik: p.nik, name: p.name, email: p.email, nip: p.id_number,
		unit_kind: "kppn", unit_code: "047", roles: ["CSO"], reason: "Surat tugas 3/2026" });
	const there = await stranger.client.send("POST", `/api/v1/memberships/${id}/decision`, { approve: true });
	const not = await stranger.client.send("POST", "/api/v1/memberships/999999/decision", { approve: true });

	assert.equal(there.status, 404);
	assert.deepEqual(there.body.code, not.body.code);
	assert.ok(!(await stranger.pages.get("/admin/peran")).text.includes(p.name));
	assert.equal((await stranger.client.send("POST", "/api/v1/memberships", { nik: p.nik, name: p.name, email: p.email, nip: p.id_number,
		unit_kind: "kppn", unit_code: "047", roles: ["CSO"], reason: "Surat tugas 3/2026" })).status, 404);
	assert.equal(program.rows(`SELECT state FROM office_grant WHERE id = ${id}`)[0].state, "menunggu");
}

// Lists, searches and figures of a unit hold nothing of another.
async function lists({ program }, mine) {
	for (const role of Object.keys(foreign)) {
		const who = await enter(program, role, foreign[role]);

		for (const path of ["/permohonan", `/permohonan?q=${mine.number}`, "/permohonan?satker=999104", "/verifikasi", `/verifikasi?q=${mine.number}`,
			"/satker?q=999104", "/beranda", "/api/v1/registrations?limit=200", `/api/v1/registrations?q=${mine.number}`,
			"/api/v1/registrations?satker=999104", "/api/v1/satker?q=999104"]) {
			const { text } = await ask(who, "GET", path);

			assert.ok(!text.replaceAll(/value="[^"]*"|q=[^"&]*/g, "").includes(mine.number) && !text.includes("Politeknik Maritim"),
				`${role} of ${foreign[role]} sees it in ${path}`);
		}
	}
}

export async function doors(stage) {
	const { program, sent } = stage;

	await test(`S07 Each of ${routes().filter((r) => r.sorted).length} routes names the row of the matrix that it stands for`, () => {
		for (const { method, path, row, named } of routes().filter((r) => r.sorted))
			assert.equal(named, row, `${method} ${path}`);
	});
	await test(`S07 Each of ${roles.length} roles passes just the doors of the routes whose rows are its own`, async () => {
		for (const role of roles)
			await walk(program, role);
	});
	const play = await new Play(program, new Book()).open();
	const subjects = [await makeSubject(play, "OPERATOR", true), await makeSubject(play, "BENDAHARA", false)];

	for (const subject of subjects)
		await test(`S07 Who is of its unit may do with ${subject.name} what the matrix says, who is of another nothing`, async () => {
			await everybodyAt(program, subject, own, true);
			await everybodyAt(program, subject, foreign, false);
		});
	await test("S07 No list, search or figure of another unit shows it", () => lists(stage, subjects[0]));
	await test("S07 The token of a draft opens nothing of another's request", () => draftToken(stage));
	await test("S07 A membership of another is none of one's own", () => memberships(stage));
	await test("S07 A session of another is not ended", () => sessions(stage));
	await test("S07 A proposal of another office is not there", () => proposals(stage));
	await test("S07 Another's request, document and page picture are what does not exist", async () => {
		const [{ id }] = program.rows(`SELECT d.id FROM document d JOIN registration r ON r.id = d.subject WHERE r.number = '${sent.number}'`);
		const nothing = { number: "REG-2026-004-99999", id: "0".repeat(32) };
		const theirs = routesOfRequests(), before = stateOf(program, sent);

		for (const role of roles.filter((r) => !["PUSAT", "AUDITOR"].includes(r))) {
			const who = await enter(program, role);

			for (const { method, path, row } of theirs.filter((r) => cell(r.row, role).scope)) {
				const there = masked(await ask(who, method, fill(path, sent.number, id)), sent.number);
				const not = masked(await ask(who, method, fill(path, nothing.number, nothing.id)), nothing.number);

				assert.deepEqual(there, not, `${role}: ${method} ${path}, row ${row}`);
			}
		}
		assert.equal(stateOf(program, sent), before);
	});
}
