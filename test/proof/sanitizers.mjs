// The API's tests, among them the hundred requests, against builds with sanitizers, and the
// threads of lanes and jobs in their own tests: no report, but for those of thread.supp.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "../api/check.mjs";
import { clusterDirectory } from "../api/program.mjs";

const build = path.dirname(process.env.PROGRAM ?? "build/myintress");
const known = path.resolve("test/proof/thread.supp");
const raced = ["http", "jobs"];

// Sanitizers of every process below write into a directory; what is there is a report.
function run(command, args, environment) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-sanitizer-"));
	const log = `log_path=${dir}/report:exitcode=99`;
	const env = { ...process.env, MYINTRESS_TEST_PG: clusterDirectory(), ...environment,
		ASAN_OPTIONS: `${log}:detect_leaks=0`, UBSAN_OPTIONS: `${log}:print_stacktrace=1`, TSAN_OPTIONS: `${log}:suppressions=${known}` };

	return new Promise((resolve) => {
		const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
		let out = "";

		for (const stream of [child.stdout, child.stderr])
			stream.on("data", (piece) => {
				out += piece;
			});
		child.once("close", (status) => {
			const reports = fs.readdirSync(dir).map((name) => fs.readFileSync(path.join(dir, name), "utf8"));

			fs.rmSync(dir, { recursive: true });
			resolve({ status, out, reports });
		});
	});
}

async function clean(command, args, environment) {
	const { status, out, reports } = await run(command, args, environment);

	assert.deepEqual(reports, []);
	assert.equal(status, 0, out.slice(-4000));
}

export async function sanitized() {
	await test("the API's tests raise no report of address and undefined-behaviour sanitizers", () =>
		clean("node", ["test/api/all.mjs"], { PROGRAM: `${build}/myintress-debug` }));
	await test("the API's tests raise no report of the thread sanitizer", () =>
		clean("node", ["test/api/all.mjs"], { PROGRAM: `${build}/thread/myintress` }));
	for (const folder of raced)
		await test(`the tests of ${folder} raise no report of the thread sanitizer`, () => clean(`${build}/thread/${folder}`, [], {}));
}
