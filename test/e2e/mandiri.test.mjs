// A satker adds users itself: the KPA confirms, the KPPN is told and may suspend.
import assert from "node:assert/strict";
import { chain } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { Scene, add, answered, begin, fillIn } from "./scene.mjs";

// Everybody of these is there, served by one KPPN or another.
const whole = "999102", withoutKpa = "999103", withoutMakers = "999105";

async function kpaConfirms(step, scene) {
	const someone = person({ roles: ["PPSPM"] });
	const { program } = scene;
	const kpaName = program.account("KPA", whole).nama;
	let satker, kpa, number;

	await step("the page that begins says who confirms", async () => {
		satker = await scene.maker("OPERATOR", whole);
		await begin(satker);
		await satker.visitor.says("tanpa menunggu KPPN", kpaName, "Dukcapil");
		await scene.inspect(satker.visitor, "/pengguna/tambah");
	});
	await step("the last page offers both ways", async () => {
		number = await fillIn(satker, someone);
		await satker.visitor.says("dapat ditambahkan tanpa menunggu KPPN", "KPA lain di satker Anda mengonfirmasi");
		await scene.inspect(satker.visitor, "the answers of an addition");
		await satker.visitor.press("Tambahkan pengguna", 422);
		await satker.visitor.says("Centang pernyataan untuk melanjutkan");
	});
	await step("what was sent waits for the KPA and gives nothing yet", async () => {
		await satker.send("Tambahkan pengguna");
		await answered(satker, "Menunggu konfirmasi KPA", "Belum ada akses yang diberikan");
		await scene.inspect(satker.visitor, "the status of an addition");
		assert.ok(!program.letters().some((l) => l.to === someone.email), "no letter to the user");
		await satker.visitor.visit(`/pendaftaran/${number}/sk`);
		assert.equal(satker.visitor.path, `/permohonan/${number}`);
	});
	await step("who sent it has no page to confirm it", async () => {
		await satker.visitor.visit(`/pengguna/tambah/${number}`, 403);
	});
	await step("the KPA of another satker does not know of it", async () => {
		const other = await scene.as("KPA", withoutMakers);

		await other.visit(`/pengguna/tambah/${number}`, 404);
		await other.visit(`/permohonan/${number}`, 404);
		await other.close();
	});
	await step("a letter and the list of users lead the KPA to it", async () => {
		const letter = await program.letter((l) => /menunggu konfirmasi Anda/.test(l.subject));

		assert.ok(letter.text.includes(someone.name) && letter.text.includes(`/pengguna/tambah/${number}`));
		kpa = await scene.as("KPA", whole);
		await kpa.visit("/pengguna");
		await kpa.says("Menunggu konfirmasi Anda (1)");
		await kpa.choose(someone.name);
		await kpa.says(someone.name, "PPSPM", program.account("OPERATOR", whole).nama, "KEP-9/KPA/2026");
		await kpa.doesNotSay(someone.nik);
		await scene.inspect(kpa, "/pengguna/tambah/…");
	});
	await step("confirmed, it takes effect, and user and KPPN are told", async () => {
		await kpa.press("Konfirmasi penambahan");
		await kpa.says("Penambahan dikonfirmasi dan berlaku", "Aktif");
		await program.letter((l) => l.to === someone.email && /Aktivasi akun DIGIT/.test(l.subject));
		await program.letter((l) => l.to === `cso.${scene.office(whole)}@kppn.example` && /menambah pengguna secara mandiri/.test(l.subject));
		await kpa.visit(`/pengguna/tambah/${number}`);
		assert.equal(kpa.path, `/permohonan/${number}`);
		await satker.visitor.visit(`/permohonan/${number}`);
		await satker.visitor.says("Penambahan berlaku", someone.name);
	});
	await step("its KPPN sees it and suspends the user with a reason", async () => {
		const officer = await scene.as("VERIFIKATOR", scene.office(whole));

		await officer.visit(`/permohonan/${number}`);
		await officer.visit(`/pengguna?satker=${whole}&q=${encodeURIComponent(someone.name)}`);
		await officer.choose(`Kelola ${someone.name}`);
		await officer.choose("Tangguhkan…");
		await officer.press("Tangguhkan akses", 422);
		await officer.fill({ "Alasan": "SK belum ditandatangani." });
		await officer.press("Tangguhkan akses");
		await officer.says("Akses ditangguhkan", "Ditangguhkan");
		await officer.close();
	});
	await step("a KPA who declines says why, and the maker hears it", async () => {
		const another = person();

		await add(satker, another);
		await answered(satker, "Menunggu konfirmasi KPA");
		await kpa.visit(`/pengguna/tambah/${satker.number}`);
		await kpa.choose("Tidak mengonfirmasi…");
		await kpa.press("Tolak penambahan", 422);
		await kpa.says("Isi alasan");
		await scene.inspect(kpa, "/pengguna/tambah/…/tolak");
		await kpa.fill({ "Alasan": "Bukan pegawai satker ini." });
		await kpa.press("Tolak penambahan");
		await kpa.says("Pengusul diberi tahu");
		await satker.visitor.visit(`/permohonan/${satker.number}`);
		await satker.visitor.says("KPA tidak mengonfirmasi penambahan ini", "Bukan pegawai satker ini.");
		assert.ok(!program.letters().some((l) => l.to === another.email), "no letter to the user");
	});
}

