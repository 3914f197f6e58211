// The commands as an operator meets them: exit status, and what each line says to do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { test } from "./check.mjs";
import { Program, binary } from "./program.mjs";

// Answers { status, out, why }: why is what stands on standard error.
function run(program, ...args) {
	const r = spawnSync(binary, args, { env: program.environment(), encoding: "utf8" });

	return { status: r.status, out: r.stdout, why: r.stderr };
}

async function listening(server) {
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	return server.address().port;
}

async function closedPort() {
	const server = net.createServer();
	const port = await listening(server);

	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function firstCommand() {
	const p = await Program.make();

	fs.rmdirSync(p.dir);
	const filled = run(p, "demo", "--satker", "3");

	assert.equal(filled.status, 0, filled.why);
	assert.match(filled.out, /^3 satker, /);
	assert.equal(fs.statSync(p.dir).mode & 0o077, 0, "the data directory is its owner's");
	assert.equal(fs.statSync(`${p.dir}/demo-accounts.csv`).mode & 0o777, 0o600);
	const again = run(p, "demo");

	assert.equal(again.status, 1);
	assert.match(again.why, /sudah berisi/);
}

async function checkFindsNothing() {
	const p = await Program.make();

	run(p, "migrate");
	const r = run(p, "check");

	assert.equal(r.status, 0, r.why);
	assert.match(r.out, /^basis data: dapat dibuka, skema \d+$/m);
	assert.match(r.out, /^dukcapil_password = .*$/m);
	assert.doesNotMatch(r.out, /SALAH/);
}

async function checkTriesEach() {
	const p = await Program.make();
	const nobody = await closedPort();

	Object.assign(p.settings, { mail: `smtp://kurir:rahasia@127.0.0.1:${nobody}`,
		dukcapil: `http://127.0.0.1:${nobody}/verify`, antivirus: `${p.dir}/clamd` });
	const r = run(p, "check");

	assert.equal(r.status, 1);
	assert.match(r.out, /^basis data: SALAH, .*myintress migrate$/m);
	for (const name of ["surat", "dukcapil", "antivirus"])
		assert.match(r.out, new RegExp(`^${name}: SALAH, `, "m"));
	assert.match(r.why, /^myintress: 4 hal perlu diperbaiki$/m);
	assert.doesNotMatch(r.out + r.why, /rahasia/);
}

async function checkHearsAnswers() {
	const p = await Program.make();
	const asked = [];
	const dukcapil = http.createServer((rq, rs) => {
		asked.push(rq.method);
		rs.writeHead(405).end();
	});

	run(p, "migrate");
	p.settings.dukcapil = `http://127.0.0.1:${await listening(dukcapil)}/verify`;
	// The program runs beside this one: spawnSync would keep the server from answering.
	const { status, out } = await p.runBeside("check");

	dukcapil.close();
	assert.equal(status, 0, out);
	assert.match(out, /^dukcapil: server menjawab \(HTTP 405\)$/m);
	assert.deepEqual(asked, ["GET"], "nobody's NIK is asked about");
}

async function wrongUse() {
	const p = await Program.make();
	const file = path.join(os.tmpdir(), `myintress-salah-${process.pid}.conf`);

	assert.equal(run(p, "terbang").status, 2);
	assert.equal(run(p, "import", "satker").status, 2);
	fs.writeFileSync(file, "mode = demo\nwarna = biru\n");
	const r = run(p, "-c", file, "check");

	fs.rmSync(file);
	assert.equal(r.status, 1);
	assert.ok(r.why.includes(`${file}:2`), r.why);
}

// What one installation exports another one takes, on the other engine, to the byte.
async function exportsAreImports() {
	const [from, to] = [await Program.make(), await Program.make({ engine: "postgresql" })];

	assert.equal(run(from, "demo", "--satker", "3").status, 0);
	assert.equal(run(to, "migrate").status, 0);
	for (const kind of ["kppn", "satker", "calendar"]) {
		const file = `${from.dir}/${kind}.csv`;

		assert.deepEqual(run(from, "export", kind, file), { status: 0, out: "", why: "" });
		assert.equal(run(to, "import", kind, file).status, 0, kind);
		assert.equal(run(to, "export", kind, "-").out, fs.readFileSync(file, "utf8"), kind);
	}
	assert.equal(run(from, "export", "limits", "-").status, 2);
	const failed = run(from, "export", "satker", `${from.dir}/tidak/ada.csv`);

	assert.equal(failed.status, 1);
	assert.match(failed.why, /^myintress: berkas .* tidak dapat dibuat\n$/);
	for (const p of [from, to])
		p.remove();
}

export async function commands() {
	await test("demo is the first command of an empty installation", firstCommand);
	await test("check finds nothing on a new installation", checkFindsNothing);
	await test("check names each outside system that fails", checkTriesEach);
	await test("check hears Dukcapil without asking about anybody", checkHearsAnswers);
	await test("what is exported can be imported", exportsAreImports);
	await test("wrong use and wrong settings say where", wrongUse);
}
