// P01, P02: power cuts. The program runs on a disk that writes down what it is told
// (recorder.c); images of that disk are cut at random records and opened by the program
// again: what had been acknowledged is there, nothing is half, nothing was made up.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Book, compareActs, compareNumbers } from "../api/book.mjs";
import { note, test } from "../api/check.mjs";
import { Play } from "../api/play.mjs";
import { Program } from "../api/program.mjs";
import { commands } from "./commands.mjs";
import { Disk, records } from "./disk.mjs";

const library = path.resolve(path.dirname(process.env.PROGRAM ?? "build/myintress"), "recorder.so");
const stories = 20, atOnce = 4, lives = 25;
// What is no promise: shared memory of the database, uploads under way, words for people.
const fleeting = /^(myintress\.db-shm|server\.log|unggahan.*|tmp.*)$/;

// Numbers that look random and are the same again.
function dice(seed) {
	let x = seed;

	return (n) => {
		x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
		return Math.floor(x / 2 ** 32 * n);
	};
}

class Recorder {
	constructor(program) {
		this.file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "myintress-disk-")), "log");
		fs.writeFileSync(this.file, "");
		this.disk = new Disk(program.dir);
		program.variables = { LD_PRELOAD: library, MYINTRESS_TEST_ROOT: program.dir, MYINTRESS_TEST_LOG: this.file };
	}

	// What is in the log has happened.
	now() {
		return fs.statSync(this.file).size;
	}

	records() {
		return [...records(fs.readFileSync(this.file))];
	}

	remove() {
		fs.rmSync(path.dirname(this.file), { recursive: true });
	}
}

// A book that knows when what was asked for and acknowledged.
class Diary extends Book {
	constructor(recorder) {
		super();
		Object.assign(this, { recorder, asked: [], told: [] });
		this.documents.push = (d) => this.tell("document", d.id, d);
	}

	tell(what, key, facts) {
		this.told.push({ what, key, facts, at: this.recorder.now() });
	}

	async act(event, subject, send) {
		this.asked.push({ key: `${event} ${subject}`, at: this.recorder.now() });
		const answer = await super.act(event, subject, send);

		this.tell("act", `${event} ${subject}`);
		return answer;
	}

	request(number, facts) {
		super.request(number, facts);
		if (facts.version)
			this.tell("request", number, facts);
	}
}

const count = (list) => list.reduce((map, { key }) => map.set(key, (map.get(key) ?? 0) + 1), new Map());

// ---- images

class Image {
	static async of(program) {
		const image = new Image();

		image.dir = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-image-"));
		image.written = new Map();
		image.program = await program.node();
		Object.assign(image.program, { dir: image.dir, database: `sqlite:${image.dir}/myintress.db`, variables: {} });
		Object.assign(image.program.settings, { data_dir: image.dir, database: image.program.database, mail: `dir:${image.dir}/mail` });
		return image;
	}

	// Only the database has been written to since the image before.
	lay(nodes, keep) {
		for (const name of [...this.written.keys()].filter((n) => !nodes.has(n) || n.startsWith("myintress.db")))
			this.drop(name);
		for (const name of ["myintress.db", "myintress.db-wal", "myintress.db-shm"])
			fs.rmSync(path.join(this.dir, name), { force: true });
		for (const name of [...nodes.keys()].sort().filter((n) => !fleeting.test(n)))
			this.put(name, nodes.get(name), keep);
	}

	put(name, node, keep) {
		const state = node === "directory" ? node : node.pending.length ? NaN : node, before = this.written.get(name);
		const at = path.join(this.dir, name);

		if (before?.state === state && before.version === node.version)
			return;
		if (node === "directory")
			fs.mkdirSync(at, { recursive: true, mode: 0o700 });
		else
			fs.writeFileSync(at, node.after(keep), { mode: 0o600 });
		this.written.set(name, { state, version: node.version });
	}

	drop(name) {
		fs.rmSync(path.join(this.dir, name), { recursive: true, force: true });
		this.written.delete(name);
	}

	// Whoever served here has left more behind.
	clear() {
		fs.readdirSync(this.dir).forEach((name) => fs.rmSync(path.join(this.dir, name), { recursive: true }));
		this.written.clear();
	}

	remove() {
		fs.rmSync(this.dir, { recursive: true });
	}
}

