// A satker adding users itself, as far as several tests need it.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { signer } from "../api/people.mjs";
import { inspect } from "./inspect.mjs";
import { Visitor } from "./lib.mjs";
import { Satker, typedDate } from "./satker.mjs";

export class Scene {
	constructor(program, browser) {
		Object.assign(this, { program, browser, seen: [], letters: 0 });
	}

	office(satker) {
		return this.program.rows(`SELECT kppn FROM satker_period WHERE satker = '${satker}'`)[0].kppn;
	}

	async as(role, unit) {
		const v = await Visitor.open(this.program, this.browser);

		await v.signIn(this.program.account(role, unit));
		this.seen.push(v);
		return v;
	}

	// The wizard in the hands of somebody who is signed in.
	async maker(role, unit) {
		const s = new Satker();

		s.program = this.program;
		s.visitor = await this.as(role, unit);
		return s;
	}

	// axe, 320 pixels and the rest need a browser with scripts.
	inspect(v, name) {
		return this.browser.javascript ? inspect(v, name) : undefined;
	}

	async suspend(role, satker) {
		const v = await this.as("VERIFIKATOR", this.office(satker));
		const name = this.program.account(role, satker).nama;

		await v.visit(`/pengguna?satker=${satker}&peran=${role}`);
		await v.choose(`Kelola ${name}`);
		await v.choose("Tangguhkan…");
		await v.fill({ "Alasan": "Pindah tugas." });
		await v.press("Tangguhkan akses");
		await v.says("Akses ditangguhkan");
		await v.close();
	}
}

export async function begin(satker) {
	const v = satker.visitor;

	await v.visit("/pengguna");
	await v.choose("Tambah pengguna");
	await v.hasHeading("Tambah pengguna");
}

// From the list of users to the last page before it is sent.
export async function fillIn(satker, someone) {
	const v = satker.visitor;

	await begin(satker);
	await v.press("Mulai menambah pengguna");
	satker.number = /REG-\d{4}-\d{3}-\d{5,}/.exec(await v.text())[0];
	await satker.fillBasis({ type: "SK", number: "KEP-9/KPA/2026", date: typedDate(2), ...signer(5) });
	await satker.addUsers([someone]);
	const made = await satker.makeFiles();

	await satker.attach(made.sk, made.form);
	await v.visit(`/pendaftaran/${satker.number}/periksa`);
	return satker.number;
}

export async function add(satker, someone) {
	await fillIn(satker, someone);
	await satker.send("Tambahkan pengguna");
	assert.equal(satker.visitor.path, `/permohonan/${satker.number}`);
	return satker.number;
}

// The status page as it is once Dukcapil has answered.
export async function answered(satker, ...words) {
	const v = satker.visitor;

	for (let tries = 0; tries < 80 && /NIK sedang diperiksa/.test(await v.text()); tries++) {
		await sleep(250);
		await v.visit(`/permohonan/${satker.number}`);
	}
	await v.says(...words);
}
