// P12, S03: what was revoked is dead at the next request.
import assert from "node:assert/strict";
import { signIn } from "../api/client.mjs";
import { test } from "../api/check.mjs";
import { Pages } from "./pages.mjs";

export async function sessions(stage) {
	const { program } = stage;
	const account = program.account("OPERATOR", "999110");
	const enter = async (who = account) => {
		const pages = new Pages(program);

		assert.equal((await pages.signIn(who.nik, who.password)).status, 303);
		return pages;
	};
	const lives = async (client) => (await client.send("GET", "/api/v1/session")).status;

	await test("S03 A session cookie ends with its session, at once", async () => {
		const pages = await enter(), copy = new Map(pages.cookies);

		assert.equal((await pages.submit("/profil", {}, { action: "/keluar" })).status, 303);
		assert.ok(!pages.cookies.has("__Host-sesi"), "the cookie is deleted");
		pages.cookies = copy;
		assert.equal(await pages.signedIn(), false);
	});
	await test("S03 A bearer token ends with its session, at once", async () => {
		const client = await signIn(program, account);

		assert.equal(await lives(client), 200);
		assert.equal((await client.send("DELETE", "/api/v1/session")).status, 204);
		assert.equal(await lives(client), 401);
	});
	await test("S03 Of six sessions of a person the oldest is dead", async () => {
		const who = program.account("PPK", "999110"), all = [];

		for (let i = 0; i < 6; i++)
			all.push(await signIn(program, who));
		assert.deepEqual(await Promise.all(all.map(lives)), [401, 200, 200, 200, 200, 200]);
	});
	await test("S03 A cookie that was planted before a sign-in is not the session after it", async () => {
		const planted = "A".repeat(43), pages = new Pages(program), thief = new Pages(program);

		pages.cookies.set("__Host-tamu", planted);
		pages.cookies.set("__Host-sesi", planted);
		const form = await pages.get("/masuk");

		assert.equal(form.status, 200);
		assert.equal((await pages.signIn(account.nik, account.password)).status, 303);
		assert.notEqual(pages.cookies.get("__Host-sesi"), planted);
		thief.cookies.set("__Host-sesi", planted);
		assert.equal(await thief.signedIn(), false);
	});
	await test("S03 Session cookies are for this host, its https and no script", async () => {
		const pages = new Pages(program), fields = await pages.hidden("/masuk");
		const answer = await pages.postBare("/masuk", { ...fields, nik: account.nik, sandi: account.password });
		const line = answer.headers["set-cookie"].find((l) => l.startsWith("__Host-sesi="));

		for (const word of ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"])
			assert.ok(line.includes(word), `${word} in ${line}`);
		assert.ok(!/Domain=/i.test(line), line);
	});
	await test("P12 A role that ended is gone at the next request", async () => {
		const client = await signIn(program, program.account("KEPALA", "018"));
		const { memberships: [m] } = await client.get("/api/v1/session");
		const ask = () => client.send("POST", "/api/v1/memberships", {}).then((a) => a.status);

		assert.notEqual(await ask(), 403);
		stage.change(`UPDATE membership_role SET valid_until = 1 WHERE membership = ${m.id}`);
		assert.equal(await ask(), 403);
	});
	await test("P12 An account that was locked is out at the next request", async () => {
		const who = program.account("KPA", "999110");
		const client = await signIn(program, who), pages = await enter(who);

		stage.change("UPDATE account SET state = 'terkunci' WHERE person = (SELECT person FROM session" +
			" ORDER BY id DESC LIMIT 1)");
		assert.equal(await lives(client), 401);
		assert.equal(await pages.signedIn(), false);
	});
}
