// S02: guessing is slow, and locks nobody out but the guesser.
import assert from "node:assert/strict";
import { test } from "../api/check.mjs";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";
import { sendJson } from "./wire.mjs";

const wrong = "bukan kata sandinya sama sekali";
let networks = 0;

// A network of its own for each test; its hosts are neighbours.
const network = () => {
	const n = ++networks;

	return (host) => `192.0.${n}.${host}`;
};

const at = (address) => ({ headers: { "X-Forwarded-For": address } });

function guess(program, nik, address, password = wrong) {
	return sendJson(program, "POST", "/api/v1/session", { nik, password }, at(address));
}

function browser(program, address) {
	const pages = new Pages(program);

	pages.address = address;
	return pages;
}

// Failures until the client is told to wait; the answer that says so.
async function untilWait(act, most) {
	for (let i = 1; i <= most; i++) {
		const answer = await act(i);

		if (answer.status === 429)
			return { failures: i - 1, answer };
	}
	return { failures: most };
}

// The same, and the wait is so long that what follows falls into it.
async function shutOut(stage, host, act) {
	const told = await untilWait(act, 20);

	stage.change(`UPDATE throttle SET until = strftime('%s', 'now') + 600 WHERE until > 0 AND bucket LIKE '%:${host(0)}/24'`);
	return told;
}

async function growing(stage) {
	const { program } = stage;
	const account = program.account("BENDAHARA", "999106"), host = network();
	const { failures, answer } = await shutOut(stage, host, () => guess(program, account.nik, host(1)));

	assert.ok(failures >= 10 && failures <= 16, `${failures} failures`);
	assert.ok(Number(answer.headers["retry-after"]) > 0, "Retry-After");
	assert.equal((await guess(program, account.nik, host(1), account.password)).status, 429, "the right one waits as well");
	assert.equal((await guess(program, account.nik, host(99), account.password)).status, 429, "and a neighbour of the guesser");
	assert.equal((await guess(program, account.nik, network()(1), account.password)).status, 200, "the owner, elsewhere");
}

async function knownBrowser(stage) {
	const { program } = stage;
	const account = program.account("PPK", "999106"), host = network();
	const owner = browser(program, host(7));

	assert.equal((await owner.signIn(account.nik, account.password)).status, 303);
	const known = owner.cookies.get("__Host-kenal");

	await shutOut(stage, host, () => guess(program, account.nik, host(7)));
	assert.equal((await browser(program, host(7)).signIn(account.nik, account.password)).status, 429, "a browser that nobody knows");
	owner.cookies = new Map([["__Host-kenal", known]]);
	assert.equal((await owner.signIn(account.nik, account.password)).status, 303, "the owner's own");
	// What was copied from it is no key for others, and its own failures count.
	const thief = browser(program, host(7)), other = program.account("KPA", "999106");

	await shutOut(stage, host, () => guess(program, other.nik, host(7)));
	thief.cookies.set("__Host-kenal", known);
	assert.equal((await thief.signIn(other.nik, other.password)).status, 429, "a mark of another person");
	thief.cookies = new Map([["__Host-kenal", known.slice(0, -3) + "AAA"]]);
	assert.equal((await thief.signIn(account.nik, account.password)).status, 429, "a mark that was made up");
	const { failures } = await untilWait(() => {
		owner.cookies = new Map([["__Host-kenal", known]]);
		return owner.signIn(account.nik, wrong);
	}, 20);

	assert.ok(failures <= 16, `${failures} failures in a known browser`);
}

// One line has 18 trillion addresses; they are one client.
async function oneLine({ program }) {
	const account = program.account("KPA", "999105");
	const { failures } = await untilWait((i) => guess(program, account.nik, `2001:db8:7:1:${i}:${i}:${i}:${i}`), 20);

	assert.ok(failures <= 16, `${failures} failures`);
	assert.equal((await guess(program, account.nik, "2001:db8:7:2::1", account.password)).status, 200);
	let drafts = 0;

	for (let i = 0; i < 8; i++)
		drafts += (await sendJson(program, "POST", "/api/v1/public/registrations", { satker: "999107", contact_email: `garis${i}@satker.example` },
			at(`2001:db8:8:1::${i + 1}`))).status === 202;
	assert.equal(drafts, 5, "drafts a day");
}

