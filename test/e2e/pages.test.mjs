// Every page that the main job passes, and one for each way in which it can fail.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { test } from "../api/check.mjs";
import { linkIn } from "../api/letters.mjs";
import { person, signer } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { inspect } from "./inspect.mjs";
import { Visitor } from "./lib.mjs";
import { Officer } from "./officer.mjs";
import { Satker, typedDate } from "./satker.mjs";

async function publicPages(program) {
	const v = await Visitor.open(program);

	for (const path of ["/", "/masuk", "/lupa-sandi", "/aktivasi-ulang", "/pendaftaran", "/pendaftaran/lanjutkan",
		"/cek-status", "/kppn", "/kppn?q=tidak+ada", "/privasi", "/aksesibilitas", "/preferensi"]) {
		await v.visit(path);
		await inspect(v, path);
	}
	await v.visit("/masuk");
	await v.fill({ "NIK": person().nik, "Kata sandi DIGIT": "salah" });
	await v.press("Masuk", 401);
	await inspect(v, "/masuk with a wrong password");
	await v.visit("/cek-status");
	await v.press("Lihat status", 422);
	await inspect(v, "/cek-status with nothing found");
	await v.close();
}

// Each page of the wizard, as it is and with its errors. Answers the request's number.
async function wizardPages(program) {
	const satker = await Satker.open(program), v = satker.visitor;
	const basis = { type: "ST", number: "ST-9/2026", date: typedDate(2), ...signer(3) };
	const people = [person(), person({ ending: "90" })];

	await v.visit("/pendaftaran?satker=12", 422);
	await inspect(v, "/pendaftaran with a wrong code");
	await satker.lookUp("999119");
	await inspect(v, "/pendaftaran with a satker");
	await v.press("Kirim kode konfirmasi", 422);
	await inspect(v, "/pendaftaran without an e-mail");
	await satker.askCode("wizard@satker.example");
	await inspect(v, "/pendaftaran, the code");
	await v.press("Konfirmasi dan mulai mengisi", 422);
	await inspect(v, "/pendaftaran with a wrong code of the mailbox");
	await satker.enterCode();
	await inspect(v, "the task list");
	await v.visit(`/pendaftaran/${satker.number}/sk`);
	await inspect(v, "the SK");
	await v.press("Simpan dan lanjutkan", 422);
	await inspect(v, "the SK with errors");
	await satker.fillBasis(basis);
	await inspect(v, "the first user");
	await v.press("Simpan dan lanjutkan", 422);
	await inspect(v, "the first user with errors");
	await satker.fillUser(people[0], { more: true });
	await satker.fillUser(people[1]);
	await inspect(v, "the list of users");
	const made = await satker.makeFiles();

	await inspect(v, "the files");
	await v.page.locator("#sk").setInputFiles({ name: "sk.pdf", mimeType: "application/pdf", buffer: Buffer.from("tidak") });
	await v.press("Simpan dan lanjutkan", 422);
	await inspect(v, "the files with errors");
	await satker.attach(made.sk, made.form);
	await v.visit(`/pendaftaran/${satker.number}/periksa`);
	await inspect(v, "the answers");
	await v.press("Kirim permohonan", 422);
	await inspect(v, "the answers without the statement");
	await v.visit(`/pendaftaran/${satker.number}/batal`);
	await inspect(v, "withdrawing");
	await satker.send();
	await inspect(v, "sent");
	await v.choose("Pantau status");
	await inspect(v, "the status of the own request");
	await v.visit("/pendaftaran/lanjutkan");
	await v.fill({ "Nomor permohonan": satker.number });
	await v.press("Kirim tautan");
	await inspect(v, "/pendaftaran/lanjutkan, the link is sent");
	await v.visit(linkIn(await program.letter((l) => /^Lanjutkan/.test(l.subject)), "/pendaftaran/lanjutkan/"));
	await inspect(v, "the link of a letter");
	await v.visit("/cek-status");
	const letter = await program.letter((l) => l.to === "wizard@satker.example" && /^Pendaftaran User/.test(l.subject));

	await v.fill({ "Nomor permohonan": satker.number, "Kode rahasia": /Kode rahasia: (\S+)/.exec(letter.text)[1] });
	await v.press("Lihat status");
	await inspect(v, "the public status");
	await satker.close();
	return satker.number;
}

async function officerPages(program, number) {
	const officer = await Officer.open(program, program.account("VERIFIKATOR", "011")), v = officer.visitor;

	await inspect(v, "/beranda of an officer");
	for (const path of ["/verifikasi", "/verifikasi?tab=tugas-saya", "/verifikasi?tab=selesai", "/verifikasi?q=tidak+ada",
		`/verifikasi/${number}`, "/satker", "/profil", "/masuk/ulang"]) {
		await v.visit(path);
		await inspect(v, path.replace(number, "…"));
	}
	await officer.claim(number);
	await officer.picture(number);
	await inspect(v, "/verifikasi/… claimed");
	await officer.showUser(number, 2);
	await inspect(v, "/verifikasi/…, the second user");
	for (const word of ["kembalikan", "tolak", "setujui"]) {
		await v.visit(`/verifikasi/${number}/${word}`);
		await inspect(v, `/verifikasi/…/${word}`);
	}
	await v.visit(`/verifikasi/${number}/tolak`);
	await v.press("Tolak permohonan", 422);
	await inspect(v, "/verifikasi/…/tolak with errors");
	await officer.returnUser(number, 2, ["NIK tidak sesuai data Dukcapil"], "Periksa KTP.");
	await inspect(v, "/verifikasi/… returned");
	await v.close();
	await nikPages(program);
	await emptyPages(program);
}

