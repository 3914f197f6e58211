// From the SK to the first sign-in, as people do it, with pages alone.
import assert from "node:assert/strict";
import { chain } from "../api/check.mjs";
import { linkIn } from "../api/letters.mjs";
import { person, signer } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { Visitor, pdfText } from "./lib.mjs";
import { Officer } from "./officer.mjs";
import { Satker, typedDate } from "./satker.mjs";

// 999119 has nobody yet; KPPN 011 serves it.
const satkerCode = "999119", office = "011", otherOffice = "047";
const password = "tujuh belas perahu berlayar";

async function satkerAsks(step, job) {
	const { satker } = job;
	const v = () => satker.visitor;

	await step("an unknown satker code is refused", async () => {
		await v().visit("/pendaftaran");
		await v().fill({ "Kode satker": "900000" });
		await v().press("Lanjutkan", 422);
		await v().says("Kode satker tidak ditemukan");
	});
	await step("the satker code shows its name and KPPN", async () => {
		await satker.lookUp(satkerCode);
		await v().says("Balai Konservasi Alam Bukit Barisan", satkerCode, "KPPN mitra kerja");
	});
	await step("a wrong code is refused, the code of the letter opens the draft", async () => {
		await satker.askCode(job.email);
		await v().fill({ "Kode konfirmasi": satker.code === "000000" ? "111111" : "000000" });
		await v().press("Konfirmasi dan mulai mengisi", 422);
		await v().says("Kode tidak cocok atau sudah kedaluwarsa");
		await satker.enterCode();
		assert.match(satker.number, new RegExp(`^REG-\\d{4}-${office}-\\d{5,}$`));
	});
	await step("an SK of tomorrow is refused and nothing typed is lost", async () => {
		await satker.fillBasis({ ...job.basis, date: typedDate(-1) }, 422);
		await v().says("Ada 1 isian yang perlu diperbaiki", "tidak boleh melewati hari ini");
		assert.equal(await v().field("Nomor SK atau ST").inputValue(), job.basis.number);
		assert.equal(await v().field("Tanggal SK atau ST").inputValue(), typedDate(-1));
		assert.match(await v().page.title(), /^Galat: /);
	});
	await step("the error summary leads to the field", async () => {
		await v().page.locator(".ringkas-galat a").first().click();
		assert.equal(await v().page.evaluate(() => document.activeElement.id), "tanggal");
	});
	await step("the SK is saved", async () => {
		await satker.fillBasis(job.basis);
	});
	await step("a NIK with 15 digits is refused and nothing typed is lost", async () => {
		const [first] = job.people;

		await v().visit(`/pendaftaran/${satker.number}/pengguna/tambah`);
		await satker.fillUser({ ...first, nik: first.nik.slice(0, 15) }, { status: 422 });
		await v().says("NIK harus 16 angka, saat ini 15 angka");
		assert.equal(await v().field("Nama lengkap").inputValue(), first.name);
		assert.equal(await v().page.locator("#nik").inputValue(), first.nik.slice(0, 15));
		assert.equal(await v().field("Email aktif").inputValue(), first.email);
	});
	await step("forbidden pairs of roles are refused", async () => {
		await satker.fillUser({ ...job.people[0], roles: ["PPK", "PPSPM"] }, { status: 422 });
		await v().says("tidak boleh dirangkap dengan");
	});
	await step("three users are taken", async () => {
		await satker.fillUser(job.people[0], { more: true });
		await satker.fillUser(job.people[1], { more: true });
		await satker.fillUser(job.people[2]);
		await v().hasHeading("Daftar pengguna (3)");
		await v().says(...job.people.map((p) => p.name));
	});
	await step("the SK and the form hold what was typed", async () => {
		job.made = await satker.makeFiles();
		for (const text of [pdfText(job.made.sk), pdfText(job.made.form)])
			for (const p of job.people)
				for (const word of [p.name, p.nik, p.id_number, p.email])
					assert.ok(text.replace(/\s+/g, "").includes(word.replace(/\s+/g, "")), `${word} is not in the PDF`);
		assert.ok(pdfText(job.made.sk).includes(job.basis.number));
		assert.ok(pdfText(job.made.sk).includes(job.basis.signer_name.toUpperCase()) ||
			pdfText(job.made.sk).includes(job.basis.signer_name));
	});
	await step("a file that is no PDF is refused by its name", async () => {
		await v().page.locator("#sk").setInputFiles({ name: "foto.pdf", mimeType: "application/pdf", buffer: Buffer.from("GIF89a…") });
		await v().press("Simpan dan lanjutkan", 422);
		await v().says("foto.pdf", "Simpan sebagai PDF");
	});
	await step("the signed ones are taken", async () => {
		await satker.attach(job.made.sk, job.made.form);
		await v().says("Siap dikirim");
	});
	await step("the answers are shown with links to change them", async () => {
		await v().visit(`/pendaftaran/${satker.number}/periksa`);
		await v().says(job.basis.number, "sk bertanda tangan.pdf", ...job.people.flatMap((p) => [p.name, p.nik, p.email]));
		assert.ok(await v().page.getByRole("link", { name: /^Ubah/ }).count() >= 5, "links to change");
	});
	await step("without the statement it is not sent", async () => {
		await v().press("Kirim permohonan", 422);
		await v().says("Centang pernyataan untuk melanjutkan");
	});
	await step("it is sent, with a number and a letter under the prescribed title", async () => {
		await satker.send();
		await v().hasHeading("Permohonan terkirim");
		await v().says(satker.number);
		const letter = await job.program.letter((l) => l.to === job.email &&
			l.subject === "Pendaftaran User MyIntress Tipe Satker Balai Konservasi Alam Bukit Barisan");

		assert.ok(letter.text.includes(satker.number));
		job.secret = /Kode rahasia: (\S+)/.exec(letter.text)[1];
		for (const p of job.people)
			assert.ok(!letter.raw.includes(p.nik.slice(-6)), "a letter holds digits of a NIK");
	});
	await step("sending once more by going back acts once", async () => {
		await v().page.goBack();
		await v().page.goBack();
		assert.equal(job.program.letters().filter((l) => l.to === job.email && /^Pendaftaran User/.test(l.subject)).length, 1);
	});
}

