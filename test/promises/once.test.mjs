// P07, P08: what is sent twice acts once; one token has one winner.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { test } from "../api/check.mjs";
import { Applicant, Pages } from "./pages.mjs";
import { send, sendJson } from "./wire.mjs";

const times = (n, act) => Promise.all(Array.from({ length: n }, (_, i) => act(i)));
const password = "burung manyar pulang sebelum hujan";

function proposal(p) {
	return { nik: p.nik, name: p.name, email: p.email, nip: p.id_number, unit_kind: "kppn",
		unit_code: "047", roles: ["CSO"], reason: "Surat penugasan 13/2026" };
}

export async function once(stage) {
	const { program } = stage;

	await stage.freshHeads();
	const count = (select) => Number(Object.values(program.rows(`SELECT count(*) FROM ${select}`)[0])[0]);
	const proposals = () => count("audit_entry WHERE reason = 'Surat penugasan 13/2026'");

	await test("P07 One Idempotency-Key sent eight times at once acts once and answers alike", async () => {
		const before = proposals(), body = proposal(person());
		const headers = { "Idempotency-Key": crypto.randomUUID() };
		const ask = (what) => sendJson(program, "POST", "/api/v1/memberships", what, { token: stage.heads[0].token, headers });
		const answers = await times(8, () => ask(body));

		assert.equal(proposals() - before, 1);
		for (const answer of answers.filter(({ status }) => status !== 409))
			assert.deepEqual([answer.status, answer.text], [202, answers.find(({ status }) => status === 202).text]);
		assert.equal((await ask(proposal(person()))).status, 422, "another body under the same key");
		assert.equal(proposals() - before, 1);
	});
	await test("P07 A form sent twice at once and once again acts once", async () => {
		const pages = new Applicant(program);
		const mail = "ganda@satker.example";
		const fields = { ...await pages.hidden("/pendaftaran?satker=999115", "/pendaftaran"), email: mail };
		const answers = [...await times(4, () => pages.postBare("/pendaftaran", fields)), await pages.postBare("/pendaftaran", fields)];
		const drafts = new Set(answers.map((a) => a.headers.location));

		assert.equal(drafts.size, 1, "one draft");
		await program.letter((l) => l.to === mail);
		assert.equal(program.letters().filter((l) => l.to === mail).length, 1);
	});
	await test("P08 Reading an activation link ten times, in any way, does not use it up", async () => {
		const p = person();

		await stage.appoint(p);
		const link = new URL(linkIn(await stage.activationOf(p), "/aktivasi/")).pathname;

		for (const method of ["GET", "HEAD", "OPTIONS"])
			await times(10, () => send(program, method, link));
		const done = await new Pages(program).submit(link, { nik: p.nik, sandi: password, ulangi: password });

		assert.equal(done.status, 200);
		assert.equal((await new Pages(program).get(link)).status, 409);
	});
	await test("P08 Of 24 who post one activation link at once exactly one wins", async () => {
		const p = person();

		await stage.appoint(p);
		const token = linkIn(await stage.activationOf(p), "/aktivasi/").split("/").at(-1);
		const answers = await times(24, (i) => sendJson(program, "POST", `/api/v1/public/activations/${token}`,
			{ nik: p.nik, password: `${password} ${i}` }));
		const winners = answers.flatMap(({ status }, i) => status < 300 ? [i] : []);

		assert.equal(winners.length, 1, answers.map((a) => a.status).join(" "));
		assert.ok(answers.every(({ status }) => [200, 204, 409, 429, 503].includes(status)), answers.map((a) => a.status).join(" "));
		const signIns = await Promise.all([winners[0], (winners[0] + 1) % 24].map((i) =>
			sendJson(program, "POST", "/api/v1/session", { nik: p.nik, password: `${password} ${i}` })));

		assert.deepEqual(signIns.map((a) => a.status), [200, 401]);
	});
	await test("P08 A resume link opens the draft for one browser, and only by a form", async () => {
		const subject = (l) => l.to === stage.draft.email && /\/pendaftaran\/lanjutkan\//.test(l.text);

		await new Pages(program).submit("/pendaftaran/lanjutkan", { nomor: stage.draft.number });
		const link = new URL(linkIn(await program.letter(subject, "resume link"), "/pendaftaran/lanjutkan/")).pathname;

		await times(10, () => send(program, "GET", link));
		const browsers = await times(8, async () => {
			const pages = new Pages(program);

			return { pages, fields: await pages.hidden(link) };
		});
		const answers = await Promise.all(browsers.map(({ pages, fields }) => pages.postBare(link, fields)));

		assert.deepEqual(answers.map((a) => a.status).sort(), [303, ...Array(7).fill(409)]);
		stage.draft.cookies = browsers[answers.findIndex((a) => a.status === 303)].pages.cookies;
		assert.equal((await stage.draft.get(stage.draft.path)).status, 200);
	});
}
