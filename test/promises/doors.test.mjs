// S07: each role passes the doors that the golden list gives it, and nobody else's
// request, document or picture is there for it.
import assert from "node:assert/strict";
import fs from "node:fs";
import { signIn } from "../api/client.mjs";
import { test } from "../api/check.mjs";
import { Pages } from "./pages.mjs";

const people = { OPERATOR: "999104", BENDAHARA: "999104", PPK: "999104", PPSPM: "999104", KPA: "999104", CSO: "047",
	VERIFIKATOR: "047", KEPALA: "047", KANWIL: "01", ESELON1: "03304", KL: "033", PUSAT: "DJPB", AUDITOR: "DJPB" };
const roles = ["PUBLIK", ...Object.keys(people)];
// A wrong password is 403 too; to end sessions would end the walk.
const apart = ["POST /masuk/ulang", "POST /keluar", "DELETE /api/v1/session", "POST /masuk",
	"POST /profil/sesi/akhiri-lain"];

function golden() {
	return fs.readFileSync("test/golden/access.txt", "utf8").trim().split("\n").slice(1).map((line) => {
		const words = line.split(/\s+/);
		const cells = words.slice(-roles.length - 1, -1);

		return { method: words[0], path: words[1], open: new Set(roles.filter((_, i) => cells[i] !== ".")) };
	}).filter(({ method, path }) => !apart.includes(`${method} ${path}`));
}

// One person at a page and at the API.
async function enter(program, role) {
	const pages = new Pages(program);

	await pages.get("/masuk");
	if (role === "PUBLIK")
		return { pages };
	const account = program.account(role, people[role], role === "PUSAT" ? 2 : 0);

	assert.equal((await pages.signIn(account.nik, account.password)).status, 303, role);
	return { pages, token: (await signIn(program, account)).token, own: await pages.hidden("/profil", "/keluar") };
}

async function ask(who, method, path) {
	if (path.startsWith("/api/"))
		return who.pages.request(method, path, { body: method === "GET" ? undefined : "{}",
			headers: { ...(who.token ? { Authorization: `Bearer ${who.token}` } : {}), "Content-Type": "application/json" } });
	if (method === "GET")
		return who.pages.get(path);
	return who.pages.postBare(path, { _csrf: (who.own ?? await who.pages.hidden("/masuk"))._csrf });
}

function refused(answer) {
	if (/problem/.test(answer.headers["content-type"] ?? ""))
		return ["unauthenticated", "forbidden"].includes(JSON.parse(answer.text).code);
	return answer.status === 403 || (answer.status === 303 && /^\/masuk(\?|$)/.test(answer.headers.location));
}

const masked = (answer, number) => ({ status: answer.status, text: answer.text.replaceAll(number, "…")
	.replace(/E-[A-Z0-9]{4}-[A-Z0-9]{4}/g, "E-…").replace(/value="[^"]*"/g, "").replace(/datetime="[^"]*">[^<]*/g, "…") });

export async function doors(stage) {
	const { program, sent } = stage;
	const routes = golden();
	const fill = (path, number, id) => path.replace(":number", number).replace(":id", id).replace(/[:*][a-z]+/g, "1");

	await test(`S07 Each of ${roles.length} roles passes just the doors of ${routes.length} routes that are its own`, async () => {
		for (const role of roles) {
			const who = await enter(program, role);

			for (const { method, path, open } of routes) {
				const answer = await ask(who, method, fill(path, "REG-2026-047-99999", "1"));

				assert.ok(answer.status < 500, `${role}: ${method} ${path}: ${answer.status}`);
				// The public's own rows still want the token of a draft.
				assert.ok(refused(answer) !== open.has(role) || (role === "PUBLIK" && open.has(role)), `${role}: ${method} ${path}: ${answer.status} ${answer.headers.location ?? ""}`);
			}
		}
	});
	await test("S07 Another's request, document and page picture are what does not exist", async () => {
		const [{ id }] = program.rows(`SELECT d.id FROM document d JOIN registration r ON r.id = d.subject WHERE r.number = '${sent.number}'`);
		const nothing = { number: "REG-2026-004-99999", id: "0".repeat(32) };
		const theirs = routes.filter(({ path }) => /:number|documents\/:id/.test(path));

		for (const role of roles.filter((r) => !["PUSAT", "AUDITOR"].includes(r))) {
			const who = await enter(program, role === "KANWIL" ? "KL" : role);

			for (const { method, path, open } of theirs.filter((r) => r.open.has(role))) {
				const there = masked(await ask(who, method, fill(path, sent.number, id)), sent.number);
				const not = masked(await ask(who, method, fill(path, nothing.number, nothing.id)), nothing.number);

				assert.deepEqual(there, not, `${role}: ${method} ${path}`);
			}
		}
		assert.equal(program.rows(`SELECT state FROM registration WHERE number = '${sent.number}'`)[0].state, "Diajukan");
	});
}