async function anyoneAsksForTheStatus(step, job) {
	await step("number and secret show the status without personal data", async () => {
		const v = await Visitor.open(job.program, job.browser);

		await v.visit("/cek-status");
		await v.fill({ "Nomor permohonan": job.satker.number, "Kode rahasia": job.secret + "X" });
		await v.press("Lihat status", 422);
		await v.says("Nomor atau kode rahasia tidak cocok");
		await v.fill({ "Nomor permohonan": job.satker.number, "Kode rahasia": job.secret });
		await v.press("Lihat status");
		await v.says(job.satker.number, "Diajukan");
		await v.doesNotSay(job.email, job.basis.signer_name, job.basis.number,
			...job.people.flatMap((p) => [p.name, p.nik, p.nik.slice(0, 8), p.email, p.id_number, p.phone]));
		await v.close();
	});
}

async function officerReturns(step, job) {
	const { officer } = job;
	const v = officer.visitor;

	await step("another KPPN does not see the request", async () => {
		const other = await Officer.open(job.program, job.program.account("VERIFIKATOR", otherOffice), job.browser);

		await other.visitor.visit(`/verifikasi/${job.satker.number}`, 404);
		await other.visitor.visit(`/permohonan/${job.satker.number}`, 404);
		await other.visitor.visit(`/verifikasi?q=${job.satker.number}`);
		assert.equal(await other.visitor.page.getByRole("link", { name: job.satker.number }).count(), 0);
		await other.visitor.close();
	});
	await step("the serving KPPN finds it in its queue", async () => {
		await officer.findInQueue(job.satker.number);
		await v.says("Balai Konservasi Alam Bukit Barisan");
	});
	await step("before it is claimed its NIK are masked", async () => {
		await officer.open(job.satker.number);
		await v.doesNotSay(...job.people.map((p) => p.nik));
	});
	await step("it is claimed, and its NIK are open", async () => {
		await officer.claim(job.satker.number);
		assert.ok((await v.text()).replace(/\s+/g, "").includes(job.people[0].nik));
	});
	await step("a page of the SK is shown as a picture", async () => {
		const size = await officer.picture(job.satker.number);

		assert.ok(size.width > 300 && size.height > 400, `a picture of ${size.width} × ${size.height}`);
	});
	await step("Dukcapil has answered for each user", async () => {
		for (let n = 1; n <= 3; n++)
			assert.equal(await officer.nikResult(job.satker.number, n), n === 2 ? "Tidak sesuai" : "Sesuai");
	});
	await step("one user is returned with two flags", async () => {
		await officer.returnUser(job.satker.number, 2, ["NIK tidak sesuai data Dukcapil", "Nama tidak sesuai data Dukcapil"], "Samakan nama dan NIK dengan KTP.");
	});
}

