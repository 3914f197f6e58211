// Decisions at the workbench beside the usual way, and what a usual one costs.
import assert from "node:assert/strict";
import { Book } from "../api/book.mjs";
import { note, test } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Play, Story } from "../api/play.mjs";
import { Program } from "../api/program.mjs";
import { Officer } from "./officer.mjs";

const office = "047";
const clicksAtMost = 6;

// A submitted request to KPPN 047, made through the API.
async function request(play, ...people) {
	const story = new Story(play, 5 * play.made++);

	await story.start(people);
	return story;
}

async function greenRequest(program, play, officer) {
	const v = officer.visitor;
	const { number } = await request(play, person(), person({ roles: ["BENDAHARA"] }), person({ roles: ["PPSPM"] }));

	for (let n = 1; n <= 3; n++)
		await officer.nikResult(number, n);
	await v.visit("/verifikasi");
	v.forgetCost();
	await v.press(`Ambil ${number}`);
	await v.press("Cocokkan semua & setujui…");
	await v.press("Setujui pengguna");
	await v.says(`Permohonan ${number} disetujui`);
	note(`a green request of three users, from queue to decision: ${v.cost.requests} requests, ` +
		`${v.cost.clicks} clicks, ${v.cost.keys} keys`);
	assert.ok(v.cost.clicks <= clicksAtMost, `${v.cost.clicks} clicks`);
}

async function rejection(program, play, officer) {
	const story = await request(play, person());

	await officer.claim(story.number);
	await officer.reject(story.number, "SK atau surat tugas tidak sah", "SK tidak memuat tanda tangan KPA.");
	const letter = await program.letter((l) => l.to === story.mailbox && /ditolak/.test(l.subject));

	for (const words of ["SK tidak memuat tanda tangan KPA.", "KPPN Balikpapan", "cso.047@kppn.example"])
		assert.ok(letter.text.includes(words), `the letter lacks “${words}”`);
	await officer.visitor.visit(`/verifikasi/${story.number}`);
	await officer.visitor.says("Ditolak");
}

async function twoOfficers(program, play, officer, other) {
	const { number } = await request(play, person({ ending: "98" }));

	await officer.claim(number);
	assert.match(await officer.nikResult(number, 1), /^Layanan terganggu/);
	await officer.visitor.press("Setujui…");
	await officer.visitor.press("Setujui pengguna", 422);
	await officer.visitor.says("isian belum Anda cocokkan");
	await officer.compare(number);
	await officer.visitor.press("Setujui…");
	await officer.visitor.press("Setujui pengguna", 409);
	await officer.approve(number, "Layanan terganggu; KTP asli sudah dilihat.");
	await officer.open(number);
	await officer.visitor.doesNotSay("Putuskan sebagai petugas kedua…");
	await officer.visitor.visit(`/verifikasi/${number}/kedua`);
	await officer.visitor.press("Setujui pengguna", 403);
	await other.visitor.visit(`/verifikasi/${number}/kedua`);
	await other.visitor.says("mencocokkan dengan dokumen");
	await other.second(number);
	await other.open(number);
	await other.visitor.says("Aktif", "Disetujui");
}

// One of two is approved: neither the officer nor the satker is told that all are.
async function oneOfTwo(program, play, officer) {
	const v = officer.visitor;
	const story = await request(play, person(), person({ roles: ["BENDAHARA"] }));

	await officer.claim(story.number);
	for (const n of [1, 2])
		await officer.nikResult(story.number, n);
	await v.press("Cocokkan semua & setujui…");
	await v.page.locator("input[name='pengguna[]']").nth(1).uncheck();
	await v.press("Setujui pengguna");
	await v.says(`Permohonan ${story.number} disetujui sebagian. Belum diputus:`);
	assert.equal(v.path, `/verifikasi/${story.number}`);
	const letter = await program.letter((l) => l.to === story.mailbox && /disetujui/.test(l.subject));

	assert.match(letter.subject, /sebagian/);
	assert.match(letter.text, /Belum diputus: /);
}

// What is flagged when the form is sent stands in the letter, once, with one greeting.
async function returned(program, play, officer) {
	const v = officer.visitor;
	const story = await request(play, person());

	await officer.claim(story.number);
	await officer.returnUser(story.number, 1, ["Email berbeda dengan SK"],
		"Samakan dengan lampiran SK.\nLalu unggah ulang.");
	const letter = await program.letter((l) => l.to === story.mailbox && /diperbaiki/.test(l.subject));

	assert.equal(letter.text.match(/Yth\./g).length, 1);
	assert.match(letter.text, /Pengguna 1, Email: Email berbeda dengan SK/);
	assert.match(letter.html, /Samakan dengan lampiran SK\.<br>Lalu unggah ulang\./);
	assert.match(letter.text, /paling lambat \d+ \S+ \d{4}\.$/m);
	await officer.open(story.number);
	assert.equal(await v.page.locator(".lini .lama").first().evaluate((p) => getComputedStyle(p).whiteSpaceCollapse), "preserve-breaks");
}

async function neverApproved(program, play, officer) {
	const { number } = await request(play, person({ ending: "91" }));

	await officer.claim(number);
	assert.equal(await officer.nikResult(number, 1), "Tercatat meninggal");
	await officer.visitor.visit(`/verifikasi/${number}/setujui`);
	await officer.visitor.says("Tidak dapat disetujui siapa pun");
	assert.equal(await officer.visitor.button("Setujui pengguna").count(), 0);
}

