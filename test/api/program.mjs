// The program as its operator knows it: a data directory, commands, one process to
// start, to stop and to kill, and letters in a directory.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readLetters } from "./letters.mjs";

export const binary = path.resolve(process.env.PROGRAM ?? "build/myintress");
const started = new Set();

// Whatever this process comes to, no server of its own outlives it.
process.on("exit", () => started.forEach((p) => p.kill()));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
	process.on(signal, () => process.exit(1));

export function freePort() {
	return new Promise((resolve, reject) => {
		const server = net.createServer().on("error", reject);

		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address();

			server.close(() => resolve(port));
		});
	});
}

// One PostgreSQL serves all programs of a run: that of tools/run_tests, or our own.
let cluster;
let databases = 0;

export function clusterDirectory() {
	if (process.env.MYINTRESS_TEST_PG)
		return process.env.MYINTRESS_TEST_PG;
	if (!cluster) {
		cluster = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-pg-"));
		fs.rmdirSync(cluster);
		execFileSync("test/postgres", ["start", cluster], { stdio: "inherit" });
		process.on("exit", () => execFileSync("test/postgres", ["stop", cluster]));
	}
	return cluster;
}

function newDatabase() {
	const name = `outside_${process.pid}_${++databases}`;

	Program.sql(`CREATE DATABASE ${name}`);
	return `postgresql:///${name}?host=${clusterDirectory()}&user=postgres`;
}

export class Program {
	// engine is "sqlite" or "postgresql"; settings are further ones of contract.md.
	static async make({ engine = "sqlite", settings = {} } = {}) {
		const p = new Program();
		const port = await freePort();

		p.engine = engine;
		p.patience = 20_000;	// for a job's work, in milliseconds
		p.dir = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-data-"));
		p.url = `http://127.0.0.1:${port}`;
		p.database = engine === "sqlite" ? `sqlite:${p.dir}/myintress.db` : newDatabase();
		// Tests come from one address, as if from behind nginx: each person gets his own.
		p.settings = { mode: "demo", data_dir: p.dir, listen: `127.0.0.1:${port}`,
			public_url: p.url, database: p.database, mail: `dir:${p.dir}/mail`,
			trusted_proxies: "127.0.0.1", ...settings };
		return p;
	}

	// Another node of the same installation: one database, one directory, one more door.
	async node() {
		const p = new Program(), port = await freePort();

		Object.assign(p, this, { url: `http://127.0.0.1:${port}`, child: undefined, exited: undefined });
		p.settings = { ...this.settings, listen: `127.0.0.1:${port}` };
		return p;
	}

	// Unknown settings are refused: of the tests' own only what is in p.variables goes in.
	environment() {
		const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MYINTRESS_")));

		for (const [key, value] of Object.entries(this.settings))
			env["MYINTRESS_" + key.toUpperCase()] = value;
		return { ...env, ...this.variables };
	}

	// One command to its end. Throws when its exit status is not 0.
	run(...args) {
		return execFileSync(binary, args, { env: this.environment(), encoding: "utf8",
			stdio: ["ignore", "pipe", "pipe"] });
	}

	// The same while this process goes on serving; answers { status, out }.
	runBeside(...args) {
		return new Promise((resolve) => {
			const child = spawn(binary, args, { env: this.environment(),
				stdio: ["ignore", "pipe", "inherit"] });
			let out = "";

			child.stdout.on("data", (piece) => {
				out += piece;
			});
			child.once("close", (status) => resolve({ status, out }));
		});
	}

	fill() {
		this.run("demo");
		return this;
	}

	// Accounts of DATA/demo-accounts.csv.
	accounts() {
		const [head, ...lines] = fs.readFileSync(`${this.dir}/demo-accounts.csv`, "utf8")
			.trim().split("\n").map((line) => line.split(","));

		return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
	}

	account(role, unit, index = 0) {
		const all = this.accounts().filter((a) => a.peran === role && a.kode_unit === unit);

		if (!all[index])
			throw new Error(`no demo account ${role} of ${unit}`);
		return all[index];
	}