async function satkerCorrects(step, job) {
	const { satker } = job;
	const [, second] = job.people;
	let v;

	await step("the letter of the return leads back, and opening its link uses nothing up", async () => {
		const letter = await job.program.letter((l) => l.to === job.email && /perlu diperbaiki/.test(l.subject));
		const link = linkIn(letter, "/pendaftaran/lanjutkan/");

		for (let i = 0; i < 10; i++)
			assert.equal((await fetch(link)).status, 200);
		await satker.visitor.close();
		satker.visitor = v = await Visitor.open(job.program, job.browser);
		await v.visit(link);
		await v.press("Lanjutkan mengisi");
		await v.says("KPPN meminta perbaikan", "Yang perlu diperbaiki (2)", "Pengguna 2: NIK", "Pengguna 2: Nama lengkap");
		await v.visit(link);
		await v.press("Lanjutkan mengisi", 409);
	});
	await step("only what was flagged can be changed", async () => {
		await v.visit(`/pendaftaran/${satker.number}/pengguna/2`);
		assert.ok(await v.field("Nama lengkap").isEditable());
		assert.ok(await v.page.locator("#nik").isEditable());
		assert.ok(!await v.field("Email aktif").isEditable());
		assert.ok(!await v.field("Jabatan").isEditable());
		await v.visit(`/pendaftaran/${satker.number}/pengguna/1`);
		assert.ok(!await v.field("Nama lengkap").isEditable());
		await v.visit(`/pendaftaran/${satker.number}/sk`);
		assert.ok(!await v.field("Nomor SK atau ST").isEditable());
	});
	await step("it is corrected and sent again", async () => {
		Object.assign(second, job.corrected);
		await v.visit(`/pendaftaran/${satker.number}/pengguna/2`);
		await v.fill({ "Nama lengkap": second.name });
		await v.page.locator("#nik").fill(second.nik);
		await v.press("Simpan dan lanjutkan");
		await satker.send("Kirim ulang permohonan");
		await v.hasHeading("Permohonan terkirim");
	});
}

async function officerApproves(step, job) {
	const { officer } = job;
	const v = officer.visitor;

	await step("the officer sees round 2 and what has changed", async () => {
		await officer.claim(job.satker.number);
		await officer.showUser(job.satker.number, 2);
		await v.says("putaran 2", job.before, job.corrected.name);
		assert.equal(await officer.nikResult(job.satker.number, 2), "Sesuai");
	});
	await step("the request is approved", () => officer.approve(job.satker.number));
}

async function peopleSignIn(step, job) {
	const [first] = job.people;
	let v, link;

	await step("who is new gets an activation, who has an account a notice", async () => {
		for (const p of job.people)
			await job.program.letter((l) => l.to === p.email && /Aktivasi akun DIGIT/.test(l.subject), `activation for ${p.email}`);
		await job.program.letter((l) => l.to === job.email && /disetujui/.test(l.subject));
	});
	await step("opening the activation link ten times uses nothing up", async () => {
		link = linkIn(await job.program.letter((l) => l.to === first.email), "/aktivasi/");
		for (let i = 0; i < 10; i++)
			assert.equal((await fetch(link)).status, 200);
	});
	await step("activation asks for the whole NIK and a good password", async () => {
		v = await Visitor.open(job.program, job.browser);
		await v.visit(link);
		await v.fill({ "NIK": job.people[1].nik, "Kata sandi baru": password, "Ulangi kata sandi baru": password });
		await v.press("Aktifkan akun", 422);
		await v.says("NIK tidak cocok dengan tautan ini");
		await v.fill({ "NIK": first.nik, "Kata sandi baru": "password12345678", "Ulangi kata sandi baru": "password12345678" });
		await v.press("Aktifkan akun", 422);
		await v.fill({ "NIK": first.nik, "Kata sandi baru": password, "Ulangi kata sandi baru": password });
		await v.press("Aktifkan akun");
		await v.hasHeading("Akun Anda sudah aktif");
		await v.visit(link, 409);
	});
	await step("NIK and password open the satker's home", async () => {
		await v.signIn({ nik: first.nik, password: "salah tetapi cukup panjang" }, 401);
		assert.equal(v.path, "/masuk");
		await v.says("NIK atau kata sandi tidak cocok");
		await v.fill({ "NIK": first.nik, "Kata sandi DIGIT": password });
		await v.press("Masuk");
		assert.equal(v.path, "/beranda");
		await v.says("Balai Konservasi Alam Bukit Barisan");
	});
	await step("the profile shows the own data and sessions, the NIK masked", async () => {
		await v.visit("/profil");
		await v.says(first.name, first.email, "Sesi yang terbuka (1)", "Operator");
		await v.doesNotSay(first.nik);
	});
	await step("another session can be ended", async () => {
		const second = await Visitor.open(job.program, job.browser);

		await second.signIn({ nik: first.nik, password });
		await v.visit("/profil");
		await v.says("Sesi yang terbuka (2)");
		await v.press("Akhiri semua sesi lain");
		await v.says("Sesi yang terbuka (1)");
		await second.page.goto("/profil");
		assert.equal(second.path, "/masuk");
		await second.close();
	});
	await step("signing out closes the door", async () => {
		await v.signOut();
		assert.equal(v.path, "/");
		await v.page.goto("/beranda");
		assert.equal(v.path, "/masuk");
	});
	await step("a forgotten password is replaced by a link to the mailbox", async () => {
		await v.visit("/lupa-sandi");
		await v.fill({ NIK: first.nik });
		await v.press("Kirim tautan");
		await v.hasHeading("Periksa email Anda");
		const reset = linkIn(await job.program.letter((l) => l.to === first.email && /Kata sandi baru/.test(l.subject)), "/sandi-baru/");

		await v.visit(reset);
		await v.fill({ "NIK": first.nik, "Kata sandi baru": password + " lagi", "Ulangi kata sandi baru": password + " lagi" });
		await v.press("Simpan kata sandi");
		await v.signIn({ nik: first.nik, password: password + " lagi" });
		assert.equal(v.path, "/beranda");
		await v.close();
	});
	await step("an unknown NIK gets the same answer and no letter", async () => {
		const stranger = person();

		v = await Visitor.open(job.program, job.browser);
		await v.visit("/lupa-sandi");
		await v.fill({ NIK: stranger.nik });
		await v.press("Kirim tautan");
		await v.hasHeading("Periksa email Anda");
		await v.close();
	});
}

