// A hundred requests through the API, counted beside it; in the end lists, trail,
// letters, memberships and documents are what was acknowledged, and nothing more.
import assert from "node:assert/strict";
import { Book, compareActs, compareLetters, compareMemberships, compareNumbers } from "./book.mjs";
import { chain, note } from "./check.mjs";
import { Play, offices, stories } from "./play.mjs";
import { Program } from "./program.mjs";

const requests = 100, atOnce = 6;

async function listed(client) {
	const items = [];
	let after = "";

	do {
		const page = await client.get(`/api/v1/registrations?limit=30&after=${encodeURIComponent(after)}`);

		items.push(...page.items);
		after = page.next;
	} while (after);
	return items;
}

function entries(book, office) {
	return [...book.requests].filter(([, facts]) => facts.office === office);
}

async function compareList(play, book, office, before) {
	const [officer] = play.officers.get(office);
	const items = await listed(officer);
	const fresh = new Map(items.filter((r) => !before.has(r.number)).map((r) => [r.number, r.state]));
	const wanted = new Map(entries(book, office).filter(([, facts]) => facts.state !== "Draf")
		.map(([number, facts]) => [number, facts.state]));

	assert.equal(new Set(items.map((r) => r.number)).size, items.length, "a number is listed twice");
	for (const [number, state] of wanted)
		assert.equal(fresh.get(number), state, number);
	for (const number of fresh.keys())
		assert.ok(book.requests.has(number) && book.requests.get(number).office === office, `${number} is listed at ${office}`);
}

// An answer apart from its reference number.
async function refusal(client, path) {
	return { ...await client.refusal("GET", path), id: undefined };
}

// For who may not know of a request it does not exist: the same answer as for no request.
async function compareRouting(play, book) {
	for (const [i, office] of offices.entries()) {
		const [stranger] = play.officers.get(offices[(i + 1) % offices.length]);
		const nothing = await refusal(stranger, `/api/v1/registrations/REG-2026-${office}-99999`);

		assert.equal(nothing.status, 404);
		for (const [number] of entries(book, office))
			assert.deepEqual(await refusal(stranger, `/api/v1/registrations/${number}`), nothing);
	}
}

async function compareDocuments(play, book) {
	for (const d of book.documents) {
		const [officer] = play.officers.get(d.office);
		const [stranger] = play.officers.get(offices[(offices.indexOf(d.office) + 1) % offices.length]);

		if (book.requests.get(d.number).state !== "Draf")
			assert.ok(d.bytes.equals(await officer.get(`/api/v1/documents/${d.id}`)), `${d.id} of ${d.number} has changed`);
		assert.equal((await stranger.refusal("GET", `/api/v1/documents/${d.id}`)).status, 404);
	}
}

export async function hundred(engine) {
	const program = await (await Program.make({ engine })).fill().start();
	const step = chain(`${requests} requests by API, ${engine}`);
	const book = new Book();
	const play = new Play(program, book);
	const before = new Set(program.rows("SELECT number FROM registration WHERE number IS NOT NULL").map((r) => r.number));
	const began = Date.now();

	await step("officers and operators sign in", () => play.open());
	await step(`each of ${stories.length} kinds of story comes to its end`, () => play.all(0, requests, atOnce));
	await step("every act has exactly one entry in the trail", () => compareActs(program, book, true));
	await step("numbers are given once", () => compareNumbers(program, book));
	await step("memberships are those approved", () =>
		assert.equal(compareMemberships(program, book).size, book.memberships.size));
	await step("each letter was sent once", () => compareLetters(program, book));
	for (const office of offices)
		await step(`the list of KPPN ${office} holds what it was sent`, () => compareList(play, book, office, before));
	await step("another KPPN sees none of it", () => compareRouting(play, book));
	await step("documents come back bit by bit, and to nobody else", () => compareDocuments(play, book));
	await step("the audit trail verifies", () => program.run("audit", "verify"));
	await step("the server stops cleanly", async () => assert.equal(await program.stop(), 0));
	note(`${engine}: ${book.requests.size} requests, ${[...book.acts.values()].reduce((a, b) => a + b, 0)} acts, ` +
		`${book.documents.length} documents, ${[...book.letters.values()].reduce((a, b) => a + b, 0)} letters, ` +
		`${book.memberships.size} memberships in ${Math.round((Date.now() - began) / 1000)} s`);
	program.remove();
}