// An office that nobody has written to yet.
async function emptyPages(program) {
	const { visitor: v } = await Officer.open(program, program.account("VERIFIKATOR", "001"));

	for (const path of ["/verifikasi", "/permohonan", "/tiket", "/laporan", "/laporan?dari=01/01/2020&sampai=31/01/2020"]) {
		await v.visit(path);
		await inspect(v, `${path} of an office without requests`);
	}
	await v.close();
}

async function nikPages(program) {
	const { visitor: v } = await Officer.open(program, program.account("VERIFIKATOR", "047"));
	const [{ id }] = program.rows(`SELECT CAST(m.id AS TEXT) AS id FROM membership m JOIN satker_period s
		ON s.satker = m.unit WHERE m.unit_kind = 'satker' AND s.kppn = '047' LIMIT 1`);

	await v.visit(`/pengguna/${id}/nik`);
	await inspect(v, "/pengguna/…/nik");
	await v.press("Buka NIK", 422);
	await inspect(v, "/pengguna/…/nik without a reason");
	await v.fill({ "Alasan": "Mencocokkan SK" });
	await v.press("Buka NIK");
	await inspect(v, "/pengguna/…/nik opened");
	await v.close();
}

async function userPages(program) {
	const v = await Visitor.open(program);

	await v.signIn(program.account("OPERATOR", "999101"));
	await inspect(v, "choosing a unit");
	await v.press("Balai Prasarana Jalan Kalimantan Timur I");
	await inspect(v, "/beranda of a satker");
	for (const path of ["/permohonan", "/permohonan?q=tidak+ada", "/pendaftaran", "/profil"]) {
		await v.visit(path);
		await inspect(v, path + " of a satker");
	}
	await v.close();
	const head = await Visitor.open(program);

	await head.signIn(program.account("PUSAT", "DJPB"));
	await head.visit("/admin/peran");
	await inspect(head, "/admin/peran");
	await head.press("Kirim usulan", 422);
	await inspect(head, "/admin/peran with errors");
	await head.visit("/satker/999101");
	await inspect(head, "/satker/:code");
	await head.close();
}

// The letter of a return, and what it reopens.
async function correctionPages(program, number) {
	const v = await Visitor.open(program);

	await v.visit(linkIn(await program.letter((l) => /perlu diperbaiki/.test(l.subject)), "/pendaftaran/lanjutkan/"));
	await v.press("Lanjutkan mengisi");
	await inspect(v, "the task list of a returned request");
	await v.visit(`/pendaftaran/${number}/pengguna/2`);
	await inspect(v, "a returned user");
	await v.visit(`/permohonan/${number}`);
	await inspect(v, "the status of a returned request");
	await v.close();
}

async function errorPages(program, number) {
	const v = await Visitor.open(program);

	await v.visit("/tidak-ada", 404);
	await inspect(v, "404");
	await v.visit("/aktivasi/tidak-berlaku", 409);
	await inspect(v, "409");
	await v.visit("/lupa-sandi");
	await v.page.evaluate(() => document.querySelectorAll("input[name=_csrf]").forEach((e) => e.remove()));
	await v.press("Kirim tautan", 403);
	await inspect(v, "403 of a stale form");
	await v.signIn(program.account("BENDAHARA", "999101"));
	await v.visit("/verifikasi", 403);
	await inspect(v, "403 of a role");
	await test("an officer's page says 500 with a reference when a stored NIK was exchanged", () => exchanged(program, number));
	await test("a page says 503 while nothing can be written", () => locked(program));
	await v.close();
}

// Two sealed NIK exchanged in the database: refused at reading, never shown.
async function exchanged(program, number) {
	const officer = await Officer.open(program, program.account("VERIFIKATOR", "011")), v = officer.visitor;

	execFileSync("sqlite3", [`${program.dir}/myintress.db`, `
		CREATE TEMP TABLE t AS SELECT u.id, u.n, u.nik_sealed FROM registration_user u JOIN registration r ON r.id = u.registration
		 WHERE r.number = '${number}' AND u.n IN (1, 2);
		UPDATE registration_user SET nik_sealed = (SELECT o.nik_sealed FROM t o, t m WHERE m.id = registration_user.id AND o.n <> m.n)
		 WHERE id IN (SELECT id FROM t);`]);
	await v.visit(`/verifikasi/${number}`, 500);
	assert.match(await v.text(), /E-[A-Z0-9]{4}-[A-Z0-9]{4}/);
	await inspect(v, "500");
	await v.close();
}

async function locked(program) {
	const v = await Visitor.open(program);
	const writer = spawn("sqlite3", [`${program.dir}/myintress.db`]);

	await v.visit("/lupa-sandi");
	await v.fill({ NIK: person().nik });
	writer.stdin.write("BEGIN IMMEDIATE; SELECT 'held';\n");
	await new Promise((resolve) => writer.stdout.once("data", resolve));
	v.context.setDefaultTimeout(40_000);
	const answer = await v.press("Kirim tautan", 503);

	assert.ok(Number((await answer.allHeaders())["retry-after"]) > 0, "Retry-After");
	writer.kill();
	await inspect(v, "503");
	await v.close();
}

export async function pages() {
	const program = await (await Program.make()).fill().start();

	await publicPages(program);
	const number = await wizardPages(program);

	await officerPages(program, number);
	await correctionPages(program, number);
	await userPages(program);
	await errorPages(program, number);
	await program.stop();
	program.remove();
}
