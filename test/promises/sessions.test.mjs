// P12, S03: what was revoked is dead at the next request.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { signIn } from "../api/client.mjs";
import { test } from "../api/check.mjs";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Pages } from "./pages.mjs";

async function isRenewed(program, pages, act) {
	const before = pages.cookies.get("__Host-sesi"), thief = new Pages(program);
	const answer = await act();

	assert.equal(answer.status, 303);
	assert.notEqual(pages.cookies.get("__Host-sesi"), before);
	assert.ok(await pages.signedIn());
	thief.cookies.set("__Host-sesi", before);
	assert.equal(await thief.signedIn(), false);
}

// Somebody who works at two offices and has signed in.
async function inTwoOffices(stage) {
	const p = person(), pages = new Pages(stage.program), password = "burung manyar pulang sebelum hujan";

	await stage.appoint(p, "018");
	const link = new URL(linkIn(await stage.activationOf(p), "/aktivasi/")).pathname;

	assert.equal((await pages.submit(link, { nik: p.nik, sandi: password, ulangi: password })).status, 200);
	await stage.appoint(p, "047");
	assert.equal((await pages.signIn(p.nik, password)).status, 303);
	return Object.assign(pages, { person: p });
}

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
	await test("S03 Of six browsers of a person the first is signed out, whatever the others are", async () => {
		const who = program.account("PPSPM", "999110"), all = [];

		for (let i = 0; i < 3; i++)
			all.push(await enter(who));
		const client = await signIn(program, who);

		for (let i = 0; i < 2; i++)
			all.push(await enter(who));
		assert.deepEqual(await Promise.all(all.map((p) => p.signedIn())), [false, true, true, true, true]);
		assert.equal(await lives(client), 200);
	});
	await test("S03 The password entered again makes a new cookie, and the old one is dead", async () => {
		const pages = await enter();

		await isRenewed(program, pages, () => pages.submit("/masuk/ulang", { sandi: account.password }));
		const [before, answer] = [pages.cookies.get("__Host-sesi"), await pages.submit("/masuk/ulang", { sandi: "bukan kata sandinya" })];

		assert.deepEqual([answer.status, pages.cookies.get("__Host-sesi")], [403, before]);
	});
	await test("S03 The choice of another unit makes a new cookie, and the old one is dead", async () => {
		const pages = await inTwoOffices(stage);

		for (const unit of ["047", "018"]) {
			const [{ id }] = program.rows(`SELECT m.id FROM membership m JOIN person p ON p.id = m.person WHERE m.unit = '${unit}' AND p.email = '${pages.person.email}'`);

			await isRenewed(program, pages, () => pages.submit("/satker-aktif", { keanggotaan: String(id) }));
		}
	});
	await test("S03 Who signs out leaves nothing behind in the browser", async () => {
		const pages = await enter();

		assert.match((await pages.get("/profil")).headers["cache-control"], /no-store/);
		assert.match((await pages.submit("/profil", {}, { action: "/keluar" })).headers["clear-site-data"], /"cache".*"storage"/);
	});
	await test("S03 A token is of 256 random bits, and only its hash is kept", async () => {
		const tokens = [];

		for (let i = 0; i < 3; i++)
			tokens.push((await signIn(program, account)).token, (await enter()).cookies.get("__Host-sesi"));
		for (const token of tokens) {
			assert.equal(Buffer.from(token, "base64url").length, 32);
			const hash = crypto.createHash("sha256").update(token).digest("hex");

			assert.equal(program.rows(`SELECT count(*) AS n FROM session WHERE token_hash = '${hash}'`)[0].n, 1);
		}
		assert.equal(new Set(tokens.map((t) => t.slice(0, 6))).size, tokens.length);
	});
	await test("S03 A session ends after half an hour of idleness, and after twelve hours however busy", async () => {
		const idle = await signIn(program, account), busy = await signIn(program, account);
		const age = (column, seconds) => stage.change(`UPDATE session SET ${column} = ${column} - ${seconds} WHERE id = (SELECT max(id) FROM session)`);

		age("created_at", 12 * 3600 - 60);
		assert.equal(await lives(busy), 200);
		age("created_at", 61);
		assert.equal(await lives(busy), 401);
		stage.change("UPDATE session SET seen_at = seen_at - 1801 WHERE id = (SELECT max(id) FROM session) - 1");
		assert.equal(await lives(idle), 401);
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