async function knownPersonJoins(step, job) {
	const known = job.people[0];

	await step("the same NIK in another satker is the same person with one more membership", async () => {
		const satker = await Satker.open(job.program, job.browser);
		const officer = await Officer.open(job.program, job.program.account("VERIFIKATOR", "004"), job.browser);
		const number = await satker.register({ code: "999120", email: "tu@medan.example",
			basis: { ...job.basis, number: "KEP-77/KPA/2026" }, people: [{ ...known, roles: ["PPSPM"] }] });
		const activations = () => job.program.letters().filter((l) => l.to === known.email && /Aktivasi/.test(l.subject)).length;
		const before = activations();

		await officer.claim(number);
		await officer.nikResult(number, 1);
		await officer.approve(number);
		await job.program.letter((l) => l.to === known.email && /Keanggotaan baru/.test(l.subject));
		assert.equal(activations(), before);
		await satker.close();
		await officer.visitor.close();
	});
	await step("signing in asks which unit, and it can be changed", async () => {
		const v = await Visitor.open(job.program, job.browser);

		await v.signIn({ nik: known.nik, password: password + " lagi" });
		await v.hasHeading("Pilih unit");
		await v.press("Pengadilan Agama Contoh Medan");
		assert.equal(v.path, "/beranda");
		await v.says("Pengadilan Agama Contoh Medan");
		await v.page.locator("summary", { hasText: "Ganti satker" }).click();
		await v.press("Balai Konservasi Alam Bukit Barisan");
		await v.says("Balai Konservasi Alam Bukit Barisan");
		await v.close();
	});
}

export async function mainJob(engine, javascript) {
	const browser = { javascript };
	const program = await (await Program.make({ engine })).fill().start();
	const people = [person({ roles: ["OPERATOR", "KPA"] }), person({ ending: "90", roles: ["BENDAHARA"] }), person({ roles: ["PPSPM"] })];
	const job = {
		program, browser, people,
		email: "tata.usaha@bukitbarisan.example",
		basis: { type: "SK", number: "KEP-118/KPA/2026", date: typedDate(3), ...signer() },
		before: people[1].name,
		corrected: { name: people[1].name + " Putra", nik: people[1].nik.slice(0, 14) + "66" },
		satker: await Satker.open(program, browser),
		officer: await Officer.open(program, program.account("VERIFIKATOR", office), browser),
	};
	const seen = [job.satker.visitor, job.officer.visitor];
	const step = chain(`main job, ${engine}, ${javascript ? "with" : "without"} JavaScript`, async (name) => {
		for (const [i, v] of [job.satker.visitor, job.officer.visitor].entries())
			await v.keep(`${engine}-${javascript ? "js" : "nojs"}-${i}-${name.split(": ").at(-1)}`);
	});

	await satkerAsks(step, job);
	await anyoneAsksForTheStatus(step, job);
	await officerReturns(step, job);
	await satkerCorrects(step, job);
	await officerApproves(step, job);
	await peopleSignIn(step, job);
	await knownPersonJoins(step, job);
	await step("the pages broke no rule of the Content-Security-Policy", () => {
		assert.deepEqual(seen.concat(job.satker.visitor).flatMap((v) => v.violations), []);
	});
	await step("the audit trail is whole", () => {
		program.run("audit", "verify");
	});
	await step("the server stops cleanly", async () => {
		assert.equal(await program.stop(), 0);
	});
	program.remove();
}