// Many names from one network: as if a hundred had failed there already.
async function spraying(stage) {
	const { program } = stage, host = network(), account = program.account("OPERATOR", "999106");

	await guess(program, person().nik, host(1));
	stage.change(`UPDATE throttle SET failures = 103 WHERE bucket = 'masuk:${host(0)}/24'`);
	await guess(program, person().nik, host(2));
	const known = browser(program, network()(1));

	assert.equal((await known.signIn(account.nik, account.password)).status, 303);
	assert.equal((await guess(program, person().nik, host(3))).status, 429, "another name from there");
	known.address = host(4);
	known.cookies = new Map([["__Host-kenal", known.cookies.get("__Host-kenal")]]);
	assert.equal((await known.signIn(account.nik, account.password)).status, 303, "a known browser in that network");
}

// One NIK from everywhere, as if a hundred networks had tried it already.
async function oneNik(stage) {
	const { program } = stage, account = program.account("BENDAHARA", "999105"), known = browser(program, network()(1));

	assert.equal((await known.signIn(account.nik, account.password)).status, 303);
	known.cookies = new Map([["__Host-kenal", known.cookies.get("__Host-kenal")]]);
	await guess(program, account.nik, network()(1));
	stage.change("UPDATE throttle SET failures = 108 WHERE bucket = (SELECT bucket FROM throttle WHERE bucket LIKE 'masuk-nik:%' ORDER BY rowid DESC LIMIT 1)");
	await guess(program, account.nik, network()(1));
	assert.equal((await guess(program, account.nik, network()(1), account.password)).status, 429, "from a network that never failed");
	assert.equal((await known.signIn(account.nik, account.password)).status, 303, "the owner's browser");
	assert.equal((await guess(program, account.nik, network()(1), account.password)).status, 200, "and then from anywhere");
}

// Many names from everywhere: told in the trail and to who watches.
async function sprayed(stage) {
	const { program } = stage, told = () => program.rows("SELECT subject FROM audit_entry WHERE event = 'session.guessed'").map((e) => e.subject);
	const metric = async () => Number(/^myintress_sign_in_failures (\d+)$/m.exec(await (await fetch(program.url + "/metrics")).text())[1]);

	await guess(program, person().nik, network()(1));
	const before = await metric(), host = network();

	await guess(program, person().nik, host(1));
	assert.equal(await metric(), before + 1);
	stage.change("UPDATE throttle SET failures = 499 WHERE bucket = 'masuk:semua'");
	stage.change(`UPDATE throttle SET failures = 99 WHERE bucket = 'masuk:${host(0)}/24'`);
	for (let i = 0; i < 4; i++)
		await guess(program, person().nik, host(i + 2));
	assert.deepEqual(told().sort(), [`${host(0)}/24`, "semua"].sort());
	assert.ok(await metric() >= 501);
}

async function mailboxCode(stage) {
	const applicant = new Applicant(stage.program);
	const { text } = await sendJson(stage.program, "POST", "/api/v1/public/registrations", { satker: "999108", contact_email: "kode@satker.example" },
		at(network()(1)));
	const letter = await stage.program.letter((l) => l.to === "kode@satker.example", "code");
	const code = /(?<![0-9])[0-9]{6}(?![0-9])/.exec(letter.text)[0];
	const enter = (typed) => sendJson(stage.program, "POST", `/api/v1/public/registrations/${JSON.parse(text).draft}/confirm`, { code: typed },
		at(applicant.address));

	for (let i = 0; i < 5; i++)
		assert.equal((await enter(String((Number(code) + i + 1) % 1_000_000).padStart(6, "0"))).status, 422);
	assert.equal((await enter(code)).status, 422, "the right one, too late");
}

