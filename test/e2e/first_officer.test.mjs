// From an empty installation to the first verifier of a KPPN: two persons each time.
import assert from "node:assert/strict";
import fs from "node:fs";
import { chain } from "../api/check.mjs";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { inspect } from "./inspect.mjs";
import { Visitor } from "./lib.mjs";

const password = "tujuh belas perahu berlayar";

async function activate(program, link, nik) {
	const v = await Visitor.open(program);

	await v.visit(link);
	await v.fill({ "NIK": nik, "Kata sandi baru": password, "Ulangi kata sandi baru": password });
	await v.press("Aktifkan akun");
	await v.signIn({ nik, password });
	assert.equal(v.path, "/beranda");
	return v;
}

async function propose(v, p, { kind, unit, role }) {
	await v.visit("/admin/peran");
	await v.page.locator("#nama").fill(p.name);
	await v.page.locator("#nik").fill(p.nik);
	await v.page.locator("#nip").fill(p.id_number);
	await v.page.locator("#email").fill(p.email);
	await v.page.locator("#jenis_unit").selectOption({ label: kind });
	await v.page.locator("#unit").fill(unit);
	await v.fill({ [role]: true, "Dasar penugasan": "ST-1/PB/2026" });
	await v.press("Kirim usulan");
	await v.says(p.name, "Menunggu orang kedua");
}

// The second person is led by a letter and by his home, and sees whom he confirms.
async function confirm(program, v, reader, p) {
	const letter = await program.letter((l) => l.to === reader.email && /menunggu persetujuan/.test(l.subject) && l.text.includes(p.name));

	await v.visit("/beranda");
	await v.says("usulan peran kantor menunggu persetujuan Anda");
	await v.visit(new URL(letter.text.match(/https?:\S*\/admin\/peran\/\d+/)[0]).pathname);
	await v.says(p.name, p.id_number, p.email, p.nik.slice(0, 4), "ST-1/PB/2026");
	await v.doesNotSay(p.nik);
	await inspect(v, "/admin/peran/:id");
	await v.press("Setujui usulan");
	await v.says("Disetujui");
	return linkIn(await program.letter((l) => l.to === p.email && /^Aktivasi/.test(l.subject)), "/aktivasi/");
}

export async function firstOfficer() {
	const program = await Program.make();
	const [one, two, head, deputy, verifier] = Array.from({ length: 5 }, () => person());
	const step = chain("an empty installation");
	let links, first, second, kepala, wakil;

	program.run("migrate");
	await step("bootstrap makes two persons of head office, once", () => {
		const file = `${program.dir}/first.csv`;

		fs.writeFileSync(file, "nik,nama,email,nip\n" +
			[one, two].map((p) => `${p.nik},${p.name},${p.email},${p.id_number}\n`).join(""));
		links = program.run("account", "bootstrap", file).trim().split("\n").map((line) => line.split("\t")[1]);
		assert.equal(links.length, 2);
		assert.throws(() => program.run("account", "bootstrap", file), /status 1|Command failed/);
	});
	await program.start();
	await step("both activate and sign in", async () => {
		first = await activate(program, links[0], one.nik);
		second = await activate(program, links[1], two.nik);
	});
	await step("one proposes the heads of a KPPN, who may not confirm them himself", async () => {
		await propose(first, head, { kind: "KPPN", unit: "047", role: "Kepala KPPN" });
		await propose(first, deputy, { kind: "KPPN", unit: "047", role: "Kepala KPPN" });
		await first.choose(`Lihat usulan untuk ${head.name}`);
		await first.says("Usulan Anda sendiri harus disetujui orang lain.");
		assert.equal(await first.button(/^Setujui/).count(), 0);
	});
	await step("the other confirms, and the heads sign in", async () => {
		kepala = await activate(program, await confirm(program, second, two, head), head.nik);
		wakil = await activate(program, await confirm(program, second, two, deputy), deputy.nik);
	});
	await step("a head is offered the roles of a KPPN and told all errors at once", async () => {
		await kepala.visit("/admin/peran");
		assert.deepEqual(await kepala.page.locator("#jenis_unit option").allInnerTexts(), ["KPPN"]);
		assert.equal(await kepala.page.locator("#unit").inputValue(), "047");
		assert.equal(await kepala.page.getByRole("checkbox", { name: "Kanwil" }).count(), 0);
		await kepala.page.locator("#nik").fill("123");
		await kepala.press("Kirim usulan", 422);
		assert.equal(await kepala.page.locator(".ringkas-galat li").count(), 6);
		await inspect(kepala, "/admin/peran of a head, with errors");
	});
	await step("the heads give the KPPN its first verifier", async () => {
		await propose(kepala, verifier, { kind: "KPPN", unit: "047", role: "Verifikator" });
		const v = await activate(program, await confirm(program, wakil, deputy, verifier), verifier.nik);

		await v.says("KPPN Balikpapan");
	});
	await step("the audit trail is whole", () => program.run("audit", "verify"));
	await step("the server stops cleanly", async () => assert.equal(await program.stop(), 0));
	for (const v of [first, second, kepala, wakil])
		await v?.close();
	program.remove();
}
