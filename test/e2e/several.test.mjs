// One person in two satker: what he may in one is nothing in the other.
import assert from "node:assert/strict";
import { chain } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { Program } from "../api/program.mjs";
import { Scene, add, answered } from "./scene.mjs";

// A bendahara of the first is made an operator of the second.
const first = "999103", second = "999102";

// Somebody of the demo, as an SK would name him.
function known(program, role, satker) {
	const { nik, nama } = program.account(role, satker);
	const [row] = program.rows(`SELECT p.email, p.phone, p.id_type, p.id_number FROM person p
		JOIN membership m ON m.person = p.id WHERE m.unit = '${satker}' AND p.name = '${nama}'`);

	return { ...row, nik, name: nama, position: "Analis", roles: ["OPERATOR"] };
}

const nameOf = (program, satker) => program.rows(`SELECT name FROM satker_period WHERE satker = '${satker}'`)[0].name;

async function joins(step, scene) {
	const { program } = scene;

	await step("who works in one satker is added to another", async () => {
		const satker = await scene.maker("OPERATOR", second), kpa = await scene.as("KPA", second);

		scene.person = known(program, "BENDAHARA", first);
		await add(satker, scene.person);
		await answered(satker, "Menunggu konfirmasi KPA");
		await kpa.visit(`/pengguna/tambah/${satker.number}`);
		await kpa.press("Konfirmasi penambahan");
		await program.letter((l) => l.to === scene.person.email && /Keanggotaan baru/.test(l.subject));
		assert.ok(!program.letters().some((l) => l.to === scene.person.email && /Aktivasi/.test(l.subject)), "no activation");
		scene.other = satker.number;
		await satker.close();
		await kpa.close();
	});
}

async function seesBoth(step, scene) {
	const { program } = scene;

	await step("before he has chosen, one page sums up both, each with its roles", async () => {
		const v = scene.v = await scene.as("BENDAHARA", first);

		await v.hasHeading("Pilih unit");
		await v.choose("Ringkasan semua unit");
		await v.hasHeading("Semua unit saya");
		await v.says(nameOf(program, first), nameOf(program, second), "Bendahara Pengeluaran", "Operator", "Pengguna aktif");
		await v.doesNotSay("Menunggu konfirmasi Anda");
		await scene.inspect(v, "/satker-saya");
	});
	await step("as an operator he starts an addition", async () => {
		const { v } = scene;

		await v.press(`Buka ${nameOf(program, second)}`);
		assert.equal(v.path, "/beranda");
		await v.visit("/pengguna/tambah");
		await v.press("Mulai menambah pengguna");
		scene.draft = /REG-\d{4}-\d{3}-\d{5,}/.exec(await v.text())[0];
		scene.member = program.rows(`SELECT CAST(m.id AS TEXT) AS id FROM membership m
			JOIN membership_role r ON r.membership = m.id WHERE m.unit = '${second}' AND r.role = 'KPA'`)[0].id;
		await v.visit(`/pengguna/${scene.member}`);
	});
	await step("the switch at the top leads to the other satker, where he is no operator", async () => {
		const { v } = scene;

		await v.page.locator("summary", { hasText: "Ganti satker" }).click();
		await v.press(nameOf(program, first));
		await v.visit("/pengguna/tambah");
		await v.says("Peran Anda tidak mencakup");
	});
}

async function nothingThere(step, scene) {
	const { program } = scene;

	await step("nor do links lead back into the first", async () => {
		for (const path of [`/permohonan/${scene.draft}`, `/permohonan/${scene.other}`, `/pendaftaran/${scene.draft}/sk`, `/pengguna/${scene.member}`])
			assert.ok([403, 404].includes((await scene.v.page.goto(path)).status()), path);
	});
	await step("nor does the search find it", async () => {
		await scene.v.visit(`/permohonan?q=${scene.other}`);
		await scene.v.says("Tidak ada yang cocok");
		await scene.v.visit(`/pengguna?q=${encodeURIComponent(program.account("KPA", second).nama)}&satker=${second}`);
		await scene.v.says("Tidak ada pengguna yang cocok");
	});
	await step("nor the API, whatever membership is named", async () => {
		const client = await signIn(program, program.account("BENDAHARA", first));
		const there = client.memberships.find((m) => m.unit_code === second).id;
		const draft = { satker: second, kind: "pendaftaran", contact_email: "tu@satker.example" };

		assert.equal((await client.send("GET", `/api/v1/registrations/${scene.other}`)).status, 404);
		assert.equal((await client.send("POST", `/api/v1/registrations/${scene.draft}/add`, { version: 1 })).status, 403);
		assert.match((await client.refusal("POST", "/api/v1/registrations", draft)).detail ?? "", /satker/i);
		client.membership = there;
		assert.equal((await client.send("GET", `/api/v1/registrations/${scene.other}`)).status, 200);
		assert.match((await client.refusal("POST", "/api/v1/registrations", { ...draft, satker: first })).detail ?? "", /satker/i);
		client.membership = scene.member;
		assert.equal((await client.send("GET", "/api/v1/registrations")).status, 409, "another's membership");
	});
}

export async function several(engine, javascript) {
	const program = await (await Program.make({ engine })).fill().start();
	const scene = new Scene(program, { javascript });
	const step = chain(`two satker, ${engine}, ${javascript ? "with" : "without"} JavaScript`, async (name) => {
		for (const [i, v] of scene.seen.entries())
			await v.keep(`several-${engine}-${i}-${name.split(": ").at(-1)}`);
	});

	await joins(step, scene);
	await seesBoth(step, scene);
	await nothingThere(step, scene);
	await step("the pages broke no rule of the Content-Security-Policy", () => {
		assert.deepEqual(scene.seen.flatMap((v) => v.violations), []);
	});
	await step("the server stops cleanly", async () => {
		assert.equal(await program.stop(), 0);
	});
	program.remove();
}