async function statusSecret(stage) {
	const host = network();
	const { failures } = await untilWait((i) => sendJson(stage.program, "POST", "/api/v1/public/status",
		{ number: stage.sent.number, secret: `AAAA-BBBB-CC${String(i).padStart(2, "2")}` }, at(host(i))), 20);

	assert.ok(failures >= 10 && failures <= 16, `${failures} failures`);
}

async function activationNik(stage) {
	const p = person(), other = person(), password = "burung manyar pulang sebelum hujan";

	for (const someone of [p, other])
		await stage.appoint(someone);
	const path = async (someone) => new URL(linkIn(await stage.activationOf(someone), "/aktivasi/")).pathname.replace("/aktivasi/", "/api/v1/public/activations/");
	const link = await path(p);
	const answers = [];

	for (let i = 0; i < 6; i++)
		answers.push((await sendJson(stage.program, "POST", link, { nik: person().nik, password }, at(network()(1)))).status);
	assert.ok(answers.filter((status) => status === 422).length <= 4 && answers.includes(429), answers.join(" "));
	assert.equal((await sendJson(stage.program, "POST", await path(other), { nik: other.nik, password })).status, 204, "another link");
}

async function again(stage) {
	const account = stage.program.account("BENDAHARA", "999107");
	const enter = async () => JSON.parse((await sendJson(stage.program, "POST", "/api/v1/session", { nik: account.nik, password: account.password })).text).token;
	const [stolen, own] = [await enter(), await enter()];
	const { failures } = await untilWait(() => sendJson(stage.program, "POST", "/api/v1/session/reauth", { password: wrong }, { token: stolen }), 12);

	assert.ok(failures >= 5 && failures <= 10, `${failures} failures`);
	assert.equal((await sendJson(stage.program, "POST", "/api/v1/session/reauth", { password: account.password }, { token: own })).status, 204);
}

// Whoever knows a NIK can ask for letters, but not for many.
async function letters(stage) {
	const account = stage.program.account("PPSPM", "999107");
	const [{ email }] = stage.program.rows("SELECT p.email FROM person p JOIN membership m ON m.person = p.id JOIN membership_role r ON r.membership = m.id" +
		" WHERE m.unit = '999107' AND r.role = 'PPSPM'");
	const ask = () => sendJson(stage.program, "POST", "/api/v1/public/password-reset", { nik: account.nik }, at(network()(1)));

	for (let i = 0; i < 6; i++)
		assert.equal((await ask()).status, 202);
	await stage.program.letter((l) => l.to === email, "the one letter");
	await stage.idle();
	assert.equal(stage.program.letters().filter((l) => l.to === email).length, 1);
}

export async function guessing(stage) {
	await test("S02 After ten failures a client waits, even with the right password; the owner elsewhere does not", () => growing(stage));
	await test("S02 A known browser has a budget of its own beside a guesser in its network", () => knownBrowser(stage));
	await test("S02 All addresses of one IPv6 line are one client, to passwords and to drafts", () => oneLine(stage));
	await test("S02 A network that tries many names waits, but its known browsers do not", () => spraying(stage));
	await test("S02 A NIK that was tried a hundred times from anywhere waits, but not in its owner's browser", () => oneNik(stage));
	await test("S02 Who tries many NIK, from one network or from many, is told of at once", () => sprayed(stage));
	await test("S02 The code of a mailbox is dead after five guesses", () => mailboxCode(stage));
	await test("S02 The secret of a request cannot be tried out", () => statusSecret(stage));
	await test("S02 The NIK of an activation link cannot be tried out", () => activationNik(stage));
	await test("S02 A stolen session is no place to try out its password", () => again(stage));
	await test("S02 Letters that anybody asks for come one at a time", () => letters(stage));
}
