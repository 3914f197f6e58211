// P06: every input has a limit; at the limit it is read, beyond it refused.
import assert from "node:assert/strict";
import { test } from "../api/check.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";
import { send, sendBytes, sendJson } from "./wire.mjs";

const jsonOf = (bytes) => JSON.stringify({ nik: "9901505010900001", password: "" })
	.replace("\"\"", (m) => `"${"a".repeat(bytes - 40)}${m[1]}`);
const nested = (depth) => "{\"nik\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

export async function limits({ program }) {
	const session = (body) => sendJson(program, "POST", "/api/v1/session", body);
	const query = (bytes) => send(program, "GET", "/api/v1/kppn?q=" + "a".repeat(bytes - "GET /api/v1/kppn?q= HTTP/1.1".length));
	const headers = (bytes) => sendBytes(program, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
		Array.from({ length: Math.floor(bytes / 1000) }, (_, i) => `X-${String(i).padStart(3, "0")}: ${"a".repeat(991)}\r\n`).join("") + "\r\n");

	await test("P06 A JSON body of 64 KiB is read and one byte more is 413", async () => {
		const most = jsonOf(65536);

		assert.equal(Buffer.byteLength(most), 65536);
		assert.equal((await session(most)).status, 401);
		assert.equal((await session(jsonOf(65537))).status, 413);
	});
	await test("P06 JSON 33 deep is refused like any that cannot be read", async () => {
		const [fits, deep] = [await session(nested(32)), await session(nested(33))];

		assert.equal(fits.status, 400);
		assert.match(JSON.parse(fits.text).detail, /nik/, "32 deep is read, and its type refused");
		assert.equal(deep.status, 400);
		assert.doesNotMatch(JSON.parse(deep.text).detail, /nik/);
	});
	await test("P06 A form of 2,048 fields is read and one more is 400", async () => {
		const post = async (more) => {
			const pages = new Pages(program);
			const hidden = Object.entries(await pages.hidden("/lupa-sandi"));
			const rest = Array.from({ length: 2048 - hidden.length - 1 + more }, (_, i) => [`f${i}`, ""]);

			return pages.postBare("/lupa-sandi", [...hidden, ["nik", "9901505010900001"], ...rest]);
		};

		assert.equal((await post(0)).status, 200);
		assert.equal((await post(1)).status, 400);
	});
	await test("P06 A request line of 8 KiB is read and one byte more is 414", async () => {
		assert.equal((await query(8192)).status, 200);
		assert.equal((await query(8193)).status, 414);
	});
	await test("P06 Headers up to 16 KiB are read and more are 431", async () => {
		assert.equal((await headers(15000)).status, 200);
		assert.equal((await headers(17000)).status, 431);
	});
	await test("P06 A PDF of 10 MiB is taken and one byte more is 413", async () => {
		const applicant = await new Applicant(program).begin("999116", "batas@satker.example");
		const attach = (bytes) => applicant.upload(`${applicant.path}/berkas`, { sk: { name: "sk.pdf", bytes: pdf("Batas", bytes) } });
		const most = await attach(10485760);

		assert.equal(most.status, 303, most.text.replace(/<[^>]*>/g, " ").slice(0, 2000));
		assert.equal((await attach(10485761).catch((e) => ({ status: e.code }))).status, 413);
	});
	await test("P06 A body that is announced too long is refused before it is sent", async () => {
		const answer = await sendBytes(program, "POST /api/v1/session HTTP/1.1\r\nHost: x\r\n" +
			"Content-Type: application/json\r\nContent-Length: 999999999\r\n\r\n");

		assert.equal(answer.status, 413);
	});
}
