// The long runs: a line per test, a line per part, a last line for all.
// Usage: PROGRAM=build/myintress [KILLS=50] [POINTS=n] node test/proof/all.mjs [PART...]
import { counts, finish } from "../api/check.mjs";
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

const kills = Number(process.env.KILLS ?? 50);
const cuts = Number(process.env.CUTS ?? 2000);
const most = Number(process.env.POINTS ?? Infinity);

// On PostgreSQL the server keeps acts whole: fewer places show that we let it.
const parts = {
	"kill-sqlite": () => killed("sqlite", kills),
	"kill-postgresql": () => killed("postgresql", kills),
	"power-cuts": () => powerCuts(cuts),
	"migrate-sqlite": () => killedMigrations("sqlite", most),
	"migrate-postgresql": () => killedMigrations("postgresql", Math.min(most, 60)),
	"acts-sqlite": () => killedActs("sqlite", most),
	"acts-postgresql": () => killedActs("postgresql", Math.min(most, 30)),
	"letters-sqlite": () => killedLetters("sqlite", Math.min(most, 500)),
	"letters-postgresql": () => killedLetters("postgresql", Math.min(most, 60)),
	"nodes": () => racedNodes({ keys: Math.min(most, 2000), trials: Math.min(most, 200), reads: Math.min(most, 1000) }),
	"timing": () => timing(Math.min(most, 300)),
	"columns": smuggledColumns,
	"injection": injected,
	"commands-sqlite": () => killedCommands("sqlite", Math.min(most, 60)),
	"commands-postgresql": () => killedCommands("postgresql", Math.min(most, 30)),
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

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)) {
	const before = counts();
	const began = Date.now();

	await parts[name]();
	console.log(`part ${name}: ${counts().passed - before.passed} passed, ${counts().failed - before.failed} failed, ` +
		`${Math.round((Date.now() - began) / 1000)} s`);
}
finish();
