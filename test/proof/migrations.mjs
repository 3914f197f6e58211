// P17: killed at each call of "migrate" that leaves a mark, the schema is that before or
// after one whole migration, and the next run brings it to the end.
import assert from "node:assert/strict";
import fs from "node:fs";
import { note, test } from "../api/check.mjs";
import { Program } from "../api/program.mjs";
import { Killer, points } from "./killer.mjs";

const shapes = {
	sqlite: "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
	postgresql: `SELECT c.relkind, c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
			pg_get_expr(d.adbin, d.adrelid) AS fallback, pg_get_indexdef(c.oid) AS index, pg_get_triggerdef(t.oid) AS trigger,
			(SELECT string_agg(pg_get_constraintdef(k.oid), '; ' ORDER BY k.conname) FROM pg_constraint k WHERE k.conrelid = c.oid) AS rules
		FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
		LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
		WHERE c.relnamespace = 'public'::regnamespace ORDER BY c.relname, a.attnum, t.tgname`,
};

function shape(program) {
	return JSON.stringify(program.rows(shapes[program.engine]));
}

// How far it came: migrations done, and offices of the reference data.
function reached(program) {
	const tables = shape(program);
	const count = (table) => tables.includes(`"${table}"`) ? Number(program.rows(`SELECT count(*) AS n FROM ${table}`)[0].n) : 0;

	return { migrations: count("schema_migration"), offices: count("kppn") };
}

// A file that was not made yet is as good as an empty one.
function sound(program) {
	if (program.engine === "postgresql")
		return true;
	if (!fs.existsSync(`${program.dir}/myintress.db`))
		return false;
	assert.deepEqual(program.rows("PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
	return true;
}

async function countCalls(engine) {
	const program = await Program.make({ engine });
	const killer = new Killer(program);

	killer.count();
	program.run("migrate");
	const end = { calls: killer.seen(), shape: shape(program), ...reached(program) };

	program.remove();
	killer.remove();
	return end;
}

async function killAt(engine, n, end, known) {
	const program = await Program.make({ engine });
	const killer = new Killer(program);

	killer.at(n);
	assert.throws(() => program.run("migrate"), { signal: "SIGKILL" }, `point ${n}`);
	killer.spare();
	const at = sound(program) ? reached(program) : { migrations: 0, offices: 0 };

	if (at.migrations > 0) {
		const seen = known.get(at.migrations) ?? shape(program);

		assert.equal(shape(program), seen, `point ${n}: ${at.migrations} migrations look another way than before`);
		known.set(at.migrations, seen);
	}
	assert.ok([0, end.offices].includes(at.offices), `point ${n}: ${at.offices} offices`);
	program.run("migrate");
	assert.equal(shape(program), end.shape, `point ${n}: the end is another one`);
	assert.deepEqual(reached(program), { migrations: end.migrations, offices: end.offices });
	program.remove();
	killer.remove();
	return at.migrations;
}

export async function killedMigrations(engine, most) {
	const known = new Map();
	const end = await countCalls(engine);
	// After the migrations comes the reference data, one long unit.
	const places = points(end.calls, most, 2);
	const stages = new Set();

	await test(`${engine}: migrate killed at ${places.length} of ${end.calls} calls leaves the old schema or the new one`, async () => {
		for (const n of places)
			stages.add(await killAt(engine, n, end, known));
	});
	note(`${engine}: ${places.length} kills of migrate, of ${end.migrations} migrations ${[...stages].join(" ")} were done; 0 mixed`);
}
