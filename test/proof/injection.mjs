// S11: sqlmap tries each parameter of each list and each form that anybody may send.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { note, test } from "../api/check.mjs";
import { jsonRoutes } from "../promises/fields.test.mjs";
import { Pages } from "../promises/pages.mjs";
import { Stage } from "../promises/stage.mjs";
import { sendJson } from "../promises/wire.mjs";

// Answers that are no fault of a statement: sqlmap is to go on after them.
const refusals = "400,401,403,404,409,422,429";

function sqlmap(url, args) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-sqlmap-"));

	return new Promise((resolve) => {
		const child = spawn("sqlmap", ["-u", url, "--batch", "--level=2", "--risk=1", "--threads=4", "--disable-coloring", "--flush-session",
			`--ignore-code=${refusals}`, `--output-dir=${dir}`, ...args], { stdio: ["ignore", "pipe", "ignore"] });
		let said = "";

		child.stdout.on("data", (part) => {
			said += part;
		});
		child.once("close", () => {
			fs.rmSync(dir, { recursive: true, force: true });
			resolve(said);
		});
	});
}

// The lists of pages and API with all their parameters, for who sees the most.
async function targets(stage) {
	const { program } = stage, account = program.account("PUSAT", "DJPB"), officer = program.account("VERIFIKATOR", "047");
	const tokens = {}, cookies = {};

	for (const [name, a] of Object.entries({ account, officer })) {
		const pages = new Pages(program);

		await pages.signIn(a.nik, a.password);
		cookies[name] = [`--cookie=${[...pages.cookies].filter(([k]) => k !== "__Host-kenal").map((c) => c.join("=")).join("; ")}`];
		tokens[name] = [`--headers=Authorization: Bearer ${JSON.parse((await sendJson(program, "POST", "/api/v1/session", { nik: a.nik, password: a.password })).text).token}`];
	}
	const lists = (await jsonRoutes(program)).filter((r) => r.method === "GET" && r.query.length && !/\{/.test(r.path))
		.map((r) => [`${r.path}?${r.query.map((name) => `${name}=1`).join("&")}`, tokens.account]);
	const json = (at, body) => [at, ["--method=POST", `--data=${JSON.stringify(body)}`, "--headers=Content-Type: application/json"]];

	return [...lists,
		["/permohonan?q=a&status=Draf&sesudah=a", cookies.account], ["/verifikasi?q=a&status=a&sesudah=a&urut=a", cookies.officer],
		["/satker?q=a&sesudah=a", cookies.account], ["/pengguna?q=a&sesudah=a", cookies.account], ["/kppn?q=a", []], ["/pendaftaran?satker=999101", []],
		[`/permohonan/${stage.sent.number}*`, cookies.account], [`/api/v1/registrations/${stage.sent.number}*`, tokens.account], ["/api/v1/documents/0*", tokens.officer],
		["/aktivasi/a*", []], json("/api/v1/public/status", { number: stage.sent.number, secret: "AAAA-BBBB-CCCC" }), json("/api/v1/public/password-reset", { nik: "9901505010900001" }),
		json("/api/v1/public/resume", { number: stage.sent.number })];
}

export async function injected() {
	const stage = await Stage.open();
	let tried = 0;

	for (const [at, args] of await targets(stage))
		await test(`S11 sqlmap finds no way into ${at}`, async () => {
			stage.change("DELETE FROM throttle");
			const said = await sqlmap(stage.program.url + at, args);
			const judged = said.match(/parameter '.*' does not seem to be injectable|parameters do not appear to be injectable/g) ?? [];

			assert.ok(judged.length > 0, said.slice(-2000));
			assert.doesNotMatch(said, /is vulnerable|identified the following injection point/);
			tried += judged.length;
		});
	note(`S11: ${tried} parameters tried by sqlmap at level 2, 0 open`);
	await stage.close();
}