async function withoutAKpa(step, scene) {
	let satker;

	await step("without a KPA an operator takes effect at once", async () => {
		const someone = person();

		await scene.suspend("KPA", withoutKpa);
		satker = await scene.maker("OPERATOR", withoutKpa);
		await add(satker, someone);
		await answered(satker, "Penambahan berlaku");
		await scene.program.letter((l) => l.to === someone.email && /Aktivasi akun DIGIT/.test(l.subject));
	});
	await step("who signs payment orders goes through the KPPN", async () => {
		await fillIn(satker, person({ roles: ["PPSPM"] }));
		await satker.visitor.says("Pengguna ini diperiksa KPPN");
		assert.equal(await satker.visitor.page.getByRole("button", { name: "Tambahkan pengguna" }).count(), 0);
		await satker.send("Kirim permohonan");
		await satker.visitor.hasHeading("Permohonan terkirim");
	});
	await step("a NIK that Dukcapil knows otherwise goes through the KPPN", async () => {
		await add(satker, person({ ending: "90" }));
		await answered(satker, "Penambahan ini diperiksa KPPN", "Diajukan");
	});
}

async function withoutARight(step, scene) {
	let v;

	await step("a bendahara is told who may add", async () => {
		v = await scene.as("BENDAHARA", withoutMakers);
		await v.visit("/pengguna/tambah");
		await v.says("Peran Anda tidak mencakup", scene.program.account("OPERATOR", withoutMakers).nama,
			scene.program.account("KPA", withoutMakers).nama);
		assert.equal(await v.page.getByRole("button", { name: "Mulai menambah pengguna" }).count(), 0);
		await scene.inspect(v, "/pengguna/tambah without the right");
	});
	await step("where nobody may add, the way through the KPPN is shown", async () => {
		await scene.suspend("OPERATOR", withoutMakers);
		await scene.suspend("KPA", withoutMakers);
		await v.visit("/pengguna/tambah");
		await v.says("tidak punya Operator atau KPA yang aktif", "KPPN", `cso.${scene.office(withoutMakers)}@kppn.example`);
		await scene.inspect(v, "/pengguna/tambah where nobody may");
		await v.choose("Daftarkan lewat KPPN");
		await v.hasHeading("Daftarkan pengguna satker");
	});
	await step("an officer has no such page", async () => {
		const officer = await scene.as("VERIFIKATOR", scene.office(whole));

		await officer.visit("/pengguna/tambah", 404);
	});
}

export async function mandiri(engine, javascript) {
	const browser = { javascript };
	const program = await (await Program.make({ engine })).fill().start();
	const scene = new Scene(program, browser);
	const step = chain(`mandiri, ${engine}, ${javascript ? "with" : "without"} JavaScript`, async (name) => {
		for (const [i, v] of scene.seen.entries())
			await v.keep(`mandiri-${engine}-${i}-${name.split(": ").at(-1)}`);
	});

	await kpaConfirms(step, scene);
	await withoutAKpa(step, scene);
	await withoutARight(step, scene);
	await step("the pages broke no rule of the Content-Security-Policy", () => {
		assert.deepEqual(scene.seen.flatMap((v) => v.violations), []);
	});
	await step("the audit trail is whole", () => {
		program.run("audit", "verify");
	});
	await step("the server stops cleanly", async () => {
		assert.equal(await program.stop(), 0);
	});
	program.remove();
}
