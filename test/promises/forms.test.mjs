// S09, S10: no form is taken that another site has sent.
import assert from "node:assert/strict";
import fs from "node:fs";
import evaluator from "csp_evaluator/dist/evaluator.js";
import parser from "csp_evaluator/dist/parser.js";
import { test } from "../api/check.mjs";
import { Pages } from "./pages.mjs";

const { CspEvaluator } = evaluator, { CspParser } = parser;

// The unsafe page routes of the golden list, with numbers that exist put in.
export function unsafePages(numbers) {
	return fs.readFileSync("test/golden/access.txt", "utf8").split("\n")
		.map((line) => /^POST\s+(\/(?!api\/)\S*)/.exec(line)?.[1]).filter(Boolean)
		.map((path) => path.replace(":number", numbers.number).replace(/:[a-z]+/g, "1"));
}

export async function forms(stage) {
	const { program, draft } = stage;
	const paths = unsafePages({ number: draft.number });
	// Jobs go on meanwhile, and leave entries of their own.
	const state = () => JSON.stringify(["audit_entry WHERE channel <> 'tugas'", "session", "registration", "replay"].map((t) =>
		program.rows(`SELECT count(*) AS n FROM ${t}`)[0].n));
	const refusedAll = async (fields, headers) => {
		const before = state();

		for (const path of paths) {
			const answer = await draft.postBare(path, fields, headers);

			assert.equal(answer.status, 403, `${path}: ${answer.status}`);
		}
		assert.equal(state(), before, "nothing was changed");
	};
	const own = await draft.hidden(`${draft.path}/sk`);

	await test(`S09 None of ${paths.length} forms is taken without its token`, () => refusedAll({ setuju: "ya" }));
	await test("S09 None is taken with a token of another visitor", async () => {
		const stranger = new Pages(program);

		await refusedAll(await stranger.hidden("/masuk"));
	});
	await test("S09 None is taken from a foreign origin, with a token or without", async () => {
		await refusedAll(own, { Origin: "https://jahat.example" });
		await refusedAll(own, { Origin: "null" });
		await refusedAll(own, { Origin: "https://jahat.example/" + new URL(program.url).host });
	});
	await test("S09 None is taken that the browser calls cross-site", async () => {
		await refusedAll(own, { "Sec-Fetch-Site": "cross-site" });
		await refusedAll(own, { "Sec-Fetch-Site": "same-site" });
	});
	await test("S09 Files are not kept before the form's token is seen", async () => {
		const files = { sk: { name: "sk.pdf", bytes: Buffer.alloc(100_000, "%PDF-1.4 ") } };
		const answer = await draft.postParts(`${draft.path}/berkas`, { _csrf: "1:" + "0".repeat(64) }, files);

		assert.equal(answer.status, 403);
		assert.equal((await draft.postParts(`${draft.path}/berkas`, {}, files)).status, 403);
	});
	await test("S10 The policy of each kind of answer has no finding of csp_evaluator, high or medium", async () => {
		const seen = new Set();

		for (const path of ["/", "/masuk", "/tidak-ada", "/pendaftaran", "/cek-status", "/api/v1/kppn", "/api/v1/session", "/healthz", draft.path, "/unduhan/sk.pdf"])
			seen.add((await draft.get(path)).headers["content-security-policy"]);
		assert.ok(![...seen].includes(undefined), "an answer without a policy");
		for (const policy of seen)
			assert.deepEqual(new CspEvaluator(new CspParser(policy).csp, 3).evaluate().filter((f) => f.severity <= 30).map((f) => f.description), [], policy);
	});
	await test("S09 Pages refuse frames and tell no other site a thing", async () => {
		for (const path of ["/", "/masuk", "/tidak-ada", "/api/v1/kppn", "/healthz"]) {
			const { headers } = await draft.get(path);

			assert.match(headers["cross-origin-resource-policy"], /same-origin/, path);
			assert.equal(headers["x-content-type-options"], "nosniff", path);
			if (/html/.test(headers["content-type"])) {
				assert.match(headers["content-security-policy"], /frame-ancestors 'none'/, path);
				assert.match(headers["cross-origin-opener-policy"], /same-origin/, path);
			}
		}
	});
}
