// P16: SIGTERM loses none of the requests that were accepted before it; after kill -9 the
// server is ready again soon.
import assert from "node:assert/strict";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Book } from "../api/book.mjs";
import { note, test } from "../api/check.mjs";
import { person } from "../api/people.mjs";
import { Play, Story, pdf } from "../api/play.mjs";
import { Program } from "../api/program.mjs";

const uploads = 12, signIns = 6, turns = 5;
const underWay = pdf("Dokumen di jalan");

// A request whose body comes in pieces, on a connection of its own. sent is called once
// the server has the head and the first half.
function slowly(client, method, path, type, bytes) {
	const { hostname, port } = new URL(client.program.url);
	const rq = http.request({ hostname, port, method, path, agent: false,
		headers: client.headers({ "Content-Type": type, "Content-Length": bytes.length }) });
	const answer = new Promise((resolve, reject) => {
		rq.once("error", reject);
		rq.once("response", (rs) => {
			let text = "";

			rs.on("data", (piece) => {
				text += piece;
			});
			rs.once("error", reject);
			rs.once("end", () => resolve({ status: rs.statusCode, text }));
		});
	});

	answer.catch(() => {});
	rq.write(bytes.subarray(0, bytes.length / 2));
	return { answer, finish: () => rq.end(bytes.subarray(bytes.length / 2)) };
}

async function upload(story, kind) {
	const form = new FormData();

	form.append("kind", kind);
	form.append("file", new Blob([underWay], { type: "application/pdf" }), kind + ".pdf");
	const whole = new Response(form);

	return slowly(story.maker, "POST", story.path("/documents"), whole.headers.get("content-type"), Buffer.from(await whole.arrayBuffer()));
}

function signInSlowly(client, account) {
	const body = Buffer.from(JSON.stringify({ nik: account.nik, password: account.password }));

	return slowly(client, "POST", "/api/v1/session", "application/json", body);
}

async function drafts(play, count) {
	return Promise.all(Array.from({ length: count }, async (_, i) => {
		const story = new Story(play, i);

		await story.begin();
		await story.create([person()]);
		return story;
	}));
}

async function inFlight(program) {
	const text = await (await fetch(program.url + "/metrics")).text();

	return Number(/^http_in_flight (\d+)/m.exec(text)[1]) - 1;
}

// All of them are under way when the signal comes: their second half follows it.
async function stopUnderWay(engine) {
	const program = await (await Program.make({ engine })).fill().start();
	const play = await new Play(program, new Book()).open();
	const stories = await drafts(play, uploads);
	const accounts = program.accounts().slice(0, signIns);

	const under = [...await Promise.all(stories.map((story) => upload(story, "sk"))),
		...accounts.map((account) => signInSlowly(stories[0].client(), account))];

	while (await inFlight(program) < under.length)
		await sleep(20);
	const began = Date.now();
	const stopped = program.stop();

	for (const request of under) {
		request.finish();
		await sleep(10);
	}
	const answers = await Promise.all(under.map((request) => request.answer));

	assert.equal(await stopped, 0, program.log());
	note(`${engine}: SIGTERM with ${under.length} requests half sent: ${answers.filter((a) => a.status < 300).length} answered, ` +
		`ended after ${Date.now() - began} ms`);
	assert.deepEqual(answers.map((a) => a.status), [...Array(uploads).fill(201), ...Array(signIns).fill(200)]);
	const kept = program.rows(`SELECT count(*) AS n FROM document WHERE sha256 = '${JSON.parse(answers[0].text).sha256}'`);

	assert.equal(Number(kept[0].n), uploads);
	program.remove();
}

async function startAfterKill(engine) {
	const program = await (await Program.make({ engine })).fill().start();
	const times = [];

	for (let i = 0; i < turns; i++) {
		await program.killAndWait();
		const began = Date.now();

		await program.start();
		times.push(Date.now() - began);
	}
	assert.equal(await program.stop(), 0, program.log());
	note(`${engine}: ready again ${times.join(", ")} ms after kill -9 and start`);
	program.remove();
}

export async function stops(engine) {
	await test(`${engine}: SIGTERM loses none of the requests that were accepted`, () => stopUnderWay(engine));
	await test(`${engine}: after kill -9 the server is ready again, ${turns} times of ${turns}`, () => startAfterKill(engine));
}
