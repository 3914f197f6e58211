// P06: every input has a limit; at the limit it is read, beyond it refused.
import assert from "node:assert/strict";
import { test } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { person, signer, today } from "../api/people.mjs";
import { Applicant, Pages, pdf } from "./pages.mjs";
import { send, sendBytes, sendJson } from "./wire.mjs";

const jsonOf = (bytes) => JSON.stringify({ nik: "9901505010900001", password: "" })
	.replace("\"\"", (m) => `"${"a".repeat(bytes - 40)}${m[1]}`);
const nested = (depth) => "{\"nik\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

export async function limits({ program }) {
	const session = (body) => sendJson(program, "POST", "/api/v1/session", body);
	const query = (bytes) => send(program, "GET", "/api/v1/kppn?q=" + "a".repeat(bytes - "GET /api/v1/kppn?q= HTTP/1.1".length));
	// All that follows the request line.
	const headers = (bytes) => {
		const first = "\r\nHost: x\r\nConnection: close\r\n", last = (n) => `X-999: ${"a".repeat(n)}\r\n\r\n`;
		const filling = Array.from({ length: Math.floor(bytes / 1000) - 1 }, (_, i) => `X-${String(i).padStart(3, "0")}: ${"a".repeat(991)}\r\n`).join("");

		return sendBytes(program, "GET /healthz HTTP/1.1" + first + filling + last(bytes - first.length - filling.length - last(0).length));
	};
	const headerCount = (n) => sendBytes(program, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
		Array.from({ length: n - 2 }, (_, i) => `X-${i}: 1\r\n`).join("") + "\r\n");

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
	await test("P06 Headers of 16 KiB are read and one byte more is 431", async () => {
		assert.equal((await headers(16384)).status, 200);
		assert.equal((await headers(16385)).status, 431);
	});
	await test("P06 A hundred headers are read and one more is 431", async () => {
		assert.equal((await headerCount(100)).status, 200);
		assert.equal((await headerCount(101)).status, 431);
	});
	await test("P06 64 cookies are read and one more is 400", async () => {
		const cookies = (n) => send(program, "GET", "/masuk", { headers: { Cookie: Array.from({ length: n }, (_, i) => `k${i}=1`).join("; ") } });

		assert.equal((await cookies(64)).status, 200);
		assert.equal((await cookies(65)).status, 400);
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
	await test("P06 64 parts of a form with files are read and one more is 400", async () => {
		const applicant = await new Applicant(program).begin("999111", "bagian@satker.example");
		const hidden = await applicant.hidden(`${applicant.path}/berkas`);
		const parts = (n) => applicant.postParts(`${applicant.path}/berkas`, { ...hidden,
			...Object.fromEntries(Array.from({ length: n - 1 - Object.keys(hidden).length }, (_, i) => [`f${i}`, ""])) },
		{ sk: { name: "sk.pdf", bytes: pdf("Bagian") } });

		assert.equal((await parts(64)).status, 303);
		assert.equal((await parts(65).catch((e) => ({ status: e.code }))).status, 400);
	});
	await fieldLimits({ program });
}

// ---- fields of bodies

const filled = (n) => "kuda laut é ".repeat(200).slice(0, n - 1) + "x";

// What is said of the field when it is sent; nothing when it was taken.
async function complaint(client, method, path, body, field) {
	const answer = await client.send(method, path, body);

	if (answer.status < 300)
		return undefined;
	assert.equal(answer.status, 422, `${field}: ${answer.status} ${JSON.stringify(answer.body)}`);
	const found = (answer.body.fields ?? [{ name: answer.body.code, message: answer.body.detail }]).find((f) => f.name === field);

	assert.ok(found, `${field} is not named: ${JSON.stringify(answer.body.fields ?? answer.body)}`);
	return found;
}

async function fieldLimits({ program }) {
	const operator = await signIn(program, program.account("OPERATOR", "999113"));
	const request = (given) => ({ satker: "999113", kind: "pendaftaran", contact_email: "batas@satker.example",
		basis: { type: "SK", number: "KEP-1/2026", date: today(), ...signer(1) }, users: [person()], ...given });
	const post = (given, field) => complaint(operator, "POST", "/api/v1/registrations", request(given), field);
	const texts = {
		"basis.number": (text) => ({ basis: { type: "SK", number: text, date: today(), ...signer(1) } }),
		"basis.signer_name": (text) => ({ basis: { type: "SK", number: "KEP-1/2026", date: today(), ...signer(1), signer_name: text } }),
		"users[0].name": (text) => ({ users: [person({ name: text, email: "batas.nama@satker.example" })] }),
		"users[0].position": (text) => ({ users: [person({ position: text })] }),
	};

	for (const [field, given] of Object.entries(texts))
		await test(`P06 ${field} of 200 characters is taken and of 201 refused by name`, async () => {
			assert.equal(await post(given(filled(200)), field), undefined);
			assert.match((await post(given(filled(201)), field)).message, /paling banyak 200 karakter/);
		});
	await test("P06 50 users are taken and 51 refused", async () => {
		const people = (n) => ({ users: Array.from({ length: n }, () => person()) });

		assert.equal(await post(people(50), "users"), undefined);
		assert.match((await post(people(51), "users")).message, /Paling banyak 50 pengguna/);
	});
	await test("P06 An e-mail address of 254 bytes is taken and of 255 refused, at the draft's end", async () => {
		const address = (n) => "a".repeat(60) + "@" + ("b".repeat(60) + ".").repeat(3) + "c".repeat(n - 61 - 183 - 8) + ".example";
		const start = (mail) => complaint(operator, "POST", "/api/v1/public/registrations", { satker: "999117", contact_email: mail }, "contact_email");

		assert.equal(address(254).length, 254);
		assert.equal(await start(address(254)), undefined);
		assert.ok((await start(address(255))).message);
	});
	await test("P06 A list of 200 rows may be asked for and of 201 is refused", async () => {
		const list = (n) => operator.send("GET", `/api/v1/registrations?limit=${n}`).then((a) => a.status);

		assert.deepEqual([await list(200), await list(201), await list(0), await list(-1), await list("x")], [200, 422, 422, 422, 422]);
	});
	await test("P06 An Idempotency-Key of 200 characters is kept and of 201 refused", async () => {
		const keyed = (n) => operator.send("POST", "/api/v1/registrations", request(), { "Idempotency-Key": "k".repeat(n) }).then((a) => a.status);

		assert.deepEqual([await keyed(200), await keyed(201)], [201, 400]);
	});
	await decisionLimits({ program });
}

async function decisionLimits({ program }) {
	const officer = await signIn(program, program.account("VERIFIKATOR", "038"));
	const { items: [{ number }] } = await officer.get("/api/v1/registrations?state=Diajukan&limit=1");
	const path = `/api/v1/registrations/${number}`;
	const { version } = await officer.post(`${path}/claim`, {});
	const back = (given, field) => complaint(officer, "POST", `${path}/return`, { version, code: "JABATAN_BEDA_SK", ...given }, field);

	await test("P06 A reason of 1,000 characters is taken and of 1,001 refused, a flag's note alike", async () => {
		const flag = (n) => [{ user: 1, field: "position", code: "JABATAN_BEDA_SK", note: filled(n) }];

		assert.match((await back({ reason: filled(1001) }, "code")).message, /1\.000 karakter/);
		assert.match((await back({ flags: flag(1001) }, "users[0].position")).message, /1\.?000|panjang|banyak/);
		assert.equal(await back({ reason: filled(1000), flags: flag(1000) }, ""), undefined);
	});
}
