// S22, S24: what is secret stands nowhere in the clear.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { linkIn } from "../api/letters.mjs";
import { Client, signIn } from "../api/client.mjs";
import { person } from "../api/people.mjs";
import { test } from "../api/check.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";

function files(dir) {
	return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(dir, entry.name);

		return entry.isDirectory() ? files(file) : entry.isFile() ? [file] : [];
	});
}

// Where the words stand in the data directory: database, its log, server's log, letters,
// documents. The list of demo accounts is meant to be read.
function found(program, words) {
	const places = [];

	for (const file of files(program.dir).filter((f) => !f.endsWith("demo-accounts.csv"))) {
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

export async function secrets(stage) {
	const { program } = stage;

	await test("S24 A registration leaves its NIK, code and draft token nowhere in the clear", async () => {
		const p = person({ name: "Kenari Penguji Rahasia" });
		const applicant = await new Applicant(program).all("999119", [p], pdf());
		const token = applicant.cookies.get("__Host-draf");

		assert.ok(token.length >= 40, "a draft's token");
		assert.deepEqual(found(program, { nik: p.nik, token, code: ` ${applicant.code} ` }).filter((place) => !isLetter(place)), []);
		assert.deepEqual(found(program, { nik: p.nik, token }), []);
	});
	await test("S22 Password and tokens are nowhere, and a link in its one letter only", async () => {
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