// The second to decide is told what happened meanwhile, and decides nothing.
async function tooLate(program, play, officer, other) {
	const { number } = await request(play, person());
	const late = await officer.visitor.context.newPage();

	await officer.claim(number);
	await officer.nikResult(number, 1);
	await other.open(number);
	await other.visitor.says(officer.account.nama);
	assert.equal(await other.visitor.button("Setujui…").count(), 0);
	await late.goto(`/verifikasi/${number}/tolak`);
	await officer.approve(number);
	await late.getByLabel("Permohonan ganda").check();
	await late.getByLabel("Penjelasan untuk satker").fill("Sudah ada permohonan lain.");
	await late.getByRole("button", { name: "Tolak permohonan" }).click();
	await late.getByText("Yang terjadi sejak halaman ini dibuka").waitFor();
	await late.close();
	await officer.open(number);
	await officer.visitor.says("Disetujui");
}

// After a quarter of an hour the password is asked for before the form, not after it.
async function passwordAgain(program, play, officer) {
	const { number } = await request(play, person());
	const v = officer.visitor;

	await officer.claim(number);
	await officer.nikResult(number, 1);
	await officer.compare(number);
	await program.advance(16 * 60);
	await officer.open(number);
	await v.press("Setujui…");
	assert.equal(v.path, "/masuk/ulang");
	await v.fill({ "Kata sandi DIGIT": "salah sama sekali ini" });
	await v.press("Lanjutkan", 403);
	await v.fill({ "Kata sandi DIGIT": officer.account.password });
	await v.press("Lanjutkan");
	assert.equal(v.path, `/verifikasi/${number}/setujui`);
	await v.press("Setujui pengguna");
	await v.says(`Permohonan ${number} disetujui`);
}

// Opened while the password was fresh, sent when it is not.
async function openedEarly(play, officer, people) {
	const { number } = await request(play, ...people);
	const v = officer.visitor;

	await officer.claim(number);
	await officer.nikResult(number, 1);
	await officer.compare(number);
	await v.visit(`/verifikasi/${number}/setujui`);
	return number;
}

// Nothing is lost, not even to a wrong password, and nothing stands in an address.
async function typedSurvives(program, play, officer) {
	const number = await openedEarly(play, officer, [person({ ending: "98" }), person({ roles: ["BENDAHARA"] })]);
	const v = officer.visitor;

	await v.page.locator("input[name='pengguna[]']").nth(1).uncheck();
	await v.fill({ "Alasan menyetujui": "KTP \"asli\" & SK dilihat.\nLayanan terganggu." });
	await program.advance(33 * 60);
	await v.press("Setujui pengguna", 403);
	assert.equal(await v.page.evaluate(() => location.search), "");
	await v.fill({ "Kata sandi DIGIT": "salah sama sekali ini" });
	await v.press("Lanjutkan", 403);
	await v.fill({ "Kata sandi DIGIT": officer.account.password });
	await v.press("Lanjutkan");
	await v.says(`Permohonan ${number} menunggu petugas kedua`);
	await officer.open(number);
	await v.says("KTP \"asli\" & SK dilihat. Layanan terganggu.");
}

// What comes out of the question is a whole page: its form can be corrected and sent.
async function answeredForm(program, play, officer) {
	const number = await openedEarly(play, officer, [person({ ending: "98" })]);
	const v = officer.visitor;

	await program.advance(50 * 60);
	await v.press("Setujui pengguna", 403);
	await v.fill({ "Kata sandi DIGIT": officer.account.password });
	await v.press("Lanjutkan", 409);
	await v.fill({ "Alasan menyetujui": "Layanan terganggu; KTP asli dilihat." });
	await v.press("Setujui pengguna");
	await v.says(`Permohonan ${number} menunggu petugas kedua`);
}

export async function decisions() {
	const program = await (await Program.make()).fill().start();
	const play = await new Play(program, new Book()).open();
	const officer = await Officer.open(program, program.account("VERIFIKATOR", office, 0));
	const other = await Officer.open(program, program.account("VERIFIKATOR", office, 1));

	play.made = 0;
	for (const [name, act] of [
		[`a green request takes at most ${clicksAtMost} clicks from the queue on`, greenRequest],
		["a rejection tells the satker why and whom to ask", rejection],
		["without an answer of Dukcapil two officers approve", twoOfficers],
		["one of two approved is not told as all", oneOfTwo],
		["the letter of a return lists what was flagged", returned],
		["who is recorded as dead is approved by nobody", neverApproved],
		["who decides too late is told so", tooLate],
		["an old password is entered again before a decision", passwordAgain],
		["what was typed survives the password's being asked for", typedSurvives],
		["a form that waited for the password can be corrected", answeredForm],
	])
		await test(`decision: ${name}`, () => act(program, play, officer, other).catch(async (e) => {
			await officer.visitor.keep("decision " + name);
			throw e;
		}));
	await test("decision: the audit trail is whole", () => program.run("audit", "verify"));
	await officer.close();
	await other.close();
	await program.stop();
	program.remove();
}
