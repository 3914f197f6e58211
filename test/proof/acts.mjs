// P02: killed at each call of an act that leaves a mark, the act is whole or absent; sent
// again with its key it has happened once.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { Book } from "../api/book.mjs";
import { chain, note } from "../api/check.mjs";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Play, Story, pdf } from "../api/play.mjs";
import { Program } from "../api/program.mjs";
import { Killer, points } from "./killer.mjs";
import { Snapshot } from "./snapshot.mjs";

const signed = pdf("SK yang sama pada setiap percobaan");

// How a story goes on until the act can be done, and what is sent then.
const acts = [
	{
		name: "attach",
		lead: async (s) => {
			await s.begin();
			await s.create([person(), person({ roles: ["BENDAHARA"] })]);
		},
		client: (s) => s.maker,
		path: (s) => s.path("/documents"),
		body: () => {
			const form = new FormData();

			form.append("kind", "sk");
			form.append("file", new Blob([signed], { type: "application/pdf" }), "sk.pdf");
			return form;
		},
	},
	{
		name: "submit",
		lead: (s) => s.attach(),
		client: (s) => s.maker,
		path: (s) => s.path("/submit"),
		body: (s) => ({ version: s.version }),
	},
	{
		name: "return",
		lead: async (s) => {
			await s.submit();
			await s.claim();
			await s.waitForNik();
		},
		client: (s) => s.officer(),
		path: (s) => s.path("/return"),
		body: (s) => ({ version: s.version, users: [2], code: "EMAIL_BEDA_SK", reason: "Samakan email dengan SK.",
			flags: [{ user: 2, field: "email", code: "EMAIL_BEDA_SK", note: "" }] }),
	},
	{
		name: "approve",
		lead: () => {},
		client: (s) => s.officer(),
		path: (s) => s.path("/approve"),
		body: (s) => ({ version: s.version }),
	},
	{
		name: "activate",
		lead: async (s) => {
			await s.approve();
			const letter = await s.program.letter((l) => l.to === s.people[0].email && /^Aktivasi/.test(l.subject));

			s.token = linkIn(letter, "/aktivasi/").split("/").at(-1);
		},
		client: (s) => s.client(),
		path: (s) => `/api/v1/public/activations/${s.token}`,
		body: (s) => ({ nik: s.people[0].nik, password: "perahu nelayan menunggu angin" }),
	},
];

const tables = ["account", "document", "link", "mail", "membership", "membership_role", "official", "person",
	"registration", "registration_flag", "registration_round", "registration_user", "replay"];

// Everything an act may leave behind, except what jobs change.
function traces(program, story) {
	const counts = tables.map((t) => `SELECT '${t}' AS what, count(*) AS n FROM ${t}`);

	return JSON.stringify(program.rows(`SELECT what, n FROM (
		SELECT 'version ' || state AS what, version AS n FROM registration WHERE number = '${story.number}'
		UNION ALL SELECT 'user ' || state, count(*) FROM registration_user GROUP BY state
		UNION ALL SELECT 'account ' || state, count(*) FROM account GROUP BY state
		UNION ALL SELECT event, count(*) FROM audit_entry WHERE event <> 'nik.answered' GROUP BY event
		UNION ALL ${counts.join(" UNION ALL ")}) t ORDER BY what`));
}

// One act, begun again and again from the same state.
class Trial {
	constructor(act, story, killer) {
		Object.assign(this, { act, story, killer, program: story.program });
		this.snapshot = Snapshot.of(story.program, act.name);
		this.before = traces(this.program, story);
		this.outcomes = { before: 0, after: 0 };
	}

	async begin() {
		this.key = crypto.randomUUID();
		this.snapshot.restore();
		await this.program.start();
	}

	async send() {
		const { act, story } = this;
		const answer = await act.client(story).send("POST", act.path(story), act.body(story), { "Idempotency-Key": this.key })
			.catch(() => undefined);

		assert.ok(!answer || answer.status < 300, `${act.name}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
		return answer;
	}

	// Undisturbed: what it leaves behind, and in how many calls.
	async measure() {
		await this.begin();
		this.killer.count(this.program.children()[0]);
		assert.ok(await this.send(), `${this.act.name} was not answered`);
		this.calls = this.killer.seen();
		this.killer.spare();
		this.after = traces(this.program, this.story);
		assert.notEqual(this.after, this.before);
		await this.program.killAndWait();
	}

	async killAt(n) {
		const { program, act } = this;

		await this.begin();
		this.killer.at(n, program.children()[0]);
		const answer = await this.send();

		this.killer.spare();
		const left = traces(program, this.story);

		assert.ok(left === this.after || !answer && left === this.before, `${act.name} killed at ${n}: half of it is there, or it is lost:\n${left}`);
		this.outcomes[left === this.after ? "after" : "before"]++;
		await program.ready();
		assert.ok(await this.send(), `${act.name} killed at ${n} was not answered the second time`);
		assert.equal(traces(program, this.story), this.after, `${act.name} killed at ${n} and sent again`);
		program.run("audit", "verify");
		await program.killAndWait();
	}
}

export async function killedActs(engine, most) {
	const program = await (await Program.make({ engine, settings: { processes: "1" } })).fill();
	const killer = new Killer(program);
	const play = await new Play(await program.start(), new Book()).open();
	const story = new Story(play, 0);
	const step = chain(engine);

	for (const act of acts)
		await step(`${act.name} killed at calls that leave a mark is whole or absent`, async () => {
			await act.lead(story);
			await program.stop();
			const trial = new Trial(act, story, killer);

			await trial.measure();
			const places = points(trial.calls, most);

			for (const n of places)
				await trial.killAt(n);
			trial.snapshot.restore();
			trial.snapshot.remove();
			await program.start();
			note(`${engine}: ${places.length} kills of ${act.name} at its ${trial.calls} calls: ${trial.outcomes.before} times absent, ${trial.outcomes.after} times whole, 0 half`);
		});
	await program.stop();
	program.remove();
	killer.remove();
}
