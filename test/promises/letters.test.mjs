// P09: a letter leaves at least once, after what it tells of, and a copy is known as one.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Book } from "../api/book.mjs";
import { note, test } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Play, Story } from "../api/play.mjs";
import { Pages } from "./pages.mjs";
import { Post, Sender, tally } from "./post.mjs";

const minute = 60, hour = 3600;
const times = (n, act) => Promise.all(Array.from({ length: n }, (_, i) => act(i)));

async function ordinary(sender) {
	const answers = await times(40, () => sender.ask());

	assert.ok(answers.every((a) => a.status === 202));
	await sender.sent();
	assert.deepEqual(tally(sender, answers), { problems: [], doubles: 0 });
}

// What ends between sending and answering is sent again, and a double is known by its id.
async function broken(sender) {
	for (const [mood, copies] of [["cut-once", 1], ["drop-once", 2], ["data451-once", 1]]) {
		const { address } = await sender.ask(`${mood}.a@satker.example`);
		const { state, message_id } = await sender.tried(address, 1);

		assert.equal(state, "ditunda", mood);
		await sender.advance(61);
		assert.equal((await sender.tried(address, 2)).state, "terkirim", mood);
		assert.deepEqual(sender.post.to(address).map((l) => l.id), Array(copies).fill(message_id), mood);
	}
}

// Refused for now: tried again after 1, 5, 15 minutes, 1 and 4 hours, for three days.
async function patience(sender) {
	const { address } = await sender.ask("data451.b@satker.example");
	const waits = [];
	let passed = 0;

	for (let tries = 1; ; tries++) {
		const { state, wait, detail } = await sender.tried(address, tries);

		assert.match(detail, /451 4\.3\.2 not this letter/);
		if (state === "terpental")
			break;
		assert.equal(state, "ditunda");
		waits.push(wait);
		passed += wait;
		await sender.advance(wait + 1);
	}
	assert.deepEqual(waits.slice(0, 6), [minute, 5 * minute, 15 * minute, hour, 4 * hour, 4 * hour]);
	assert.ok(waits.slice(5).every((wait) => wait <= 4 * hour + 60));
	assert.ok(passed > 71 * hour && passed <= 73 * hour, `${passed / hour} hours`);
	assert.equal(sender.post.asked(address), waits.length + 1);
	assert.deepEqual(sender.post.to(address), []);
}

// Refused for ever: the officer and the satker see it, with the server's words.
async function bounced(sender) {
	const { program } = sender;
	const play = await new Play(program, new Book()).open(), story = new Story(play, 1);
	const operator = play.operators.get(story.satker.code), officer = new Pages(program), maker = new Pages(program);

	story.maker = operator;
	story.mailbox = "rcpt550.c@satker.example";
	await story.create([person({ email: "rcpt551.d@satker.example" })]);
	await story.attach();
	const { nik, password } = program.account("VERIFIKATOR", story.satker.office), own = program.account("OPERATOR", story.satker.code);

	await officer.signIn(nik, password);
	await maker.signIn(own.nik, own.password);
	const seen = async (pages, path, words) => {
		const began = Date.now();

		for (let i = 0; i < 100; i++, await sleep(50)) {
			const { text } = await pages.get(path);

			if (words.every((word) => text.toLowerCase().includes(word)))
				return Date.now() - began;
		}
		return assert.fail(`${path} does not say ${words}`);
	};

	await story.submit();
	const first = [await seen(officer, `/verifikasi/${story.number}`, ["terpental", "550 5.1.1"]),
		await seen(maker, `/permohonan/${story.number}`, ["terpental"])];

	await story.claim();
	await story.waitForNik();
	await story.approve();
	const second = [await seen(officer, `/verifikasi/${story.number}`, ["551 5.1.1"]), await seen(maker, `/permohonan/${story.number}`, ["email tidak menerima surat"])];

	note(`P09: a bounced letter is shown to officer and satker after ${first.join(" and ")} ms, an activation after ${second.join(" and ")} ms`);
}

// Killed while letters are queued and sent; a job that was cut off is taken up when its
// lease is over, so the clock moves on meanwhile.
export async function killedOften(sender, kills, atOnce) {
	const { program } = sender, answers = [], doubles = [tally(sender, []).doubles];

	for (let i = 0; i < kills; i++) {
		const asked = times(atOnce, () => sender.ask());

		await sleep(20 + Math.random() * 250);
		await program.killAndWait();
		answers.push(...await asked);
		sender.setClock(100);
		await program.start();
		await sender.sent();
		const { problems, doubles: all } = tally(sender, answers);

		assert.deepEqual(problems, []);
		doubles.push(all - doubles.reduce((a, b) => a + b, 0));
	}
	doubles.shift();
	assert.ok(doubles.every((n) => n <= 1), `doubles of each kill: ${doubles.join(" ")}`);
	return { answered: answers.filter((a) => a.status).length, kept: program.rows("SELECT count(*) AS n FROM mail")[0].n,
		doubles: doubles.reduce((a, b) => a + b, 0) };
}

export async function letters() {
	const post = await Post.open(), sender = await Sender.make(post);

	await sender.program.start();
	await test("P09 Without a fault each letter leaves once", () => ordinary(sender));
	await test("P09 A connection that ends before the letter or before its answer, and 451: sent again with one Message-ID", () => broken(sender));
	await test("P09 4xx is tried again after 1, 5, 15 minutes, 1 and 4 hours, for 72 hours", () => patience(sender));
	await test("P09 5xx is shown to the officer and to the satker", () => bounced(sender));
	await test("P09 Eight kills while letters leave: none lost, none of what was not kept, at most one double each", async () => {
		const { answered, kept, doubles } = await killedOften(sender, 8, 20);

		note(`P09: 8 kills, ${answered} asked and answered, ${kept} letters in all, ${doubles} doubles`);
	});
	await sender.program.stop();
	sender.program.remove();
	post.close();
}
