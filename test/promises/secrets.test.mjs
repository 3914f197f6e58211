// S22, S24: what is secret stands nowhere in the clear.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { linkIn } from "../api/letters.mjs";
import { Client, signIn } from "../api/client.mjs";
import { person } from "../api/people.mjs";
import { test } from "../api/check.mjs";
import { clusterDirectory } from "../api/program.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";

function files(dir) {
	return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(dir, entry.name);

		return entry.isDirectory() ? files(file) : entry.isFile() ? [file] : [];
	});
}

// PostgreSQL as its operator could read it: a dump, its log, and what it wrote ahead.
function cluster(program) {
	const dir = clusterDirectory(), dump = path.join(program.dir, "dump.sql");

	fs.writeFileSync(dump, execFileSync("pg_dump", ["-d", program.database], { maxBuffer: 1 << 28 }));
	return [path.join(dir, "server.log"), ...files(path.join(dir, "data/pg_wal"))];
}

// Where the words stand in the data directory: database, its log, server's log, letters,
// documents. The list of demo accounts is meant to be read.
function foundAtOnce(program, words) {
	const places = [], more = program.engine === "postgresql" ? cluster(program) : [];

	for (const file of [...files(program.dir).filter((f) => !f.endsWith("demo-accounts.csv")), ...more]) {
		const bytes = fs.readFileSync(file, "latin1");
		// A letter's lines are folded and its signs escaped: read as its reader does.
		const letter = program.letters().find((l) => l.file === file);
		const text = letter ? bytes + letter.text + letter.html : bytes;

		for (const [name, word] of Object.entries(words))
			if (text.includes(word))
				places.push(`${name} in ${path.relative(program.dir, file)}`);
	}
	return places;
}

// Jobs write meanwhile: when a file got its last name between listing and reading, all is
// read anew.
function found(program, words) {
	for (let tries = 1; ; tries++)
		try {
			return foundAtOnce(program, words);
		} catch (e) {
			if (e.code !== "ENOENT" || tries === 10)
				throw e;
		}
}

const isLetter = (place) => /\.eml$/.test(place);

// Activation by page and sign-in by page and API, each once wrongly before: what was
// refused is not kept either.
async function activate(stage, p, password) {
	const link = new URL(linkIn(await stage.activationOf(p), "/aktivasi/")).pathname;
	const pages = new Pages(stage.program);

	assert.equal((await pages.submit(link, { nik: "9901505010900001", sandi: password, ulangi: password })).status, 422);
	const activated = await pages.submit(link, { nik: p.nik, sandi: password, ulangi: password });

	assert.equal(activated.status, 200, activated.text);
	return link.split("/").at(-1);
}

async function sessions(program, p, password) {
	const pages = new Pages(program);
	const client = await signIn(program, { nik: p.nik, password });
	const refused = await new Client(program).refusal("POST", "/api/v1/session", { nik: p.nik, password: password + "!" });

	assert.equal(refused.status, 401);
	assert.equal((await pages.signIn(p.nik, password)).status, 303);
	assert.ok(await pages.signedIn(), "the page session");
	return { bearer: client.token, session: pages.cookies.get("__Host-sesi") };
}

// A dying process leaves nothing of what it knew on the disk.
function limitsOf(program) {
	const all = [program.child.pid, ...program.children()];

	assert.ok(all.length >= 3, "parent, web, jobs");
	for (const pid of all)
		assert.match(fs.readFileSync(`/proc/${pid}/limits`, "utf8"), /^Max core file size +0 +0 /m, `process ${pid}`);
}

// A sealed NIK belongs to its row: moved to another one it opens for nobody.
async function swapped(stage) {
	const operator = await signIn(stage.program, stage.program.account("OPERATOR", "999114"));
	const people = [person(), person()];
	const { number } = await operator.post("/api/v1/registrations", { satker: "999114", kind: "pendaftaran", contact_email: "tukar@satker.example", users: people });
	const read = () => operator.send("GET", `/api/v1/registrations/${number}`);
	const mine = "registration = (SELECT id FROM registration WHERE number = '" + number + "')";

	assert.deepEqual((await read()).body.users.map((u) => u.nik), people.map((p) => p.nik));
	stage.change(`UPDATE registration_user SET nik_sealed = (SELECT nik_sealed FROM registration_user WHERE ${mine} AND n = 2) WHERE ${mine} AND n = 1`);
	const { status, body } = await read();

	assert.equal(status, 500);
	assert.ok(!people.some((p) => JSON.stringify(body).includes(p.nik)));
}

export async function secrets(stage) {
	const { program } = stage, where = program.engine;

	await test(`S22 No process of ${where}'s program may leave a core file`, () => limitsOf(program));
	await test(`S24 A sealed NIK that was moved to another row is refused, ${where}`, () => swapped(stage));

	await test(`S24 A registration leaves its NIK, code and draft token nowhere in the clear, ${where}`, async () => {
		const p = person({ name: "Kenari Penguji Rahasia" });
		const applicant = await new Applicant(program).all("999119", [p], pdf());
		const token = applicant.cookies.get("__Host-draf");

		assert.ok(token.length >= 40, "a draft's token");
		assert.deepEqual(found(program, { nik: p.nik, token, code: ` ${applicant.code} ` }).filter((place) => !isLetter(place)), []);
		assert.deepEqual(found(program, { nik: p.nik, token }), []);
	});
	await test(`S22 Password and tokens are nowhere, and a link in its one letter only, ${where}`, async () => {
		const p = person(), password = "kenari terbang rendah di atas sawah";

		await stage.appoint(p);
		const link = await activate(stage, p, password);
		const tokens = await sessions(program, p, password);
		const words = { nik: p.nik, password, encoded: password.replaceAll(" ", "+"), ...tokens };

		assert.ok(tokens.bearer.length >= 40 && tokens.session.length >= 40, "tokens of 256 bits");
		assert.deepEqual(found(program, words), []);
		assert.deepEqual(found(program, { link }).map(isLetter), [true], found(program, { link }).join(", "));
	});
}
