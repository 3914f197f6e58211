// P16, P21: slow clients cost little, and a stop finishes what was begun.
import assert from "node:assert/strict";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { note, test } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { Applicant, pdf } from "./pages.mjs";
import { inProduction } from "./stage.mjs";
import { send, sendJson } from "./wire.mjs";

const idle = 1000, slow = 100, patience = 60_000;

// A client that sends so much at first, and then a piece from time to time.
function client(program, first, piece = "", every = 1000) {
	const { hostname, port } = new URL(program.url);
	const c = { closed: false, text: "" };

	c.socket = net.connect(port, hostname, () => c.socket.write(first));
	c.socket.on("data", (part) => {
		c.text += part.toString("latin1");
	});
	c.socket.on("error", () => {});
	c.over = new Promise((resolve) => c.socket.on("close", () => {
		c.closed = true;
		clearInterval(c.timer);
		resolve();
	}));
	if (piece)
		c.timer = setInterval(() => c.socket.writable && c.socket.write(piece), every);
	return c;
}

const many = (n, make) => Array.from({ length: n }, (_, i) => make(i));

// Somebody who just wants a page.
async function served(program, times) {
	for (let i = 0; i < times; i++) {
		const answer = await send(program, "GET", i % 2 ? "/masuk" : "/kppn?q=0");

		assert.equal(answer.status, 200, `request ${i}`);
	}
}

async function allClosed(clients, what) {
	const until = Date.now() + patience;

	while (clients.some((c) => !c.closed) && Date.now() < until)
		await sleep(100);
	assert.equal(clients.filter((c) => !c.closed).length, 0, `${what} still open`);
}

async function attack(program) {
	const kinds = {
		"idle connections": many(idle, () => client(program, "")),
		"slow heads": many(slow, () => client(program, "GET /masuk HTTP/1.1\r\nHost: x\r\n", "X-A: 1\r\n")),
		"slow bodies": many(slow, () => client(program, "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{", " ")),
		"slow pieces": many(slow, () => client(program, "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")),
		"slow uploads": many(slow, () => client(program, "POST /pendaftaran/REG-2026-047-00001/berkas HTTP/1.1\r\nHost: x\r\n" +
			"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n--x\r\n", "a")),
		"kept connections": many(slow, () => client(program, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")),
	};
	const readers = many(slow, () => {
		const c = client(program, "GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40));

		c.socket.pause();
		return c;
	});

	await served(program, 100);
	for (const [what, clients] of Object.entries(kinds))
		await allClosed(clients, what);
	await served(program, 20);
	for (const c of kinds["slow bodies"].concat(kinds["slow heads"], kinds["slow uploads"]))
		assert.doesNotMatch(c.text, /^HTTP\/1\.1 2/);
	readers.forEach((c) => c.socket.destroy());
	await Promise.all(readers.map((c) => c.over));
}

// One address, and no proxy: a hundred connections are enough for anybody.
async function fromOne() {
	const program = await (await inProduction({ trusted_proxies: "192.0.2.1" })).start();
	const clients = many(130, () => client(program, ""));

	await sleep(1000);
	const open = clients.filter((c) => !c.closed).length;

	clients.forEach((c) => c.socket.destroy());
	await Promise.all(clients.map((c) => c.over));
	await program.stop();
	program.remove();
	assert.ok(open <= 100, `${open} of 130 are open`);
	assert.ok(open >= 90, `only ${open} are open`);
}

// Sent whole, or as a body of which the end comes after the signal.
async function stopped() {
	const program = await (await Program.make()).fill().start();
	const account = program.account("OPERATOR", "999110");
	const applicant = await new Applicant(program).begin("999111", "henti@satker.example");
	const fields = await applicant.hidden(`${applicant.path}/berkas`);
	const bytes = pdf("Henti", 400_000);
	const begun = many(12, (i) => sendJson(program, "POST", "/api/v1/session", { nik: i % 2 ? account.nik : person().nik, password: account.password }));
	const upload = half(program, applicant, fields, bytes);

	await sleep(30);
	const ended = program.stop();

	await sleep(150);
	upload.socket.write(upload.rest);
	const statuses = (await Promise.all(begun)).map((a) => a.status);

	await upload.over;
	assert.ok(statuses.every((s) => [200, 401, 503].includes(s)), statuses.join(" "));
	assert.match(upload.text, /^HTTP\/1\.1 303 /, `the upload that was under way: ${upload.text.slice(0, 500)}`);
	assert.equal(await ended, 0);
	assert.equal(program.rows("SELECT count(*) AS n FROM document WHERE bytes = " + bytes.length)[0].n, 1);
	await assert.rejects(send(program, "GET", "/masuk"));
	program.remove();
}

function half(program, applicant, fields, bytes) {
	const parts = [...Object.entries(fields).map(([name, value]) => Buffer.from(`--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)),
		Buffer.from("--xyz\r\nContent-Disposition: form-data; name=\"sk\"; filename=\"sk.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"), bytes, Buffer.from("\r\n--xyz--\r\n")];
	const body = Buffer.concat(parts), cookie = [...applicant.cookies].map((c) => c.join("=")).join("; ");
	const sent = body.length - 100_000;
	const c = client(program, Buffer.concat([Buffer.from(`POST ${applicant.path}/berkas HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${applicant.address}\r\nCookie: ${cookie}\r\n` +
		`Content-Type: multipart/form-data; boundary=xyz\r\nContent-Length: ${body.length}\r\n\r\n`), body.subarray(0, sent)]));

	c.rest = body.subarray(sent);
	return c;
}

async function starts() {
	const program = (await Program.make()).fill();
	const times = {};

	for (const [name, act] of [["start", () => program.start()], ["start after kill -9", () => program.killAndStart()]]) {
		const began = Date.now();

		await act();
		times[name] = Date.now() - began;
	}
	assert.equal((await send(program, "GET", "/masuk")).status, 200);
	await program.stop();
	program.remove();
	note(`P16: ${Object.entries(times).map(([name, ms]) => `${name} ${ms} ms`).join(", ")}`);
}

export async function slowness(stage) {
	await test(`P21 ${idle} idle connections and ${5 * slow} slow clients keep nobody from a page, and are ended`, () => attack(stage.program));
	await test("P21 One address gets no more than a hundred connections", fromOne);
	await test("P16 A stop answers what was sent, also a body whose end comes later", stopped);
	await test("P16 It starts again, after a kill as well", starts);
}
