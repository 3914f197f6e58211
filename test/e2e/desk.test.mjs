// What the verifier finds on the desk and at home, where Dukcapil is looked at by people.
import assert from "node:assert/strict";
import { Book } from "../api/book.mjs";
import { test } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Play, Story } from "../api/play.mjs";
import { Program } from "../api/program.mjs";
import { Officer } from "./officer.mjs";
import { Visitor } from "./lib.mjs";

const office = "047";

// What the officer saw at Dukcapil, chosen and sent on the page of the second user.
async function recordsWhatHeSaw(play, officer) {
	const v = officer.visitor, story = new Story(play, 5 * play.made++);

	await story.start([person(), person({ roles: ["BENDAHARA"] })]);
	await officer.claim(story.number);
	await officer.showUser(story.number, 2);
	await v.doesNotSay("belum ada jawaban");
	await v.press("Catat hasil NIK");
	await v.says("Pilih hasil yang Anda lihat di Dukcapil");
	await v.page.getByLabel("Hasil yang Anda lihat di Dukcapil").selectOption({ label: "Sesuai" });
	await v.press("Catat hasil NIK");
	await v.says("Hasil pemeriksaan NIK dicatat atas nama Anda.", "pengguna 2 dari 2",
		`dicatat petugas ${officer.account.nama}`);
	assert.equal(await officer.nikResult(story.number, 2), "Sesuai");
}

// One account of each role: where its start page leads.
async function homeLeadsSomewhere(program, account) {
	const v = await Visitor.open(program);

	try {
		await v.signIn(account);
		const paths = await v.page.locator("main a[href], nav a[href]").evaluateAll((all) =>
			[...new Set(all.map((a) => a.getAttribute("href")).filter((href) => href.startsWith("/")))]);

		assert.ok(paths.length > 0);
		for (const path of paths)
			await v.visit(path);
	} finally {
		await v.close();
	}
}

export async function desk() {
	const program = (await Program.make()).fill();

	program.settings.dukcapil = "manual";
	await program.start();
	const play = await new Play(program, new Book()).open();
	const all = program.accounts();

	play.made = 0;
	for (const javascript of [true, false]) {
		const officer = await Officer.open(program, program.account("VERIFIKATOR", office), { javascript });

		await test(`desk: an officer records what he saw at Dukcapil, ${javascript ? "with" : "without"} JavaScript`,
			() => recordsWhatHeSaw(play, officer).catch(async (e) => {
				await officer.visitor.keep("desk manual");
				throw e;
			}));
		await officer.close();
	}
	for (const role of new Set(all.map((a) => a.peran)))
		await test(`home: every link of ${role} leads to a page`,
			() => homeLeadsSomewhere(program, all.find((a) => a.peran === role)));
	await program.stop();
	program.remove();
}
