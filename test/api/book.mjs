// What the program has acknowledged, kept beside it: every 2xx goes in here, and
// nothing else. At any moment the program must know at least this much, and at most
// what was under way besides.
import assert from "node:assert/strict";

export class Book {
	constructor() {
		this.requests = new Map();	// number -> what is known of it
		this.acts = new Map();		// "event subject" -> acknowledged
		this.underWay = new Map();	// the same, sent and not answered yet
		this.documents = [];		// { id, number, bytes, office }
		this.memberships = new Map();	// "e-mail unit" -> roles
		this.active = [];		// people with an account: { person, password }
		this.letters = new Map();	// "address subject" -> how many
	}

	// Does one act: counted as under way until it is answered.
	async act(event, subject, send) {
		const key = `${event} ${subject}`;

		add(this.underWay, key, 1);
		const answer = await send();

		add(this.underWay, key, -1);
		add(this.acts, key, 1);
		return answer;
	}

	expectLetter(to, subject) {
		add(this.letters, `${to} ${subject}`, 1);
	}

	request(number, facts) {
		this.requests.set(number, { ...this.requests.get(number), ...facts });
	}

	count(event) {
		return [...this.acts].filter(([key]) => key.startsWith(event + " "))
			.reduce((sum, [, n]) => sum + n, 0);
	}
}

function add(map, key, n) {
	map.set(key, (map.get(key) ?? 0) + n);
}

const countBy = (rows, key) => rows.reduce((map, row) => (add(map, key(row), 1), map), new Map());

// Nothing acknowledged is missing, nothing happened twice. exact: nothing is under way.
export function compareActs(program, book, exact) {
	const entries = program.rows("SELECT event, subject_kind, subject FROM audit_entry WHERE subject_kind = 'registration'");
	const found = countBy(entries, (e) => `${e.event} ${e.subject}`);

	for (const [key, acknowledged] of book.acts) {
		const there = found.get(key) ?? 0;
		const most = acknowledged + (exact ? 0 : book.underWay.get(key) ?? 0);

		assert.ok(there >= acknowledged, `lost: ${key} acknowledged ${acknowledged} times, found ${there}`);
		assert.ok(there <= most, `doubled: ${key} acknowledged ${acknowledged} times, found ${there}`);
	}
}

export function compareNumbers(program, book) {
	const rows = program.rows("SELECT number, state, version FROM registration WHERE number IS NOT NULL");
	const found = new Map(rows.map((row) => [row.number, row]));

	assert.equal(found.size, rows.length, "a number was given twice");
	for (const [number, facts] of book.requests) {
		assert.ok(found.has(number), `lost: ${number}`);
		assert.ok(found.get(number).version >= facts.version,
			`${number} is at version ${found.get(number).version}, acknowledged was ${facts.version}`);
	}
}

export function compareMemberships(program, book) {
	const rows = program.rows("SELECT p.email, m.unit, m.basis FROM membership m JOIN person p ON p.id = m.person")
		.filter((row) => book.requests.has(row.basis));
	const found = countBy(rows, (row) => `${row.email} ${row.unit}`);

	for (const [key, n] of found)
		assert.equal(n, 1, `${key}: ${n} memberships`);
	for (const key of book.memberships.keys())
		assert.equal(found.get(key), 1, `lost: the membership ${key}`);
	return found;
}

// Letters follow their acts: each that was promised leaves, once. One that left twice has
// the same Message-ID, and so the same file. Answers how many there are.
export async function compareLetters(program, book) {
	for (const key of book.letters.keys())
		await program.letter((l) => `${l.to} ${l.subject}` === key, key);
	const letters = program.letters();
	const found = countBy(letters, (l) => `${l.to} ${l.subject}`);

	assert.equal(new Set(letters.map((l) => l.id)).size, letters.length, "two letters with one Message-ID");
	for (const [key, n] of book.letters)
		assert.equal(found.get(key), n, `letters “${key}”`);
	return letters.length;
}
