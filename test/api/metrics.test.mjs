// metrics_listen: a listener of its own, with the sums of all web processes.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chain } from "./check.mjs";
import { freePort, Program } from "./program.mjs";

async function scrape(url) {
	const answer = await fetch(url + "/metrics");
	const text = await answer.text();

	assert.equal(answer.status, 200, text);
	assert.match(answer.headers.get("content-type"), /^text\/plain/);
	return Object.fromEntries(text.split("\n").filter((l) => l && !l.startsWith("#"))
		.map((l) => [l.slice(0, l.lastIndexOf(" ")), Number(l.slice(l.lastIndexOf(" ") + 1))]));
}

// What production must be given before it starts; nothing of it is called here.
function production(dir) {
	return { mode: "production", public_url: "https://myintress.test", trusted_proxies: "", antivirus: `${dir}/clamd`,
		mail: "smtps://127.0.0.1:1", mail_from: "MyIntress <no-reply@myintress.test>", dukcapil: "manual" };
}

export async function metrics(engine) {
	const step = chain(`metrics_listen, ${engine}`);
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-metrics-"));
	const listener = `127.0.0.1:${await freePort()}`;
	const own = `http://${listener}`;
	// The tests' PostgreSQL is none for production: it does not wait for the disk.
	const strict = engine === "sqlite";
	const program = await Program.make({ engine,
		settings: { ...strict ? production(dir) : {}, metrics_listen: listener, processes: "3" } });

	await step(`the main listener ${strict ? "tells nothing in production" : "tells it as well in demo"}`, async () => {
		await program.start();
		assert.equal((await fetch(program.url + "/metrics")).status, strict ? 404 : 200);
	});
	await step("its own listener tells the sum of three processes, and not its own requests", async () => {
		const before = await scrape(own);

		for (let i = 0; i < 60; i++)
			await fetch(program.url + "/healthz", { headers: { Connection: "close" } }).then((a) => a.text());
		await scrape(own);
		const after = await scrape(own);

		assert.equal(after['http_requests_total{class="2xx"}'] - before['http_requests_total{class="2xx"}'], 60);
		assert.ok("http_in_flight" in after && 'myintress_jobs{state="failed"}' in after);
		assert.equal(after['myintress_mail{state="terpental"}'], 0);
	});
	await step("it serves nothing else", async () => {
		for (const other of ["/", "/masuk", "/healthz", "/readyz", "/api/v1/openapi.json", "/a/gaya.css"])
			assert.equal((await fetch(own + other)).status, 404, other);
		assert.ok([404, 405].includes((await fetch(own + "/metrics", { method: "POST" })).status));
	});
	await step("an address that is taken is said at the start", async () => {
		const second = await Program.make({ engine, settings: { metrics_listen: listener } });

		assert.throws(() => second.run("serve"), /alamat layanan.*127\.0\.0\.1/);
		second.remove();
	});
	await step("it ends with the others", async () => {
		assert.equal(await program.stop(), 0);
		await assert.rejects(fetch(own + "/metrics"));
	});
	program.remove();
	fs.rmSync(dir, { recursive: true });
}
