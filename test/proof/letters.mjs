// P09: killed at each call that sending a letter makes, in turn: none is lost, none left
// that is not kept, at most one double for each kill and always with the same Message-ID.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { note, test } from "../api/check.mjs";
import { Post, Sender, tally } from "../promises/post.mjs";
import { Killer } from "./killer.mjs";

const jobsOf = (program) => program.children().at(-1);
const alive = (pid) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

// How many calls one letter costs, from its request to its end.
async function measure(sender, killer) {
	killer.count(jobsOf(sender.program));
	await sender.ask();
	await sender.sent();
	const calls = killer.seen();

	killer.spare();
	return calls;
}

async function killAt(sender, killer, n) {
	const { program } = sender, pid = jobsOf(program);

	killer.at(n, pid);
	const answer = await sender.ask();

	for (let i = 0; i < 200 && alive(pid) && sender.fate(answer.address)?.state !== "terkirim"; i++)
		await sleep(10);
	const died = !alive(pid);

	killer.spare();
	await program.killAndWait();
	sender.setClock(100);
	await program.start();
	await sender.sent();
	return { answer, died };
}

export async function killedLetters(engine, sends) {
	const post = await Post.open(), sender = await Sender.make(post, engine, { processes: "1" });
	const killer = new Killer(sender.program), answers = [];
	let kills = 0, doubles = 0;

	await sender.program.start();
	await test(`${engine}: ${sends} letters, the job process killed at one call of each`, async () => {
		await measure(sender, killer);
		const calls = await measure(sender, killer);

		for (let i = 0; i < sends; i++) {
			const { answer, died } = await killAt(sender, killer, 1 + i % calls);

			answers.push(answer);
			kills += died;
			const now = tally(sender, answers);

			assert.deepEqual(now.problems, []);
			assert.ok(now.doubles - doubles <= 1, `${now.doubles - doubles} doubles of one kill`);
			({ doubles } = now);
		}
		note(`${engine}: ${sends} letters of ${calls} calls each, ${kills} kills, 0 lost, ${doubles} doubled`);
	});
	await sender.program.stop();
	sender.program.remove();
	killer.remove();
	post.close();
}
