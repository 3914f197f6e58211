// S01: nobody learns whether a NIK, a mailbox or a request exists.
import assert from "node:assert/strict";
import { test } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Pages } from "./pages.mjs";
import { sendJson } from "./wire.mjs";

// Marks that differ from page to page, and what the asker typed himself.
function masked(answer, typed = []) {
	let text = answer.text.replace(/value="(1:)?[A-Za-z0-9:_-]{20,}"/g, "value=…")
		.replace(/E-[A-Z0-9]{4}-[A-Z0-9]{4}/g, "E-…").replace(/datetime="[^"]*">[^<]*/g, "…");

	for (const word of typed)
		text = text.replaceAll(word.includes("@") ? word : `"${word}"`, "…");
	return { status: answer.status, headers: Object.keys(answer.headers).sort(), text };
}

function allSame(answers) {
	for (const [name, answer] of Object.entries(answers))
		assert.deepEqual(answer, Object.values(answers)[0], name);
}

async function lock(stage, account) {
	await sendJson(stage.program, "POST", "/api/v1/session", { nik: account.nik, password: account.password });
	stage.change("UPDATE account SET state = 'terkunci' WHERE person = (SELECT person FROM session ORDER BY id DESC LIMIT 1)");
	return account;
}

export async function silence(stage) {
	const { program } = stage;
	const known = program.account("BENDAHARA", "999101");
	const inactive = stage.waiting;
	const unknown = person();
	const locked = await lock(stage, program.account("PPSPM", "999101"));
	const people = { unknown: unknown.nik, wrong: known.nik, inactive: inactive.nik, locked: locked.nik, "not a NIK": "990150501090" };
	const ask = async (act) => {
		const answers = {};

		for (const [name, nik] of Object.entries(people))
			answers[name] = masked(await act(nik, new Pages(program)), [nik]);
		return answers;
	};

	await test("S01 A page sign-in tells unknown, wrong, not activated, locked and no password apart for nobody", async () => {
		const answers = await ask((nik, pages) => pages.signIn(nik, "bukan kata sandinya sama sekali"));

		answers["no password"] = masked(await new Pages(program).signIn(known.nik, ""), [known.nik]);
		answers["the right one of who is locked"] = masked(await new Pages(program).signIn(locked.nik, locked.password), [locked.nik]);
		allSame(answers);
		assert.equal(answers.unknown.status, 401);
	});
	await test("S01 An API sign-in tells them apart for nobody", async () => {
		const answers = await ask((nik) => sendJson(program, "POST", "/api/v1/session", { nik, password: "bukan kata sandinya" }));

		answers["no password"] = masked(await sendJson(program, "POST", "/api/v1/session", { nik: known.nik, password: "" }));
		allSame(answers);
		assert.equal(answers.unknown.status, 401);
	});
	for (const [path, words] of [["/lupa-sandi", "A forgotten password"], ["/aktivasi-ulang", "Another activation letter"]])
		await test(`S01 ${words} is promised to everybody alike`, async () => {
			const answers = await ask((nik, pages) => pages.submit(path, { nik }));

			allSame(answers);
			assert.equal(answers.unknown.status, 200);
		});
	await test("S01 A password reset by API is promised to everybody alike", async () => {
		const answers = await ask((nik) => sendJson(program, "POST", "/api/v1/public/password-reset", { nik }));

		allSame(answers);
		assert.equal(answers.unknown.status, 202);
	});
	await test("S01 A resume link is promised for any number", async () => {
		const numbers = { draft: stage.draft.number, sent: stage.sent.number, none: "REG-2026-047-99999", "no number": "'" };
		const answers = {};

		for (const [name, nomor] of Object.entries(numbers))
			answers[name] = masked(await new Pages(program).submit("/pendaftaran/lanjutkan", { nomor }), [nomor]);
		allSame(answers);
		assert.equal(answers.none.status, 200);
	});
	await test("S01 The status page does not tell which numbers exist", async () => {
		const answers = {};

		for (const nomor of [stage.draft.number, stage.sent.number, "REG-2026-047-99999"])
			answers[nomor] = masked(await new Pages(program).submit("/cek-status", { nomor, kode: "AAAA-BBBB-CCCC" }), [nomor]);
		allSame(answers);
		assert.equal(Object.values(answers)[0].status, 422);
	});
	await test("S01 A mailbox that is known starts a draft like any other", async () => {
		const answers = {};

		for (const email of [stage.sent.email, unknown.email]) {
			const pages = new Pages(program);
			const fields = await pages.hidden("/pendaftaran?satker=999118", "/pendaftaran");

			answers[email] = masked(await pages.postBare("/pendaftaran", { ...fields, email }), [email]);
		}
		allSame(answers);
	});
}
