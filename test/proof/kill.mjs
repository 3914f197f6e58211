// kill -9 at random moments, of the whole server or of one of its processes, while
// requests are played through the API: what was acknowledged is there afterwards, and
// nothing has happened twice.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Book, compareActs, compareLetters, compareMemberships, compareNumbers } from "../api/book.mjs";
import { note, test } from "../api/check.mjs";
import { Play } from "../api/play.mjs";
import { Program } from "../api/program.mjs";

const atOnce = 8, requests = 100;

function sum(map) {
	return [...map.values()].reduce((a, b) => a + b, 0);
}

// At any moment: at least what was acknowledged, at most what was under way besides.
function compare(program, book, exact) {
	compareActs(program, book, exact);
	compareNumbers(program, book);
	compareMemberships(program, book);
	program.run("audit", "verify");
}

// Every second time the whole tree, else one process of it: the parent, web or jobs. (The
// death of a reader is an answer: its document cannot be read.)
async function killSome(program, tally, i) {
	const all = [program.child.pid, ...program.children()];
	const victim = i % 2 ? undefined : all[Math.floor(Math.random() * all.length)];

	if (victim)
		await program.killOne(victim);
	else
		await program.killAndStart();
	tally[!victim ? "whole" : victim === all[0] ? "parent" : "single"]++;
}

async function killOften(program, book, tally, kills) {
	for (let i = 1; !tally.enough && (i <= kills || tally.stories < requests); i++) {
		await sleep(100 + Math.random() * 1900);
		program.pause();
		await killSome(program, tally, i);
		while (program.inFlight > 0)
			await sleep(5);
		compare(program, book, false);
		tally.kills = i;
		tally.underWay += sum(book.underWay);
		program.work();
	}
	tally.enough = true;
}

// Stories one after the other, until there were kills enough.
async function playOn(play, tally) {
	let next = 0;
	const teller = async () => {
		while (!tally.enough) {
			await play.one(next++);
			tally.stories++;
		}
	};

	await Promise.all(Array.from({ length: atOnce }, teller));
}

async function downloads(play, book) {
	for (const d of book.documents) {
		const [officer] = play.officers.get(d.office);

		if (book.requests.get(d.number).state !== "Draf")
			assert.ok(d.bytes.equals(await officer.get(`/api/v1/documents/${d.id}`)), `${d.id} has changed`);
	}
}

export async function killed(engine, kills) {
	const program = await (await Program.make({ engine })).fill().start();
	const book = new Book();

	// A job that was killed is taken up again when its lease has ended.
	program.patience = 150_000;
	const play = await new Play(program, book, { patient: true }).open();
	const tally = { kills: 0, whole: 0, parent: 0, single: 0, underWay: 0, stories: 0, enough: false };
	let letters = 0;

	await test(`${engine}: at least ${kills} kills, each act acknowledged is there, none twice`, async () => {
		const sides = [killOften(program, book, tally, kills), playOn(play, tally)];
		const ends = await Promise.allSettled(sides.map((side) => side.finally(() => {
			tally.enough = true;
		})));

		for (const { reason } of ends.filter((end) => end.status === "rejected"))
			throw reason;
	});
	await test(`${engine}: in the end acts, numbers and memberships are exactly those acknowledged`, () => compare(program, book, true));
	await test(`${engine}: documents come back bit by bit`, () => downloads(play, book));
	await test(`${engine}: every letter left, each with one Message-ID`, async () => {
		letters = await compareLetters(program, book);
	});
	await test(`${engine}: the server stops cleanly`, async () => assert.equal(await program.stop(), 0, program.log()));
	note(`${engine}: ${tally.kills} kills (${tally.whole} of all, ${tally.parent} of the parent, ${tally.single} of another process) with ${tally.underWay} acts under way; ${book.requests.size} requests, ` +
		`${sum(book.acts)} acts acknowledged, ${book.documents.length} documents, ${book.memberships.size} memberships, ` +
		`${letters} letters; 0 lost, 0 doubled`);
	program.remove();
}
