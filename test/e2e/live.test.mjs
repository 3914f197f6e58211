// A ticket that stays open shows what comes, without touching what is being typed.
import assert from "node:assert/strict";
import { chain } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { Program } from "../api/program.mjs";
import { Visitor } from "./lib.mjs";

export async function live() {
	const program = (await Program.make()).fill();
	const step = chain("a ticket that stays open");
	let v, officer, number;

	await program.start();
	await step("the satker opens its ticket and begins to type", async () => {
		const asker = await signIn(program, program.account("OPERATOR", "999113"));

		officer = await signIn(program, program.account("CSO", "018"));
		({ number } = await asker.post("/api/v1/tickets", { category: "LAINNYA", subject: "Uji langsung", body: "Apakah layanan buka?" }));
		v = await Visitor.open(program);
		await v.page.clock.install();
		await v.signIn(program.account("OPERATOR", "999113"));
		await v.visit(`/tiket/${number}`);
		await v.page.locator("textarea[name=body]").fill("Kami juga bertanya");
	});
	await step("the office's answer appears, the text stays", async () => {
		await officer.post(`/api/v1/tickets/${number}/replies`, { body: "Buka sampai pukul 15.00." });
		const answer = v.page.waitForResponse((a) => a.url().includes("/utas?versi="));

		await v.page.clock.runFor(20_000);
		assert.equal((await answer).status(), 200);
		await v.page.getByText("Buka sampai pukul 15.00.").waitFor();
		assert.equal(await v.page.locator("textarea[name=body]").inputValue(), "Kami juga bertanya");
	});
	await step("what was typed can be sent: the new message counts as seen", async () => {
		await v.page.getByRole("button", { name: "Kirim balasan" }).click();
		await v.page.getByText("Balasan terkirim.").waitFor();
		assert.deepEqual(v.violations, []);
	});
	await v.close();
	await program.stop();
	program.remove();
}
