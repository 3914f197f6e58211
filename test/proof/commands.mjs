// P02, P10: commands that are acts, killed at calls that leave a mark: what people see is
// the old or the new, and the same command brings it to the end, once.
import assert from "node:assert/strict";
import fs from "node:fs";
import { note, test } from "../api/check.mjs";
import { Program } from "../api/program.mjs";
import { Killer, points } from "./killer.mjs";
import { Snapshot } from "./snapshot.mjs";

const rows = 5000;	// several units of work
const beside = 4;

// A batch in which every third payment has moved on since the first version.
function payments(version) {
	const lines = Array.from({ length: rows }, (_, i) => {
		const paid = version === 2 && i % 3 === 0;

		return `047,999101,${String(i).padStart(5, "0")}T,231,${paid ? "Upload SP2D" : "ADK SPM"},2026-02-01,2026-02-02,-,` +
			`${paid ? "2026-02-04" : "-"},${1000 + i},100,${900 + i},${paid ? `2604700${String(i).padStart(8, "0")}` : "-"},Belanja`;
	});

	return "kppn,satker,nomor_spm,jenis_spm,status_spm,tanggal_spp,tanggal_spm,tanggal_rpd,tanggal_sp2d," +
		"jumlah_pengeluaran,jumlah_potongan,jumlah_pembayaran,nomor_sp2d,uraian\n" + lines.join("\n") + "\n";
}

const inForce = "from_seq <= f.seq AND (to_seq IS NULL OR to_seq > f.seq)";

const batch = {
	name: "a batch",
	prepare(program) {
		const file = (version) => `${program.dir}/spm${version}.csv`;

		fs.writeFileSync(file(1), payments(1));
		fs.writeFileSync(file(2), payments(2));
		program.run("import", "spm", file(1));
		this.command = ["import", "spm", file(2)];
	},
	// What readers see, and how often it was published.
	seen: (program) => JSON.stringify(program.rows(`SELECT what, n, total FROM (
		SELECT stage AS what, count(*) AS n, sum(gross) AS total FROM payment p, ingest_feed f WHERE f.feed = 'spm' AND ${inForce} GROUP BY stage
		UNION ALL SELECT 'figures ' || what, sum(n), sum(gross) FROM payment_figure g, ingest_feed f WHERE f.feed = 'spm' AND ${inForce} GROUP BY what
		UNION ALL SELECT event, count(*), 0 FROM audit_entry WHERE event LIKE 'batch.%' GROUP BY event) t ORDER BY what`)),
	// A loader that was killed is given up after a while.
	later: "900",
	repeatable: true,
};

const kinds = ["field", "lookup", "session", "audit"];

const keyTurn = {
	name: "a key turn",
	command: ["keys", "rotate", "field"],
	prepare: (program) => program.run("migrate"),
	// What a start of the program does first.
	start: ["migrate"],
	seen(program) {
		const ids = program.run("keys", "list").trim().split("\n").map((line) => line.split(" ").slice(0, 2).join(" "));

		assert.deepEqual([...new Set(ids.map((id) => id.split(" ")[0]))].sort(), [...kinds].sort());
		return JSON.stringify([ids, program.rows("SELECT subject, count(*) AS n FROM audit_entry WHERE subject_kind = 'key' GROUP BY subject ORDER BY subject")]);
	},
};

// One command, begun again and again from the same state.
class Trial {
	constructor(program, act) {
		Object.assign(this, { program, act, killer: new Killer(program), outcomes: { before: 0, after: 0 } });
		this.before = act.seen(program);
		this.snapshot = Snapshot.of(program, "before");
		this.killer.count();
		program.run(...act.command);
		this.calls = this.killer.seen();
		this.killer.spare();
		this.after = act.seen(program);
		assert.notEqual(this.after, this.before);
	}

	// Answers whether the effect was there.
	killAt(n) {
		const { program, act, killer } = this;

		this.snapshot.restore();
		killer.at(n);
		assert.throws(() => program.run(...act.command), { signal: "SIGKILL" }, `point ${n}`);
		killer.spare();
		if (act.start)
			program.run(...act.start);
		const left = act.seen(program);

		assert.ok(left === this.before || left === this.after, `${act.name} killed at ${n}: half of it is there:\n${left}`);
		this.outcomes[left === this.after ? "after" : "before"]++;
		this.repeat(n, left);
		return left === this.after;
	}

	repeat(n, left) {
		const { program, act } = this;

		program.settings.clock_offset = act.later ?? "0";
		if (left === this.before || act.repeatable)
			program.run(...act.command);
		delete program.settings.clock_offset;
		assert.equal(act.seen(program), this.after, `${act.name} killed at ${n} and begun again`);
		program.run("audit", "verify");
	}

	// The first call at which the effect stays, by halving: around it is where half could.
	findTurn() {
		let [old, next] = [0, this.calls];

		while (next - old > 1) {
			const middle = Math.floor((old + next) / 2);

			if (this.killAt(middle))
				next = middle;
			else
				old = middle;
		}
		return next;
	}

	remove() {
		this.snapshot.remove();
		this.program.remove();
		this.killer.remove();
	}
}

async function killedCommand(engine, act, most) {
	const program = await (await Program.make({ engine })).fill();

	act.prepare(program);
	const trial = new Trial(program, act), { calls, outcomes } = trial;
	const places = points(calls, most), turn = places.length < calls ? trial.findTurn() : 0;

	for (const n of [...places, ...around(turn, calls)])
		trial.killAt(n);
	trial.remove();
	note(`${engine}: ${act.name}: ${outcomes.before + outcomes.after} kills at its ${calls} calls: ${outcomes.before} times the old, ${outcomes.after} times the new, 0 mixed`);
}

function around(turn, calls) {
	return turn ? Array.from({ length: 2 * beside + 1 }, (_, i) => turn - beside + i).filter((n) => n >= 1 && n <= calls) : [];
}

export const commands = [batch, keyTurn];

export async function killedCommands(engine, most) {
	for (const act of commands)
		await test(`${engine}: killed at calls that leave a mark, ${act.name} is the old or the new`, () => killedCommand(engine, act, most));
}
