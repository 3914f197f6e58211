// S16, S18, S21, S26: what is typed or forged stays what it is.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { person } from "../api/people.mjs";
import { test } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { Program } from "../api/program.mjs";
import { formFields, jsonRoutes } from "./fields.test.mjs";
import { Pages } from "./pages.mjs";
import { inProduction } from "./stage.mjs";
import { send, sendBytes, sendJson } from "./wire.mjs";

const breaks = { "CR LF": "\r\n", LF: "\n", ESC: "\u001b[31m", "U+2028": "\u2028", NUL: "\0" };
const line = "Bcc: jahat@contoh.example";

const lines = (program) => fs.readFileSync(`${program.dir}/server.log`, "utf8").split("\n").slice(0, -1);

// Answers that come from the proxy's own place.
async function forge(program, headers) {
	const pages = new Pages(program);

	await pages.request("GET", "/lupa-sandi", { headers });
	return pages;
}

async function logsOneLine({ program }) {
	const before = lines(program).length;
	let events = 0;

	for (const mark of Object.values(breaks))
		for (const [path, headers] of [["/x" + encodeURIComponent(mark) + line.replace(/ /g, ""), {}],
			["/api/v1/kppn?q=" + encodeURIComponent(mark + "{\"status\":200}"), {}],
			["/masuk", { "User-Agent": encodeURIComponent(mark) + line }]]) {
			await send(program, "GET", path, { headers });
			events++;
		}
	const fresh = lines(program).slice(before).filter((text) => !text.includes("\"job\""));

	assert.equal(fresh.length, events);
	for (const text of fresh) {
		assert.equal(JSON.parse(text).method, "GET");
		assert.doesNotMatch(text, /[\x00-\x1f\u2028]|jahat/);
	}
}

// The same in every field of every body and form, from somebody who may send many.
async function fieldsLogOneLine(stage) {
	const { program } = stage, officer = await signIn(program, program.account("VERIFIKATOR", "047"));
	const pages = new Pages(program), account = program.account("KEPALA", "047");
	const fill = (path) => path.replace(/[:{]number}?/, stage.sent.number).replace(/\{[a-z]+\}|:[a-z]+/g, "1");
	const forms = fs.readFileSync("test/golden/access.txt", "utf8").split("\n").map((text) => /^POST\s+(\/(?!api\/|keluar)\S*)/.exec(text)?.[1]).filter(Boolean);
	const bodies = (await jsonRoutes(program)).filter((r) => r.members && !/session$/.test(r.path));

	await pages.signIn(account.nik, account.password);
	const { _csrf } = await pages.hidden("/profil", "/keluar");
	const before = lines(program).length;
	let events = 0;

	for (const mark of Object.values(breaks)) {
		const text = `x${mark}{"status":200,"id":"${line}"}`;

		for (const { method, path, members } of bodies)
			for (const name of Object.keys(members).concat(text)) {
				await sendJson(program, method, fill(path), { [name]: text }, { token: officer.token });
				events++;
			}
		for (const path of forms) {
			await pages.postBare(fill(path), [["_csrf", _csrf], ...formFields.map((name) => [name, text]), [text, text]]);
			events++;
		}
	}
	const fresh = lines(program).slice(before).filter((text) => !text.includes("\"job\""));

	assert.equal(fresh.length, events);
	for (const text of fresh) {
		JSON.parse(text);
		assert.doesNotMatch(text, /[\x00-\x1f\u2028]|jahat/);
	}
}

async function lettersIntact({ program }) {
	const count = program.letters().length;

	for (const [name, mark] of Object.entries(breaks)) {
		const pages = new Pages(program);
		const fields = await pages.hidden("/pendaftaran?satker=999114", "/pendaftaran");
		const answer = await pages.postBare("/pendaftaran", { ...fields, email: `a@satker.example${mark}${line}` });

		assert.ok([400, 422].includes(answer.status), `${name}: ${answer.status}`);
	}
	assert.equal(program.letters().length, count);
}

async function typedBreaks(stage) {
	const { draft, program } = stage;

	for (const [name, mark] of Object.entries(breaks)) {
		const p = person();
		const answer = await draft.user(p, { nama: `Ani${mark}${line}`, jabatan: `Kepala${mark}${line}` });

		assert.ok([400, 422].includes(answer.status), `${name}: ${answer.status}`);
	}
	for (const text of lines(program))
		JSON.parse(text);
}

