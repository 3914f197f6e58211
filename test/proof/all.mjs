// The long runs: a line per test, a line per part, a last line for all.
// Usage: PROGRAM=build/myintress [KILLS=n CUTS=n POINTS=n LETTERS=n KEYS=n TRIALS=n SAMPLES=n] node test/proof/all.mjs [PART...]
import { counts, finish, test } from "../api/check.mjs";
import { closeBrowser } from "../e2e/lib.mjs";
import { mainJob } from "../e2e/main_job.test.mjs";
import { killedCommands } from "./commands.mjs";
import { injected } from "./injection.mjs";
import { killed } from "./kill.mjs";
import { killedLetters } from "./letters.mjs";
import { killedMigrations } from "./migrations.mjs";
import { racedNodes, smuggledColumns } from "./nodes.mjs";
import { powerCuts } from "./power.mjs";
import { sanitized } from "./sanitizers.mjs";
import { stops } from "./stops.mjs";
import { timing } from "./timing.mjs";
import { killedActs } from "./trial.mjs";

// So that the whole ends within about an hour on two cores; each number may be made larger.
const number = (name, usual) => Number(process.env[name] || usual);
const kills = number("KILLS", 50), cuts = number("CUTS", 500);
const places = number("POINTS", 5), commandPlaces = number("POINTS", 20), migrationPlaces = number("POINTS", 60);
const letters = number("LETTERS", 100), keys = number("KEYS", 500), trials = number("TRIALS", 40), samples = number("SAMPLES", 100);

// On PostgreSQL the server keeps acts whole: fewer places show that we let it.
const some = (n) => Math.ceil(n / 2);

const parts = {
	"power-cuts": () => powerCuts(cuts),
	"kill-sqlite": () => killed("sqlite", kills),
	"kill-postgresql": () => killed("postgresql", some(kills)),
	"migrate-sqlite": () => killedMigrations("sqlite", migrationPlaces),
	"migrate-postgresql": () => killedMigrations("postgresql", some(migrationPlaces)),
	"acts-sqlite": () => killedActs("sqlite", places),
	"acts-postgresql": () => killedActs("postgresql", some(places)),
	"letters-sqlite": () => killedLetters("sqlite", letters),
	"letters-postgresql": () => killedLetters("postgresql", some(letters)),
	"nodes": () => racedNodes({ keys, trials, reads: 2 * keys }),
	"timing": () => timing(samples),
	"columns": smuggledColumns,
	"injection": injected,
	"commands-sqlite": () => killedCommands("sqlite", commandPlaces),
	"commands-postgresql": () => killedCommands("postgresql", some(commandPlaces)),
	"stop-sqlite": () => stops("sqlite"),
	"stop-postgresql": () => stops("postgresql"),
	"browser": async () => {
		for (const engine of ["sqlite", "postgresql"])
			for (const javascript of [true, false])
				await mainJob(engine, javascript);
		await closeBrowser();
	},
	"sanitizers": sanitized,
};
const sums = [];

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)) {
	const before = counts();
	const began = Date.now();

	// A part that breaks down has failed, and the others are run all the same.
	await parts[name]().catch((e) => test(`${name} comes to its end`, () => {
		throw e;
	}));
	sums.push(`part ${name}: ${counts().passed - before.passed} passed, ${counts().failed - before.failed} failed, ` +
		`${Math.round((Date.now() - began) / 1000)} s`);
	console.log(sums.at(-1));
}
if (sums.length > 1)
	console.log(sums.join("\n"));
finish();
