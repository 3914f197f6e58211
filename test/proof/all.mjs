// The long runs. Usage: PROGRAM=build/myintress node test/proof/all.mjs [KILLS]
import { finish } from "../api/check.mjs";
import { closeBrowser } from "../e2e/lib.mjs";
import { mainJob } from "../e2e/main_job.test.mjs";
import { killed } from "./kill.mjs";

const kills = Number(process.argv[2] ?? 50);

for (const engine of ["sqlite", "postgresql"]) {
	for (const javascript of [true, false])
		await mainJob(engine, javascript);
	await killed(engine, kills);
}
await closeBrowser();
finish();
