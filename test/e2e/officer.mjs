// What an officer of a KPPN does at the workbench.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Visitor } from "./lib.mjs";

export class Officer {
	static async open(program, account, options) {
		const o = new Officer();

		o.account = account;
		o.visitor = await Visitor.open(program, options);
		await o.visitor.signIn(account);
		assert.equal(o.visitor.path, "/beranda");
		return o;
	}

	close() {
		return this.visitor.close();
	}

	open(number) {
		return this.visitor.visit(`/verifikasi/${number}`);
	}

	showUser(number, n) {
		return this.visitor.visit(`/verifikasi/${number}?orang=${n}`);
	}

	async findInQueue(number) {
		await this.visitor.visit("/verifikasi");
		await this.visitor.fill({ "Cari": number });
		await this.visitor.press("Terapkan");
		assert.equal(await this.visitor.page.getByRole("link", { name: number, exact: true }).count(), 1);
	}

	async claim(number) {
		await this.open(number);
		await this.visitor.press("Ambil permohonan");
		await this.visitor.hasHeading(number);
	}

	// The first page of the SK, as soon as it was drawn.
	async picture(number) {
		const picture = this.visitor.page.locator(".kanvas img");

		for (let tries = 0; tries < 40 && !await picture.count(); tries++) {
			await sleep(250);
			await this.open(number);
		}
		return picture.evaluate((img) => ({ width: img.naturalWidth, height: img.naturalHeight }));
	}

	// What Dukcapil said about a user's NIK, once it has answered.
	async nikResult(number, n) {
		const row = this.visitor.page.locator("table.banding").first().locator("tr", { has: this.visitor.page.getByRole("rowheader", { name: "NIK", exact: true }) });

		for (let tries = 0; tries < 40; tries++) {
			await this.showUser(number, n);
			const text = (await row.locator("td").last().innerText()).trim();

			if (!/^Menunggu/.test(text))
				return text.split("\n")[0];
			await sleep(250);
		}
		assert.fail(`no answer about user ${n} of ${number}`);
	}

	// reasons as the page words them.
	async returnUser(number, n, reasons, message) {
		const v = this.visitor;

		await this.showUser(number, n);
		await v.press("Kembalikan untuk perbaikan…");
		for (const box of await v.page.locator("input[name='tandai[]']").all())
			if (await box.isVisible())
				await box.setChecked(false);
		const group = v.page.locator("details.lipat").filter({ hasText: `Pengguna ${n} ·` });

		for (const reason of reasons)
			await group.getByLabel(reason).check();
		await v.fill({ "Pesan untuk satker": message });
		await v.press("Kembalikan permohonan");
		await v.says(`Permohonan ${number} dikembalikan untuk perbaikan.`);
	}

	async reject(number, reason, words) {
		const v = this.visitor;

		await this.open(number);
		await v.press("Tolak…");
		await v.press("Tolak permohonan", 422);
		await v.fill({ [reason]: true, "Penjelasan untuk satker": words });
		await v.press("Tolak permohonan");
		await v.says(`Permohonan ${number} ditolak.`);
	}

	// From the open request to its approval; reason only when a second officer must come.
	async approve(number, reason) {
		const v = this.visitor;

		await this.compare(number);
		await v.press("Setujui…");
		if (reason)
			await v.fill({ "Alasan menyetujui": reason });
		await v.press("Setujui pengguna");
		await v.says(`Permohonan ${number} ${reason ? "menunggu petugas kedua" : "disetujui"}`);
	}

	// Every field with the documents, in one press: an approval asks for it.
	async compare(number) {
		await this.open(number);
		await this.visitor.press("Semua cocok");
	}

	async second(number) {
		const v = this.visitor;

		await this.open(number);
		await v.choose("Putuskan sebagai petugas kedua…");
		await v.press("Setujui pengguna");
		await v.says(`Permohonan ${number} disetujui dua petugas.`);
	}
}