// Of what no sync has kept: nothing, all, or any part.
const fates = [
	{ name: "nothing", names: () => 0, keep: () => () => false },
	{ name: "parts", names: (roll, n) => roll(n + 1), keep: (roll) => () => roll(2) === 1 },
	{ name: "most", names: (roll, n) => n - roll(Math.min(n, 2) + 1), keep: (roll) => () => roll(8) > 0 },
	{ name: "all", names: (roll, n) => n, keep: () => () => true },
];

// Half of the cuts follow an answer at once, the others are anywhere.
function chooseCuts(all, answers, most, roll) {
	const ends = all.map((r) => r.end);
	const pick = (from, n) => Array.from({ length: n }, () => from[roll(from.length)]);
	const half = answers.length ? Math.floor(most / 2) : 0;

	return [...pick(answers, half), ...pick(ends, most - half)].sort((a, b) => a - b);
}

async function cutOften({ disk, all, cuts, roll, image }, look) {
	let next = 0, i = 0;

	for (const cut of cuts) {
		while (next < all.length && all[next].end <= cut)
			disk.take(all[next++]);
		const fate = fates[i % fates.length];

		image.lay(disk.image(fate.names(roll, disk.pending.length)), fate.keep(roll));
		await look(cut, i++).catch((e) => {
			throw new Error(`cut at ${cut}, on disk of what was not synced: ${fate.name}: ${e.stack}`);
		});
	}
}

// All of it taken is what was there: else the recorder does not see everything.
function compareDisk(recorded, there) {
	const seen = recorded.image(recorded.pending.length), names = (map) => [...map.keys()].filter((name) => !fleeting.test(name)).sort();

	assert.deepEqual(names(seen), names(there));
	for (const name of names(there).filter((n) => there.get(n) !== "directory"))
		assert.ok(there.get(name).content.bytes().equals(seen.get(name).after(() => true)), `${name} was written past the recorder`);
}

// ---- what an image has to hold

function read(program) {
	return program.rows(`SELECT 'act' AS what, event || ' ' || subject AS key, count(*) AS n, '' AS state FROM audit_entry
			WHERE subject_kind = 'registration' GROUP BY event, subject
		UNION ALL SELECT 'request', number, version, state FROM registration WHERE number IS NOT NULL
		UNION ALL SELECT 'document', id, bytes, sha256 FROM document
		UNION ALL SELECT 'letter', message_id, 0, state FROM mail
		UNION ALL SELECT 'fault', integrity_check, 0, '' FROM pragma_integrity_check WHERE integrity_check <> 'ok'
		UNION ALL SELECT 'fault', "table", 0, '' FROM pragma_foreign_key_check`);
}

function compareImage(image, diary, cut, last) {
	image.program.run("audit", "verify");
	const rows = read(image.program), of = (what) => new Map(rows.filter((r) => r.what === what).map((r) => [r.key, r]));
	const told = diary.told.filter((t) => t.at <= cut), acts = of("act"), requests = of("request"), documents = of("document");

	assert.deepEqual([...of("fault").keys()], []);
	for (const [key, n] of count(told.filter((t) => t.what === "act" && !t.key.startsWith("create "))))
		assert.ok(acts.get(key)?.n >= n, `lost: ${key} acknowledged ${n} times`);
	for (const [key, n] of count(diary.asked))
		assert.ok((acts.get(key)?.n ?? 0) <= n, `${key} happened more often than it was asked for`);
	for (const { key, facts } of told.filter((t) => t.what === "request"))
		assert.ok(requests.get(key)?.n >= facts.version, `lost: ${key} was acknowledged at version ${facts.version}`);
	for (const number of requests.keys())
		assert.ok(last.requests.has(number), `${number} was never given`);
	for (const { key } of told.filter((t) => t.what === "document"))
		assert.ok(documents.has(key), `lost: the document ${key}`);
	compareFiles(image, [...documents.keys()].map((id) => `berkas/${id.slice(0, 2)}/${id}`), last);
	compareFiles(image, [...of("letter").values()].filter((l) => l.state === "terkirim").map((l) => `mail/${l.key.slice(1, -1)}.eml`), last);
}

