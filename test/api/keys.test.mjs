// Turning the keys of a living installation: what was sealed under the old ones moves
// while it serves and is killed, and only then do they go.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { chain } from "./check.mjs";
import { signIn } from "./client.mjs";
import { Program, binary } from "./program.mjs";

function command(p, ...args) {
	const r = spawnSync(binary, args, { env: p.environment(), encoding: "utf8" });

	return { status: r.status, out: r.stdout, why: r.stderr };
}

const places = 8;	// and the files

// [place, moved, done] of every place that has begun.
function progress(p) {
	return command(p, "keys", "progress").out.trim().split("\n").filter(Boolean).map((line) => {
		const [place, , , moved, done] = line.split("\t");

		return [place, parseInt(moved), done !== "berjalan"];
	});
}

async function turned(p) {
	for (let until = Date.now() + 60_000; Date.now() < until; await sleep(200)) {
		const all = progress(p);

		if (all.length === places + 1 && all.every(([, , done]) => done))
			return all;
	}
	assert.fail(JSON.stringify(progress(p)));
}

const prefixes = (p) => p.engine === "sqlite"
	? p.rows("SELECT DISTINCT hex(substr(nik_sealed, 1, 1)) AS k, substr(nik_hash, 1, 2) AS h FROM person")
	: p.rows("SELECT DISTINCT upper(encode(substr(nik_sealed, 1, 1), 'hex')) AS k, substr(nik_hash, 1, 2) AS h FROM person");

export async function keys(engine) {
	const p = (await Program.make({ engine })).fill();
	const step = chain(`turning keys on ${engine}`);
	const account = p.account("VERIFIKATOR", "047", 0);

	await p.start();
	await step("a key in use is not retired, nor one that is needed", async () => {
		assert.match(command(p, "keys", "retire", "field", "1").why, /sedang dipakai/);
		command(p, "keys", "rotate", "field");
		command(p, "keys", "rotate", "lookup");
		assert.match(command(p, "keys", "retire", "field", "1").why, /hentikan serve/);
		await p.stop();
		const refused = command(p, "keys", "retire", "field", "1");

		assert.equal(refused.status, 1);
		assert.match(refused.out, /^person\.nik: \d+ masih memakai kunci ini$/m);
		assert.match(refused.out, /^berkas: \d+ masih memakai kunci ini$/m);
		assert.equal(command(p, "keys", "retire", "audit", "1").status, 1);
		assert.equal(command(p, "keys", "retire", "field", "9").status, 1);
		assert.equal(command(p, "keys", "retire", "warna", "1").status, 2);
	});
	await step("killed again and again, it moves everything, and people sign in meanwhile", async () => {
		for (let i = 0; i < 5; i++) {
			await p.start();
			await signIn(p, account);
			assert.ok(i === 0 || progress(p).length > 0, "begins with the start");
			await sleep(40 * i);
			await p.killAndWait();
		}
		// What a killed process was at is taken up when its lease has ended.
		await p.start();
		await p.advance(3600);
		const all = await turned(p);

		assert.ok(all.find(([place]) => place === "person.nik")[1] > 0);
		assert.ok(all.find(([place]) => place === "berkas")[1] > 0);
		assert.deepEqual(prefixes(p), [{ k: "02", h: "2:" }]);
		await signIn(p, account);
	});
	await step("then the old one goes, and nothing is missing", async () => {
		await p.stop();
		const gone = command(p, "keys", "retire", "field", "1");

		assert.equal(gone.status, 0, gone.out + gone.why);
		assert.doesNotMatch(command(p, "keys", "list").out, /^field 1 /m);
		assert.equal(p.rows("SELECT count(*) AS n FROM audit_entry WHERE event = 'key.retired' AND subject = 'field/1'")[0].n, 1);
		await p.start();
		const officer = await signIn(p, account);
		const { items } = await officer.get("/api/v1/registrations?state=Diajukan");
		const { documents } = await officer.get(`/api/v1/registrations/${items[0].number}`);

		assert.equal((await officer.send("GET", `/api/v1/documents/${documents[0].id}`)).status, 200);
	});
	await step("codes for the status page keep their key", async () => {
		await p.stop();
		const refused = command(p, "keys", "retire", "lookup", "1");

		assert.equal(refused.status, 1);
		assert.deepEqual(refused.out.trim().split("\n").map((line) => line.split(":")[0]), ["registration.secret"]);
	});
	p.remove();
}
