// A ticket from the question to its end and back, as the satker and its KPPN see it.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { chain } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { linkIn } from "../api/letters.mjs";
import { Program } from "../api/program.mjs";
import { inspect } from "./inspect.mjs";
import { Visitor } from "./lib.mjs";

const satker = "999101", neighbour = "999102", office = "047", otherOffice = "011";
const secret = "kedondong";	// stands in an internal note and nowhere else
const patience = 40;

const letter = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n");

async function arrive(program, account, browser) {
	const v = await Visitor.open(program, browser);

	await v.signIn(account);
	return v;
}

// Newest messages are indexed by a job: the search is asked until the number is there.
async function search(v, words, number) {
	for (let tries = 0; tries < patience; tries++) {
		await v.visit(`/tiket/cari?q=${encodeURIComponent(words)}`);
		if ((await v.text()).includes(number))
			return true;
		await sleep(250);
	}
	return false;
}

async function asks(step, play) {
	const { asker: v } = play;

	await step("the list is empty and offers a ticket", async () => {
		await v.visit("/tiket");
		await v.hasHeading("HAI CSO");
		await play.look(v, "an empty list");
		await v.choose("Buat tiket");
		await v.hasHeading("Buat tiket");
		await play.look(v, "the categories");
	});
	await step("the category's form shows what is known already", async () => {
		await v.choose("Retur SP2D");
		await v.says("Mungkin sudah terjawab", "Menyelesaikan retur SP2D");
		await play.look(v, "a new ticket");
	});
	await step("without subject and text nothing is sent and nothing typed is lost", async () => {
		await v.fill({ "Nomor SP2D": "260471301000123" });
		await v.press("Kirim tiket", 422);
		await v.says("Isi judul", "Isi isi");
		assert.equal(await v.field("Nomor SP2D").inputValue(), "260471301000123");
		await play.look(v, "a new ticket with errors");
	});
	await step("a file that is no PDF is refused, the text stays", async () => {
		await v.page.locator("#subject").fill("Retur SP2D GUP, rekening tidak aktif");
		await v.page.locator("#body").fill("Apa yang harus kami siapkan?\n\n<b>Terima kasih</b>");
		await v.page.locator("#lampiran-1").setInputFiles({ name: "foto.pdf", mimeType: "application/pdf", buffer: Buffer.from("GIF89a") });
		await v.press("Kirim tiket", 422);
		await v.says("foto.pdf");
		assert.equal(await v.page.locator("#subject").inputValue(), "Retur SP2D GUP, rekening tidak aktif");
	});
	await step("with its file it is sent and numbered", async () => {
		await v.page.locator("#lampiran-1").setInputFiles({ name: "rekening.pdf", mimeType: "application/pdf", buffer: letter });
		await v.press("Kirim tiket");
		play.number = /HAI-\d{4}-047-\d{5,}/.exec(await v.text())[0];
		await v.says(`Tiket ${play.number} terkirim`, "Menunggu Respon KPPN", "rekening.pdf", "<b>Terima kasih</b>", "260471301000123");
		await play.look(v, "a ticket of one's own");
	});
	await step("a letter confirms it", async () => {
		const told = await play.program.letter((l) => l.subject === `Tiket ${play.number}: diterima`, "confirmation");

		play.mailbox = told.to;
		assert.match(told.text, /hai-[a-z2-7]{24}/);
	});
}

async function isOthers(step, play) {
	await step("neither the neighbour nor another KPPN sees it", async () => {
		for (const account of [play.program.account("KPA", neighbour), play.program.account("CSO", otherOffice)]) {
			const v = await arrive(play.program, account, play.browser);

			await v.visit(`/tiket/${play.number}`, 404);
			await v.visit("/tiket");
			await v.doesNotSay(play.number);
			await v.visit("/tiket/cari?q=rekening");
			await v.doesNotSay(play.number);
			await v.close();
		}
	});
}