	// Ready when the parent, the web and the job processes are.
	async start() {
		const log = fs.openSync(`${this.dir}/server.log`, "a");

		this.child = spawn(binary, ["serve"], { env: this.environment(), detached: true,
			stdio: ["ignore", log, log] });
		fs.closeSync(log);
		this.exited = new Promise((resolve) => {
			this.child.once("exit", (code, signal) => {
				if (started.delete(this))
					console.log(`serve ended by itself: ${signal ?? code}\n${this.log()}`);
				resolve(signal ?? code);
			});
		});
		started.add(this);
		await this.ready();
		return this;
	}

	async ready() {
		const until = Date.now() + 30_000;

		while (Date.now() < until) {
			if (this.child.exitCode !== null || this.child.signalCode !== null)
				throw new Error("serve ended at once:\n" + this.log());
			const answer = await fetch(this.url + "/readyz").catch(() => null);

			if (answer?.status === 200)
				return;
			await sleep(20);
		}
		throw new Error("not ready after 30 s:\n" + this.log());
	}

	log() {
		return fs.readFileSync(`${this.dir}/server.log`, "utf8").split("\n").slice(-20).join("\n");
	}

	// Callers who are patient wait until work() is called again.
	pause() {
		this.open = new Promise((resolve) => {
			this.work = resolve;
		});
	}

	// SIGTERM: what was accepted is finished. Answers the exit status.
	stop() {
		started.delete(this);
		this.child.kill("SIGTERM");
		return this.exited;
	}

	// A signal to the whole tree: parent, web, jobs and readers of documents. False when
	// nothing of it is left.
	signal(name) {
		try {
			return process.kill(-this.child.pid, name);
		} catch (e) {
			if (e.code !== "ESRCH")
				throw e;
			return false;
		}
	}

	kill() {
		started.delete(this);
		this.signal("SIGKILL");
	}

	// Process ids of the parent's children, as they were started: web processes, then jobs.
	children() {
		const { pid } = this.child;

		return fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
	}

	// kill -9 of one process of the tree; what it leaves is complete again at the end.
	async killOne(pid) {
		if (pid === this.child.pid) {
			started.delete(this);
			process.kill(pid, "SIGKILL");
			await this.gone();
			return this.start();
		}
		process.kill(pid, "SIGKILL");
		await this.ready();
		return this;
	}

	// kill -9, until nothing is left of it.
	killAndWait() {
		this.kill();
		return this.gone();
	}

	async gone() {
		await this.exited;
		while (this.signal(0))
			await sleep(1);
	}

	async killAndStart() {
		await this.killAndWait();
		return this.start();
	}

	remove() {
		fs.rmSync(this.dir, { recursive: true, force: true });
	}

	letters() {
		return readLetters(`${this.dir}/mail`);
	}

	// Time passes: the clock is that many seconds ahead from now on.
	async advance(seconds) {
		fs.writeFileSync(`${this.dir}/myintress.conf`, `clock_offset = ${seconds}\n`);
		this.child.kill("SIGHUP");
		await sleep(500);
	}

	// The newest letter that fits; waits for it, since letters follow their act.
	async letter(fits, what = "") {
		const until = Date.now() + this.patience;

		for (;;) {
			const found = this.letters().filter(fits).at(-1);

			if (found)
				return found;
			if (Date.now() > until)
				throw new Error(`no such letter within ${this.patience / 1000} s: ${what}`);
			await sleep(50);
		}
	}

	// One statement to the server of PostgreSQL, outside the program's database.
	static sql(statement) {
		execFileSync("psql", ["-q", "-h", clusterDirectory(), "-U", "postgres", "-d", "postgres", "-c", statement]);
	}

	// Rows of a SELECT, past the program, as objects. Numbers that JavaScript would round
	// (random ids) come as text.
	rows(select) {
		const flags = { encoding: "utf8", maxBuffer: 1 << 28 };
		const read = (text) => JSON.parse(text.replace(/(":\s*)(\d{17,})(?=\s*[,}])/g, '$1"$2"'));

		if (this.engine === "sqlite") {
			const out = execFileSync("sqlite3", ["-json", "-readonly",
				`${this.dir}/myintress.db`, select], flags);

			return out.trim() ? read(out) : [];
		}
		return read(execFileSync("psql", ["-At", "-d", this.database, "-c",
			`SELECT coalesce(json_agg(t), '[]') FROM (${select}) t`], flags));
	}
}
