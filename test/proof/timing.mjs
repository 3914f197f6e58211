// S01: the time of an answer tells nobody what exists. Two askers take turns, 300 samples
// each; the ranks of their times are compared (Mann and Whitney 1947). How many milliseconds
// their medians are apart depends on the machine, and is printed.
import assert from "node:assert/strict";
import { note, test } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Pages } from "../promises/pages.mjs";
import { Stage } from "../promises/stage.mjs";
import { send, sendJson } from "../promises/wire.mjs";

const warmUp = 5, mostRankDistance = 3.5;
let callers = 0;

// Each asker comes from a network of his own: nobody is slowed down for another.
function stranger() {
	callers++;
	return { "X-Forwarded-For": `10.${Math.floor(callers / 250) % 250}.${callers % 250}.1` };
}

function json(program, path, body) {
	return () => sendJson(program, "POST", path, body(), { headers: stranger() });
}

// A form whose hidden fields were read before the clock runs.
function form(program, path, fields) {
	return async () => {
		const pages = new Pages(program);

		pages.address = stranger()["X-Forwarded-For"];
		const hidden = await pages.hidden(path);
		const body = new URLSearchParams({ ...hidden, ...fields() }).toString();

		return () => pages.request("POST", path, { body, headers: { "Content-Type": "application/x-www-form-urlencoded" } });
	};
}

const ready = (act) => async () => act;

async function timed(prepare) {
	const act = await prepare(), began = process.hrtime.bigint();
	const { status } = await act();

	return { ms: Number(process.hrtime.bigint() - began) / 1e6, status };
}

function median(values) {
	const sorted = [...values].sort((a, b) => a - b);

	return sorted[Math.floor(sorted.length / 2)];
}

// How many standard deviations the sum of ranks is from where it would be by chance.
export function rankDistance(a, b) {
	const all = [...a.map((ms) => ({ ms, own: true })), ...b.map((ms) => ({ ms }))].sort((x, y) => x.ms - y.ms);
	const ranks = all.reduce((sum, { own }, i) => sum + (own ? i + 1 : 0), 0);
	const expected = a.length * (a.length + b.length + 1) / 2;

	return (ranks - expected) / Math.sqrt(a.length * b.length * (a.length + b.length + 1) / 12);
}

async function compare(stage, name, pair, samples) {
	const times = [[], []], statuses = new Set();

	for (let i = -warmUp; i < samples; i++) {
		// A NIK, a mailbox or a number that was tried a hundred times has to wait, known or not.
		if (i % 30 === 0)
			stage.change("DELETE FROM throttle");
		for (const side of i % 2 ? [0, 1] : [1, 0]) {
			const { ms, status } = await timed(pair[side]);

			statuses.add(status);
			if (i >= 0)
				times[side].push(ms);
		}
	}
	const z = rankDistance(...times);

	note(`S01 timing of ${name}: ${samples} + ${samples} answers, z = ${z.toFixed(1)}, medians ${median(times[0]).toFixed(1)} and ${median(times[1]).toFixed(1)} ms`);
	assert.equal(statuses.size, 1, `statuses ${[...statuses]}`);
	assert.ok(Math.abs(z) < mostRankDistance, `z = ${z}`);
}

function pairs(stage) {
	const { program } = stage;
	const known = program.account("BENDAHARA", "999103").nik, inactive = stage.waiting.nik;
	const mailboxes = program.rows("SELECT email FROM person WHERE email LIKE '%.example'").map((p) => p.email);
	const wrong = "bukan kata sandinya sama sekali";
	const signIn = (nik, password = wrong) => ready(json(program, "/api/v1/session", () => ({ nik: nik(), password })));
	const signInPage = (nik, sandi = wrong) => form(program, "/masuk", () => ({ nik: nik(), sandi }));
	const unknown = () => person().nik;
	const reset = (nik) => ready(json(program, "/api/v1/public/password-reset", () => ({ nik: nik() })));
	const status = (number) => ready(json(program, "/api/v1/public/status", () => ({ number, secret: "AAAA-BBBB-CCCC" })));
	const resume = (number) => ready(json(program, "/api/v1/public/resume", () => ({ number })));
	const draft = (mailbox) => ready(json(program, "/api/v1/public/registrations", () => ({ satker: "999118", contact_email: mailbox() })));
	const detail = (number) => ready(() => send(program, "GET", `/api/v1/registrations/${number}`, { headers: { Authorization: `Bearer ${stage.stranger}`, ...stranger() } }));
	let i = 0;

	return {
		"a sign-in, unknown or wrong": [signIn(unknown), signIn(() => known)],
		"a sign-in, unknown or not activated": [signIn(unknown), signIn(() => inactive)],
		"a sign-in, unknown or locked": [signIn(unknown), signIn(() => stage.locked)],
		"a sign-in without a password": [signIn(unknown, ""), signIn(() => known, "")],
		"a sign-in by page": [signInPage(unknown), signInPage(() => known)],
		"a forgotten password": [reset(unknown), reset(() => known)],
		"a forgotten password by page": [form(program, "/lupa-sandi", () => ({ nik: unknown() })), form(program, "/lupa-sandi", () => ({ nik: known }))],
		"another activation letter": [form(program, "/aktivasi-ulang", () => ({ nik: unknown() })), form(program, "/aktivasi-ulang", () => ({ nik: inactive }))],
		"the status of a request": [status(stage.sent.number), status("REG-2026-047-99999")],
		"a resume link": [resume(stage.draft.number), resume("REG-2026-047-99999")],
		"a new draft": [draft(() => mailboxes[i++ % mailboxes.length]), draft(() => `waktu${i++}@satker.example`)],
		"a request of others": [detail(stage.sent.number), detail("REG-2026-011-99999")],
	};
}

export async function timing(samples) {
	const stage = await Stage.open(), { program } = stage;
	const { nik, password } = program.account("OPERATOR", "999109");

	stage.stranger = JSON.parse((await sendJson(program, "POST", "/api/v1/session", { nik, password })).text).token;
	stage.locked = program.account("PPK", "999109").nik;
	await sendJson(program, "POST", "/api/v1/session", { nik: stage.locked, password: program.account("PPK", "999109").password });
	stage.change("UPDATE account SET state = 'terkunci' WHERE person = (SELECT person FROM session ORDER BY id DESC LIMIT 1)");
	for (const [name, pair] of Object.entries(pairs(stage)))
		await test(`S01 The time of ${name} tells nobody apart`, () => compare(stage, name, pair, samples));
	await stage.close();
}