async function isAnswered(step, play) {
	const { officer: v, asker } = play;

	await step("the KPPN has it in its queue, opens the file and claims it", async () => {
		await v.visit("/tiket");
		await v.says(play.number, satker, "Belum diambil");
		await play.look(v, "the queue");
		await v.visit(`/tiket/${play.number}`);
		assert.deepEqual(await v.download("rekening.pdf"), letter);
		await v.press("Ambil");
		await v.says("Tiket Anda ambil.", play.account.nama);
		await play.look(v, "a ticket, for its officer");
	});
	await step("an internal note stays with the office", async () => {
		await v.choose("Catatan internal");
		await v.fill({ "Isi catatan": `Rekening ${secret} sudah ditanyakan ke bank.` });
		await play.look(v, "an internal note");
		await v.press("Simpan catatan");
		await v.says("hanya petugas", secret);
	});
	await step("a reply that was kept ready is filled in; with a missing name it is not sent", async () => {
		await v.visit(`/tiket/${play.number}`);
		await v.page.getByLabel("Templat", { exact: true }).selectOption({ label: "Retur: dokumen yang diperlukan" });
		await v.press("Pakai templat");
		assert.match(await v.page.locator("#body").inputValue(), /retur SP2D 260471301000123 atas satker .* surat ralat/);
		await v.page.locator("#body").fill("Nomor {sp2d_lama} belum ada.");
		await v.press("Kirim balasan", 422);
		await v.says("Lengkapi {sp2d_lama} sebelum mengirim");
		await play.look(v, "an answer with a missing name");
	});
	await step("the answer waits for the satker", async () => {
		await v.page.locator("#body").fill("Unggah surat ralat yang ditandatangani PPSPM.");
		await v.press("Kirim balasan");
		await v.says("Balasan terkirim.", "Menunggu Respons Satker", "surat ralat");
	});
	await step("the letter of the answer goes to the asker", async () => {
		const told = await play.program.letter((l) => l.subject === `Tiket ${play.number}: dijawab`, "answer");

		assert.equal(told.to, play.mailbox);
		assert.ok(told.text.includes("surat ralat"));
	});
	await step("the asker sees it as unread, answers, and it is the KPPN's turn", async () => {
		await asker.visit("/tiket");
		await asker.says("belum dibaca", "Menunggu Respons Satker");
		await asker.visit(`/tiket/${play.number}`);
		await asker.says("surat ralat");
		await asker.fill({ "Isi balasan": "Surat ralat kami kirim besok pagi." });
		await asker.press("Kirim balasan");
		await asker.says("Menunggu Respon KPPN");
		await asker.visit("/tiket");
		await asker.doesNotSay("belum dibaca");
	});
}

async function endsAndReopens(step, play) {
	const { officer: v, asker } = play;

	await step("an answer written without the newest message is held back", async () => {
		await v.visit(`/tiket/${play.number}`);
		await asker.visit(`/tiket/${play.number}`);
		await asker.fill({ "Isi balasan": "Ternyata hari ini juga." });
		await asker.press("Kirim balasan");
		await v.fill({ "Isi balasan": "Baik, kami tunggu besok." });
		await v.press("Kirim balasan", 422);
		await v.says("Ada pesan baru yang belum Anda baca", "Ternyata hari ini juga.");
		assert.equal((await v.field("Isi balasan").inputValue()).trim(), "Baik, kami tunggu besok.");
		await play.look(v, "an answer that was overtaken");
	});
	await step("the officer solves it", async () => {
		await v.fill({ "Isi balasan": "Pembayaran ulang sudah diproses." });
		await v.page.getByLabel("Status setelah dikirim").selectOption("selesai");
		await v.press("Kirim balasan");
		await v.says("Selesai");
		await play.program.letter((l) => l.subject === `Tiket ${play.number}: selesai` && l.to === play.mailbox, "end");
	});
	await step("by the link of the letter the asker judges, without signing in, and may change it", async () => {
		const told = await play.program.letter((l) => l.subject === `Tiket ${play.number}: selesai` && l.to === play.mailbox, "end");
		const someone = await Visitor.open(play.program, play.browser);

		await someone.visit(new URL(linkIn(told, "/nilai/")).pathname);
		await play.look(someone, "the page that judges");
		await someone.press("Kirim penilaian", 422);
		await someone.fill({ "Kurang puas": true, "Komentar": "Terlalu lama." });
		await someone.press("Kirim penilaian");
		await someone.says("Penilaian Anda tersimpan", "masih dapat diubah");
		await someone.fill({ "Sangat puas": true });
		await someone.press("Ubah penilaian");
		await someone.visit("/nilai/tidak-ada", 404);
		await someone.visit(`/tiket/${play.number}`, 200);
		assert.equal(someone.path, "/masuk", "the link opens nothing else");
		await someone.close();
		await v.visit(`/tiket/${play.number}`);
		await v.says("Sangat puas (4 dari 4)", "Terlalu lama.");
		await asker.visit(`/tiket/${play.number}`);
		await asker.choose("Ubah penilaian");
		await play.look(asker, "judging from the ticket");
	});
	await step("the asker reopens it", async () => {
		await asker.visit(`/tiket/${play.number}`);
		await asker.says("Selesai", "Pembayaran ulang sudah diproses.");
		await asker.press("Buka kembali");
		await asker.says("Tiket dibuka kembali.", "Menunggu Respon KPPN", "Dibuka kembali oleh");
		await play.look(asker, "a ticket that was reopened");
	});
}

