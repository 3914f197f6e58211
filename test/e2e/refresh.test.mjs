// The queue keeps itself new without disturbing who works with it, and without
// keeping anybody signed in.
import assert from "node:assert/strict";
import { chain } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { Program } from "../api/program.mjs";
import { Visitor } from "./lib.mjs";

const MINUTE = 60;

export async function refresh() {
	const program = (await Program.make()).fill();
	const step = chain("the queue that stays open");
	let v, other, waiting, asked;

	// The page's own clock goes on by 20 s at once; answers when it has asked.
	async function tick() {
		const answer = v.page.waitForResponse((a) => a.url().includes("versi="));

		await v.page.clock.runFor(20_000);
		return (await answer).status();
	}

	// The other officer takes the next one; its row says so on a page that is new.
	async function takeOne() {
		const number = waiting.shift();
		const { version } = await other.call("GET", `/api/v1/registrations/${number}`);

		await other.call("POST", `/api/v1/registrations/${number}/claim`, { version });
		return number;
	}

	const row = (number) => v.page.locator("tr", { has: v.page.getByRole("link", { name: number, exact: true }) });

	await program.start();
	await step("an officer opens it", async () => {
		other = await signIn(program, program.account("VERIFIKATOR", "047", 1));
		v = await Visitor.open(program);
		await v.page.clock.install();
		await v.signIn(program.account("VERIFIKATOR", "047", 0));
		await v.visit("/verifikasi");
		await v.page.evaluate(() => { window.loadedOnce = true; });
		waiting = await v.page.locator("tr", { has: v.page.getByRole("button", { name: "Ambil" }) }).locator("a.utama").allInnerTexts();
		assert.ok(waiting.length > 4, `${waiting.length} wait`);
		v.page.on("request", (r) => {
			asked += r.url().includes("versi=");
		});
	});
	await step("a row changes under it; what was typed and marked stays", async () => {
		const field = v.page.locator("#cari");

		await field.fill("Kantor Contoh");
		await field.evaluate((f) => f.setSelectionRange(2, 6));
		const number = await takeOne();

		assert.equal(await tick(), 200);
		await row(number).getByText("Lihat").waitFor();
		assert.deepEqual(await field.evaluate((f) => [document.activeElement === f, f.value, f.selectionStart, f.selectionEnd]),
			[true, "Kantor Contoh", 2, 6]);
		assert.ok(await v.page.evaluate(() => window.loadedOnce), "loaded anew");
		assert.equal(await v.page.getByRole("status").last().innerText(), "");
		assert.equal(await tick(), 204);
	});
	await step("the focus stays on the same request", async () => {
		const kept = row(waiting.at(-1)).getByRole("button");

		await kept.focus();
		const number = await takeOne();

		assert.equal(await tick(), 200);
		await row(number).getByText("Lihat").waitFor();
		assert.ok(await kept.evaluate((b) => b === document.activeElement));
		await v.page.getByText("Antrean berubah dan sudah diperbarui.").waitFor();
	});
	await step("marked text is left alone until it is no longer", async () => {
		await v.page.evaluate(() => getSelection().selectAllChildren(document.querySelector("td.judul")));
		const marked = await v.page.evaluate(() => String(getSelection()));
		const number = await takeOne();

		asked = 0;
		await v.page.clock.runFor(60_000);
		assert.equal(asked, 0);
		assert.equal(await v.page.evaluate(() => String(getSelection())), marked);
		await v.page.evaluate(() => getSelection().removeAllRanges());
		assert.equal(await tick(), 200);
		await row(number).getByText("Lihat").waitFor();
	});
	await step("a tab that nobody sees asks for nothing", async () => {
		const hide = (hidden) => v.page.evaluate((h) => {
			Object.defineProperty(document, "hidden", { configurable: true, get: () => h });
			document.dispatchEvent(new Event("visibilitychange"));
		}, hidden);

		asked = 0;
		await hide(true);
		await v.page.clock.runFor(120_000);
		assert.equal(asked, 0);
		const seen = v.page.waitForResponse((a) => a.url().includes("versi="));

		await hide(false);
		await seen;
	});
	await step("it keeps nobody signed in", async () => {
		await program.advance(25 * MINUTE);
		assert.ok([200, 204].includes(await tick()));
		await program.advance(40 * MINUTE);
		assert.notEqual(await tick(), 200);
		await v.page.getByText("Sesi Anda berakhir. Muat ulang untuk masuk kembali.").waitFor();
		asked = 0;
		await v.page.clock.runFor(60_000);
		assert.equal(asked, 0, "goes on asking");
		await v.choose("Muat ulang");
		assert.equal(v.path, "/masuk");
		assert.deepEqual(v.violations, []);
	});
	await v.close();
	await program.stop();
	program.remove();
}
