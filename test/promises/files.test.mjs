// S12, S16: files are inert, private and where they belong; names are names.
import assert from "node:assert/strict";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { test } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { person, signer, today } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { composites } from "./payloads.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";
import { send, sendBytes } from "./wire.mjs";

const marker = "Rahasia satker tidak untuk orang lain";

// What climbs out of a directory, in the ways in which programs have let it.
const climbs = ["../", "..\\", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "%252e%252e%252f", "..;/", "....//", "..//", "%c0%ae%c0%ae/", "%c0%af..",
	"..%00/", ".%2e/", "%ef%bc%8e%ef%bc%8e/", "..%u2215", "/..", "\\..\\", "file:///", "%2f%2e%2e"]
	.flatMap((way) => ["etc/passwd", "keys/field.keys", "myintress.db", "demo-accounts.csv"].map((file) => way.repeat(6) + file));

function entries(dir, found = []) {
	for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
		const full = path.join(dir, entry.name);

		found.push(full);
		if (entry.isDirectory())
			entries(full, found);
	}
	return found;
}

async function draftOf(program, code, given) {
	const operator = await signIn(program, program.account("OPERATOR", code));
	const { number } = await operator.post("/api/v1/registrations", { satker: code, kind: "pendaftaran", contact_email: "berkas@satker.example",
		basis: { type: "SK", number: "KEP-7/2026", date: today(), ...signer(3) }, users: [person()], ...given });

	return { operator, number };
}

async function own(program) {
	const { operator, number } = await draftOf(program, "999110");
	const bytes = pdf(marker);
	const { id } = await operator.upload(number, "sk", bytes);

	return { operator, number, id, bytes, token: operator.token, account: program.account("OPERATOR", "999110") };
}

const bearer = (token, more) => ({ headers: { Authorization: `Bearer ${token}`, ...more } });

async function inert(program, file) {
	const pages = new Pages(program);

	await pages.signIn(file.account.nik, file.account.password);
	for (const answer of [await send(program, "GET", `/api/v1/documents/${file.id}`, bearer(file.token)), await pages.get(`/berkas/${file.id}`)]) {
		assert.equal(answer.status, 200);
		assert.equal(answer.headers["content-type"], "application/pdf");
		assert.match(answer.headers["content-disposition"], /^attachment; filename="[\w.-]+"$/);
		assert.equal(answer.headers["x-content-type-options"], "nosniff");
		assert.match(answer.headers["content-security-policy"], /default-src 'none'; sandbox/);
		assert.equal(answer.headers["cache-control"], "no-store");
		assert.ok(answer.text.includes(marker));
	}
}

// HEAD and a range are ways of reading, and none past the door.
async function otherWays(program, file) {
	const stranger = (await signIn(program, program.account("OPERATOR", "999109"))).token;
	const ways = [["GET", {}], ["HEAD", {}], ["GET", { Range: "bytes=0-99" }], ["GET", { Range: "bytes=0-0,5-9" }], ["GET", { "If-None-Match": "*" }],
		["GET", { "If-Range": "x", Range: "bytes=1-" }], ["GET", { "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT" }]];

	for (const [method, headers] of ways) {
		const what = `${method} ${JSON.stringify(headers)}`;
		const mine = await send(program, method, `/api/v1/documents/${file.id}`, bearer(file.token, headers));
		const theirs = await send(program, method, `/api/v1/documents/${file.id}`, bearer(stranger, headers));
		const nobodys = await send(program, method, `/api/v1/documents/${file.id}`, { headers });

		assert.ok([200, 206].includes(mine.status), `${what}: ${mine.status}`);
		assert.deepEqual([theirs.status, nobodys.status], [404, 401], what);
		assert.ok(![theirs, nobodys].some((a) => a.text.includes("PDF") || a.headers.etag || a.headers["content-range"]), what);
		if (method === "HEAD")
			assert.equal(mine.text, "");
	}
}

async function randomNames(program, { operator, number }) {
	const ids = [];

	for (let i = 0; i < 20; i++)
		ids.push((await operator.upload(number, i % 2 ? "sk" : "formulir", pdf(`Berkas ${i}`))).id);
	assert.equal(new Set(ids).size, ids.length);
	for (const id of ids)
		assert.match(id, /^[0-9a-f]{32}$/);
	// 128 bits: of 2,560 about half are set, and no two names begin alike.
	const bits = ids.flatMap((id) => [...BigInt("0x" + id).toString(2)]).filter((bit) => bit === "1").length;

	assert.ok(bits > 1000 && bits < 1560, `${bits} bits`);
	assert.equal(new Set(ids.map((id) => id.slice(0, 8))).size, ids.length);
}