// Neither page, API, letter nor search of the asker has a word of the note.
async function notesStay(step, play) {
	const { officer: v, asker, program } = play;

	await step("the officer finds his note, the asker finds the ticket without it", async () => {
		assert.ok(await search(v, secret, play.number), "the officer finds the note");
		await play.look(v, "what a search found");
		assert.ok(await search(asker, "rekening tidak aktif", play.number), "the asker finds his own words");
		await asker.doesNotSay(secret);
		await asker.visit(`/tiket/cari?q=${secret}`);
		await asker.says("Tidak ada yang cocok");
		assert.ok(!(await asker.text()).includes(play.number));
		await asker.visit(`/tiket/cari?q=${secret}&jenis=catatan`);
		assert.ok(!(await asker.text()).includes(play.number));
	});
	await step("the asker's pages have no word of it", async () => {
		for (const path of [`/tiket/${play.number}`, `/tiket/${play.number}?tulis=catatan`, "/tiket", "/beranda"]) {
			await asker.visit(path);
			await asker.doesNotSay(secret, "Catatan internal");
		}
	});
	await step("the asker's API has no word of it", async () => {
		const client = await signIn(program, play.askerAccount);
		const answers = [`/api/v1/tickets/${play.number}`, "/api/v1/tickets",
			`/api/v1/tickets/search?q=${secret}`, `/api/v1/tickets/${play.number}/notes`];

		for (const path of answers) {
			const { status, body } = await client.send("GET", path);

			assert.ok(!JSON.stringify(body).includes(secret), path);
			assert.equal(status, /notes$/.test(path) ? 403 : 200, path);
		}
	});
	await step("no letter has a word of it", async () => {
		for (const l of program.letters())
			assert.ok(!l.raw.includes(secret) && !`${l.text}${l.html}`.includes(secret), l.subject);
	});
	await step("knowledge is read by both sides", async () => {
		for (const who of [asker, v]) {
			await who.visit("/pengetahuan");
			await who.hasHeading("Pengetahuan");
			await play.look(who, "the articles");
			await who.choose("Menyelesaikan retur SP2D");
			await who.says("Langkah");
			await play.look(who, "an article");
		}
	});
}

export async function tickets(javascript) {
	const program = await (await Program.make()).fill().start();
	const play = { program, browser: { javascript }, askerAccount: program.account("BENDAHARA", satker),
		account: program.account("CSO", office) };
	const step = chain(`ticket, ${javascript ? "with" : "without"} JavaScript`, async (name) => {
		await play.asker?.keep(`asker ${name}`);
		await play.officer?.keep(`officer ${name}`);
	});

	// axe runs as a script.
	play.look = (v, name) => javascript ? inspect(v, `ticket: ${name}`) : undefined;
	play.asker = await arrive(program, play.askerAccount, play.browser);
	play.officer = await arrive(program, play.account, play.browser);
	for (const part of [asks, isOthers, isAnswered, endsAndReopens, notesStay])
		await part(step, play);
	await step("the audit trail is whole", () => program.run("audit", "verify"));
	await play.asker.close();
	await play.officer.close();
	await program.stop();
	program.remove();
}
