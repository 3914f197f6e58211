// A mail server that refuses a mailbox for good: officer, satker and head office see it
// at once, and when the server has learned better the letter goes as it was.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chain } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { person, signer, today } from "../api/people.mjs";
import { pdf } from "../api/play.mjs";
import { Program } from "../api/program.mjs";
import { inspect } from "./inspect.mjs";
import { Visitor } from "./lib.mjs";

const mailbox = "rcpt550@satker.example";

// Its port, when it listens.
async function mailServer(dir) {
	const server = spawn("/usr/bin/python3", ["test/servers/smtp.py", dir], { stdio: ["pipe", "pipe", "inherit"] });

	server.port = Number(await new Promise((resolve) => server.stdout.once("data", (text) => resolve(String(text)))));
	return server;
}

async function handIn(program) {
	const operator = await signIn(program, program.account("OPERATOR", "999113"));
	const { number } = await operator.post("/api/v1/registrations", { satker: "999113", kind: "pendaftaran", contact_email: mailbox,
		basis: { type: "SK", number: "KEP-77/KPA/2026", date: today(), ...signer(7) }, users: [person()] });

	for (const kind of ["sk", "formulir"])
		await operator.upload(number, kind, pdf(`${kind} ${number}`));
	const { version } = await operator.get(`/api/v1/registrations/${number}`);

	await operator.post(`/api/v1/registrations/${number}/submit`, { version });
	return number;
}

async function sees(program, account, where, what) {
	const v = await Visitor.open(program);
	const until = Date.now() + program.patience;

	await v.signIn(account);
	do {
		await v.visit(where);
		if ((await v.text()).toLowerCase().includes(what))
			return v;
		await sleep(250);
	} while (Date.now() < until);
	await v.says(what);
}

export async function bounces() {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-smtp-"));
	const server = await mailServer(dir);
	const program = (await Program.make({ settings: { mail: `smtp://127.0.0.1:${server.port}` } })).fill();
	const step = chain("a mailbox that is refused");
	let number, head;

	await program.start();
	await step("P09 the officer sees it on the request", async () => {
		number = await handIn(program);
		const officer = await sees(program, program.account("VERIFIKATOR", "018"), `/verifikasi/${number}`, "terpental");

		await officer.close();
	});
	await step("P09 so does the satker on its status page", async () => {
		const satker = await sees(program, program.account("OPERATOR", "999113"), `/permohonan/${number}`, "terpental");

		await satker.close();
	});
	await step("C5 the head office sees why, and not whose mailbox", async () => {
		head = await sees(program, program.account("PUSAT", "DJPB"), "/admin/pekerjaan", "550 5.1.1 no such mailbox");
		await head.says("r•••@satker.example");
		await head.doesNotSay(mailbox);
		await inspect(head, "/admin/pekerjaan");
		for (const tab of ["ditunda", "antre", "gagal", "diulang"]) {
			await head.visit(`/admin/pekerjaan?bagian=${tab}`);
			await inspect(head, `/admin/pekerjaan?bagian=${tab}`);
		}
	});
	await step("C5 tried again, it goes where it is taken", async () => {
		await program.stop();
		program.settings.mail = `dir:${program.dir}/mail`;
		await program.start();
		await head.visit("/admin/pekerjaan");
		await head.page.locator("tr", { hasText: "r•••@satker.example" }).getByRole("button", { name: "Coba lagi" }).first().click();
		await head.says("Dicoba lagi sekarang.");
		const letter = await program.letter((l) => l.to === mailbox, "the letter that had bounced");

		assert.ok(letter.subject.length > 0);
		assert.equal(program.rows("SELECT count(*) AS n FROM audit_entry WHERE event = 'mail.retried'")[0].n, 1);
	});
	await head?.close();
	await program.stop();
	program.remove();
	server.stdin.end();
	fs.rmSync(dir, { recursive: true });
}