// What a row speaks of is on disk before the row is; files never change.
function compareFiles(image, names, last) {
	for (const name of names.filter((n) => last.files.has(n))) {
		const at = path.join(image.dir, name);

		assert.ok(fs.existsSync(at), `lost: ${name}, of which a row speaks`);
		assert.ok(fs.readFileSync(at).equals(last.files.get(name)), `${name} is not whole`);
	}
}

function lastState(program, there) {
	return { requests: new Set(program.rows("SELECT number FROM registration").map((r) => r.number)),
		files: new Map([...there].filter(([name]) => /^(berkas|mail)\//.test(name)).map(([name, node]) => [name, node.content?.bytes()])) };
}

// The server starts on it, gives the documents back and takes a request.
async function live(image, diary, cut) {
	const { program } = image, told = diary.told.filter((t) => t.what === "document" && t.at <= cut);

	await program.start();
	const play = await new Play(program, new Book()).open();
	const sent = new Set(program.rows("SELECT number FROM registration WHERE state <> 'Draf'").map((r) => r.number));

	for (const { facts } of told.filter((t) => sent.has(t.facts.number)).slice(-3))
		assert.ok(facts.bytes.equals(await play.officers.get(facts.office)[0].get(`/api/v1/documents/${facts.id}`)), `${facts.id} has changed`);
	await play.one(8);
	assert.equal(await program.stop(), 0, program.log());
	image.clear();
}

async function record(program) {
	const recorder = new Recorder(program), diary = new Diary(recorder);

	await program.start();
	const play = await new Play(program, diary).open();

	await play.all(0, stories, atOnce);
	assert.equal(await program.stop(), 0, program.log());
	const there = new Disk(program.dir).image(0);

	compareActs(program, diary, true);
	compareNumbers(program, diary);
	return { recorder, diary, there };
}

async function powerCutServer(images, seed) {
	const program = (await Program.make()).fill(), roll = dice(seed);
	const { recorder, diary, there } = await record(program), all = recorder.records(), last = lastState(program, there);
	const cuts = chooseCuts(all, diary.told.map((t) => t.at), images, roll);
	const image = await Image.of(program);
	let started = 0;

	await cutOften({ disk: recorder.disk, all, cuts, roll, image }, async (cut, i) => {
		compareImage(image, diary, cut, last);
		if (i % Math.ceil(images / lives) === 0 && ++started)
			await live(image, diary, cut);
	});
	all.filter((r) => r.end > cuts.at(-1)).forEach((r) => recorder.disk.take(r));
	compareDisk(recorder.disk, there);
	note(`power cuts: ${images} images (seed ${seed}) of ${all.length} calls, ${all.filter((r) => r.kind === "sync").length} of them syncs, ` +
		`with ${diary.told.length} acknowledgements; ${started} were served from; 0 lost, 0 half`);
	image.remove();
	program.remove();
	recorder.remove();
}

// A command that had ended has its effect; one that had not can be given again.
async function powerCutCommand(act, images, seed) {
	const program = (await Program.make()).fill(), roll = dice(seed);

	act.prepare(program);
	const before = act.seen(program), recorder = new Recorder(program), outcomes = { before: 0, after: 0 };

	program.run(...act.command);
	const end = recorder.now();

	program.variables = {};
	const after = act.seen(program), all = recorder.records(), image = await Image.of(program);
	const cuts = [...chooseCuts(all, [], images - fates.length, roll), ...fates.map(() => end)];

	await cutOften({ disk: recorder.disk, all, cuts, roll, image }, async (cut) => {
		if (act.start)
			image.program.run(...act.start);
		const left = act.seen(image.program);

		assert.ok(left === after || left === before && cut < end, `${act.name} is half there, or lost:\n${left}`);
		outcomes[left === after ? "after" : "before"]++;
		image.program.run("audit", "verify");
		image.clear();
	});
	note(`power cuts in ${act.name}: ${images} images of ${all.length} calls: ${outcomes.before} times the old, ${outcomes.after} times the new, 0 mixed`);
	image.remove();
	program.remove();
	recorder.remove();
}

export async function powerCuts(images, seed = Date.now() % 1e6) {
	await test(`in ${images} images of power cuts nothing acknowledged is lost, nothing is half there`, () => powerCutServer(images, seed));
	for (const act of commands)
		await test(`after a power cut ${act.name} is the old or the new`, () => powerCutCommand(act, Math.ceil(images / 20) + fates.length, seed));
}