// What is typed as a name of a file is shown as such, and nothing else comes of it.
async function names(program, { operator, number }) {
	const before = new Set(entries(program.dir));
	const wanted = { "../../../etc/cron.d/jahat.pdf": "jahat.pdf", "..\\..\\jahat.pdf": "jahat.pdf", "/etc/passwd": "passwd", "C:\\Windows\\sk.pdf": "sk.pdf",
		"sk.pdf.exe": "sk.pdf.exe", "-rf.pdf": "-rf.pdf", "..": "..", "surat keputusan (1).pdf": "surat keputusan (1).pdf", [composites[0].replaceAll("/", "")]: undefined };

	for (const [typed, kept] of Object.entries(wanted)) {
		const { id } = await operator.upload(number, "sk", pdf("Nama"), typed);
		const [{ file_name }] = program.rows(`SELECT file_name FROM document WHERE id = '${id}'`);
		const answer = await send(program, "GET", `/api/v1/documents/${id}`, bearer(operator.token));

		if (kept)
			assert.equal(file_name, kept);
		assert.match(answer.headers["content-disposition"], /^attachment; filename="[\w.-]+"$/, typed);
	}
	for (const file of entries(program.dir).filter((f) => !before.has(f)))
		assert.match(path.relative(program.dir, file), /^(berkas\/[0-9a-f]{2}(\/[0-9a-f]{32}(\.\d+)?(\.[0-9a-f]+\.part)?)?|mail\/.*|tmp\/.*|myintress\.db.*|server\.log)$/);
}

// On the disk nobody but the server reads them, and not even a copy of the disk does.
function atRest(program) {
	for (const file of entries(program.dir).filter((f) => /\/(berkas|keys)(\/|$)/.test(f))) {
		const { mode } = fs.statSync(file);

		assert.equal(mode & 0o077, 0, `${file}: ${mode.toString(8)}`);
		if (fs.statSync(file).isFile())
			assert.ok(!fs.readFileSync(file).includes("PDF-1"), file);
	}
	assert.equal(fs.statSync(path.join(program.dir, "myintress.db")).mode & 0o007, 0, "the database");
}

async function traversal(program) {
	const [key] = fs.readFileSync(entries(program.dir).find((f) => f.endsWith(".keys")), "latin1").match(/[\w+/-]{20,}/);
	const secrets = ["root:x:0:0", "nik,password", "SQLite format", key];

	for (const climb of climbs)
		for (const start of ["/", "/a/", "/unduhan/", "/berkas/", "/aktivasi/", "/api/v1/documents/", "/api/v1/satker/", "/kppn?q=", "/masuk?lanjut="]) {
			const { status, text } = await sendBytes(program, `GET ${start}${climb} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

			assert.ok(status < 500, `${start}${climb}: ${status}`);
			assert.ok(!secrets.some((secret) => text.includes(secret)), `${start}${climb}`);
		}
}

// clamd as the program knows it: it answers what it is told to.
function scanner(socket) {
	const server = net.createServer((c) => {
		let bytes = 0;

		c.on("data", (part) => {
			bytes += part.length;
			if (part.subarray(-4).equals(Buffer.alloc(4)))
				c.end(server.says + "\0");
		});
		c.on("error", () => {});
	});

	return new Promise((resolve) => server.listen(socket, () => resolve(server)));
}

async function quarantine() {
	const program = await Program.make();
	const socket = path.join(program.dir, "clamd");
	const clamd = await scanner(socket);

	program.fill();
	program.settings.antivirus = socket;
	await program.start();
	try {
		const { operator, number } = await draftOf(program, "999110");
		const count = () => program.rows("SELECT count(*) AS n FROM document WHERE file_name = 'virus.pdf'")[0].n;

		for (const [says, status] of [["stream: Eicar-Test FOUND", 422], ["stream: size limit exceeded. ERROR", 503], ["", 503]]) {
			clamd.says = says;
			const form = new FormData();

			form.append("kind", "sk");
			form.append("file", new Blob([pdf("Virus")]), "virus.pdf");
			const answer = await operator.send("POST", `/api/v1/registrations/${number}/documents`, form);

			assert.equal(answer.status, status, `“${says}”: ${JSON.stringify(answer.body)}`);
		}
		assert.equal(count(), 0);
		clamd.says = "stream: OK";
		assert.equal((await operator.upload(number, "sk", pdf("Bersih"))).pages, 1);
		await new Promise((resolve) => clamd.close(resolve));
		const gone = new FormData();

		gone.append("kind", "sk");
		gone.append("file", new Blob([pdf("Virus")]), "virus.pdf");
		assert.equal((await operator.send("POST", `/api/v1/registrations/${number}/documents`, gone)).status, 503, "nobody scans");
		assert.equal(count(), 0);
	} finally {
		await program.stop();
		program.remove();
	}
}

export async function files(stage) {
	const { program } = stage;
	const file = await own(program);

	await test("S12 A document is given back to be kept, not to be shown or run", () => inert(program, file));
	await test("S12 HEAD, ranges and conditions obey the same door", () => otherWays(program, file));
	await test("S12 Documents have names that nobody guesses", () => randomNames(program, file));
	await test("S16 A file's name is no path, and stands in no header as it was typed", () => names(program, file));
	await test("S12 Files and keys are readable to the server alone, and sealed", () => atRest(program));
	await test(`S16 ${climbs.length} ways up a directory lead nowhere`, () => traversal(program));
	await test("S12 What is not scanned is not taken", quarantine);
	await test("S12 Nothing of an upload that was refused is left", async () => {
		const applicant = await new Applicant(program).begin("999112", "sisa@satker.example");

		assert.equal((await applicant.attach({ name: "sk.pdf", bytes: Buffer.from("tidak") })).status, 422);
		await stage.idle();
		const left = entries(program.dir).filter((f) => /\/web-[^/]*\//.test(f));

		assert.deepEqual(left, []);
	});
}