async function forgedLinks(stage) {
	const p = person();

	await stage.appoint(p);
	await stage.activationOf(p);
	const forged = { "X-Forwarded-Host": "jahat.example", "X-Forwarded-Proto": "gopher", Forwarded: "host=jahat.example",
		"X-Original-URL": "/", "X-Forwarded-Prefix": "/jahat", Host: "jahat.example" };
	const pages = await forge(stage.program, forged);

	await pages.submit("/aktivasi-ulang", { nik: p.nik }, { headers: forged });
	await stage.program.letter(((seen) => (l) => l.to === p.email && ++seen > 1)(0), "second letter");
	for (const letter of stage.program.letters())
		for (const link of (letter.text + letter.html).match(/[a-z]+:\/\/[^\s"'<>]+/g) ?? [])
			assert.equal(new URL(link).origin, stage.program.url, `${link} in “${letter.subject}”`);
}

// Wrong passwords until that client is told to wait; how many it took.
async function tries(program, headers) {
	for (let i = 1; i <= 40; i++) {
		const answer = await sendJson(program, "POST", "/api/v1/session",
			{ nik: "9901505010900001", password: "x".repeat(20) }, { headers: headers(i) });

		if (answer.status === 429)
			return i;
	}
	return 0;
}

// A server of its own behind no proxy: forged addresses are what they are.
async function throttled() {
	const program = await (await Program.make({ settings: { trusted_proxies: "192.0.2.1" } })).fill().start();
	const some = (i) => `198.18.${i}.${i}`;

	try {
		assert.ok(await tries(program, (i) => ({ "X-Forwarded-For": some(i), "X-Real-IP": some(i), Forwarded: `for=${some(i)}`,
			"X-Client-IP": some(i), "True-Client-IP": some(i) })) > 0, "never told to wait");
		assert.deepEqual(program.rows("SELECT DISTINCT address FROM audit_entry WHERE address LIKE '198.18.%'"), []);
	} finally {
		await program.stop();
		program.remove();
	}
}

// One thing at a time that production must not have; each is named in the one line that says so.
async function production() {
	const program = await inProduction();
	const start = (settings) => {
		program.settings = settings;
		return spawnSync(path.resolve(process.env.PROGRAM ?? "build/myintress"), ["serve"],
			{ env: program.environment(), encoding: "utf8", timeout: 10_000 });
	};
	const fine = program.settings;
	const cases = { mail: `dir:${program.dir}/mail`, dukcapil: "simulated", public_url: "http://myintress.example.go.id", antivirus: "",
		mail_from: "a@b.example", clock_offset: "60", digit: "oidc:http://digit.go.id" };

	for (const [key, value] of Object.entries(cases)) {
		const { status, stderr } = start({ ...fine, [key]: value });

		assert.equal(status, 1, `${key}: ${stderr}`);
		assert.match(stderr, new RegExp(`^[^\\n]*${key}[^\\n]*\\n$`), `${key}: ${stderr}`);
	}
	program.settings = fine;
	await program.start();
	assert.equal(await program.stop(), 0, "what production has nothing against");
	fs.chmodSync(`${program.dir}/keys`, 0o755);
	assert.match(start(fine).stderr, /keys: terbuka/);
	program.remove();
	const demo = await (await Program.make()).fill();

	program.dir = demo.dir;
	assert.match(start({ ...fine, data_dir: demo.dir, database: demo.database }).stderr, /kunci demo/);
	demo.remove();
}

export async function marks(stage) {
	const { program } = stage;

	await test("S16 One request is one line of JSON in the log, whatever stands in it", () => logsOneLine(stage));
	await test(`S16 So it is whatever stands in ${formFields.length} fields of forms and in every field of a body`, () => fieldsLogOneLine(stage));
	await test("S16 No line break in an address becomes a header of a letter", () => lettersIntact(stage));
	await test("S16 No line break is taken into a name or a position", () => typedBreaks(stage));
	await test("S18 Links in letters are of our own address, whatever Host and its kin say", () => forgedLinks(stage));
	await test("S18 Two hosts, an address as target and a Host of other signs are refused", async () => {
		for (const head of ["GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET http://jahat.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"])
			assert.equal((await sendBytes(program, head)).status, 400, JSON.stringify(head));
	});
	await test("S21 Who forges addresses is slowed down all the same, and none of them is kept", throttled);
	await test("S26 TRACE, CONNECT and methods of nobody are 405", async () => {
		for (const method of ["TRACE", "PUT", "PROPFIND", "JAHAT"])
			assert.equal((await sendBytes(program, `${method} /masuk HTTP/1.1\r\nHost: a\r\n\r\n`)).status, 405, method);
	});
	await test("S26 No answer names a server or its version", async () => {
		for (const path of ["/", "/api/v1/kppn", "/tidak-ada", "/healthz", "/%00"]) {
			const { headers } = await send(program, "GET", path);

			assert.deepEqual(Object.keys(headers).filter((name) => /^server$|powered|version|via/.test(name)), [], path);
		}
	});
	await test("S26 Production refuses, in one line, each setting that is for trying out", production);
}
