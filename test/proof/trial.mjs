// P02: killed at each call of an act that leaves a mark, the act is whole or absent; sent
// again with its key it has happened once.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { Book } from "../api/book.mjs";
import { chain, note } from "../api/check.mjs";
import { Play, Story } from "../api/play.mjs";
import { Program } from "../api/program.mjs";
import { acts } from "./acts.mjs";
import { Killer, points } from "./killer.mjs";
import { Snapshot } from "./snapshot.mjs";

const tables = ["account", "deadline", "document", "link", "mail", "membership", "membership_change", "membership_role", "office_grant",
	"official", "person", "registration", "registration_flag", "registration_round", "registration_user", "replay",
	"ticket", "ticket_entry", "ticket_file", "ticket_follower", "ticket_link", "ticket_note"];

// Everything an act may leave behind, except what jobs change.
function traces(program) {
	const counts = tables.map((t) => `SELECT '${t}' AS what, count(*) AS n FROM ${t}`);

	return JSON.stringify(program.rows(`SELECT what, n FROM (
		SELECT 'request ' || state AS what, sum(version) AS n FROM registration GROUP BY state
		UNION ALL SELECT 'user ' || state, count(*) FROM registration_user GROUP BY state
		UNION ALL SELECT 'account ' || state, count(*) FROM account GROUP BY state
		UNION ALL SELECT 'membership ' || state, count(*) FROM membership GROUP BY state
		UNION ALL SELECT 'grant ' || state, count(*) FROM office_grant GROUP BY state
		UNION ALL SELECT 'ticket ' || state, sum(version) FROM ticket GROUP BY state
		UNION ALL SELECT 'thread ' || t.number, count(*) FROM ticket_entry e JOIN ticket t ON t.id = e.thread GROUP BY t.number
		UNION ALL SELECT 'session alive', count(*) FROM session WHERE ended_at IS NULL
		UNION ALL SELECT event, count(*) FROM audit_entry WHERE event <> 'nik.answered' GROUP BY event
		UNION ALL ${counts.join(" UNION ALL ")}) t ORDER BY what`));
}

// Only what differs, for people.
function sameTraces(left, wanted, words) {
	const rows = (text) => new Set(JSON.parse(text).map((row) => `${row.what}: ${row.n}`)), [a, b] = [rows(left), rows(wanted)];
	const only = (one, other) => [...one].filter((row) => !other.has(row)).join(", ");

	assert.ok(left === wanted, `${words}: there is ${only(a, b)}; there should be ${only(b, a)}`);
}

// One act, begun again and again from the same state.
class Trial {
	constructor(act, story, killer) {
		Object.assign(this, { act, story, killer, program: story.program });
		this.snapshot = Snapshot.of(story.program, "before");
		this.before = traces(this.program);
		this.outcomes = { before: 0, after: 0 };
	}

	async begin() {
		this.key = crypto.randomUUID();
		this.snapshot.restore();
		await this.program.start();
	}

	async send() {
		const { act, story } = this;
		const answer = await act.client(story).send(act.method ?? "POST", act.path(story), act.body(story), { "Idempotency-Key": this.key })
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
		this.after = traces(this.program);
		assert.notEqual(this.after, this.before);
		await this.program.killAndWait();
	}

	async killAt(n) {
		const { program, act } = this;

		await this.begin();
		this.killer.at(n, program.children()[0]);
		const answer = await this.send();

		this.killer.spare();
		const left = traces(program);

		if (answer || left !== this.before)
			sameTraces(left, this.after, `${act.name} killed at ${n}: half of it is there, or it is lost`);
		this.outcomes[left === this.after ? "after" : "before"]++;
		await program.ready();
		assert.ok(await this.send(), `${act.name} killed at ${n} was not answered the second time`);
		if (!act.repeats)
			sameTraces(traces(program), this.after, `${act.name} killed at ${n} and sent again`);
		program.run("audit", "verify");
		await program.killAndWait();
	}
}

async function tryAct(act, story, killer, most) {
	const { program } = story;
	const { settings } = program;

	await program.stop();
	program.settings = { ...settings, ...act.settings };
	const trial = new Trial(act, story, killer);

	await trial.measure();
	const places = points(trial.calls, most);

	for (const n of places)
		await trial.killAt(n);
	trial.snapshot.restore();
	trial.snapshot.remove();
	program.settings = settings;
	await program.start();
	return `${program.engine}: ${act.name}: ${places.length} kills at its ${trial.calls} calls: ` +
		`${trial.outcomes.before} times absent, ${trial.outcomes.after} times whole, 0 half`;
}

export async function killedActs(engine, most) {
	const program = await (await Program.make({ engine, settings: { processes: "1" } })).fill();
	const killer = new Killer(program);
	const play = await new Play(await program.start(), new Book()).open();
	const step = chain(engine);
	let story = new Story(play, 0);

	for (const act of acts)
		await step(`killed at calls that leave a mark, "${act.name}" is whole or absent`, async () => {
			const next = await act.lead?.(story);

			story = next instanceof Story ? next : story;
			note(await tryAct(act, story, killer, most));
		});
	await program.stop();
	program.remove();
	killer.remove();
}
