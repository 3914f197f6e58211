// A mail server in a process of its own, and a program that gives its letters to it.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readLetters } from "../api/letters.mjs";
import { Program } from "../api/program.mjs";
import { sendJson } from "./wire.mjs";

export class Post {
	static async open() {
		const p = new Post();

		p.dir = fs.mkdtempSync(path.join(os.tmpdir(), "myintress-post-"));
		p.child = spawn("/usr/bin/python3", ["test/servers/smtp.py", p.dir], { stdio: ["pipe", "pipe", "inherit"] });
		p.port = await new Promise((resolve, reject) => {
			p.child.stdout.once("data", (line) => resolve(Number(line)));
			p.child.once("exit", () => reject(new Error("the mail server ended")));
		});
		return p;
	}

	letters() {
		return readLetters(this.dir);
	}

	to(address) {
		return this.letters().filter((l) => l.to === address);
	}

	// How often somebody wanted to write to the address.
	asked(address) {
		return fs.readFileSync(`${this.dir}/said`, "utf8").split("\n").filter((line) => line === `RCPT ${address}`).length;
	}

	close() {
		this.child.stdin.end();
		fs.rmSync(this.dir, { recursive: true });
	}
}

// A program whose clock can be moved on, so that leases and waits are over.
export class Sender {
	static async make(post, engine = "sqlite", settings = {}) {
		const s = new Sender();

		s.post = post;
		s.clock = 0;
		s.asked = 0;
		s.program = (await Program.make({ engine, settings: { mail: `smtp://127.0.0.1:${post.port}`, ...settings } })).fill();
		return s;
	}

	// Whoever wants to register gets a code; every letter here is one of those.
	ask(address = `surat${++this.asked}@satker.example`) {
		return sendJson(this.program, "POST", "/api/v1/public/registrations", { satker: "999112", contact_email: address })
			.then(({ status }) => ({ address, status }), () => ({ address }));
	}

	// For a program that is not running: what it waits for is over when it starts.
	setClock(seconds) {
		this.clock += seconds;
		fs.writeFileSync(`${this.program.dir}/myintress.conf`, `clock_offset = ${this.clock}\n`);
	}

	async advance(seconds) {
		this.clock += seconds;
		await this.program.advance(this.clock);
	}

	fate(address) {
		return this.program.rows(`SELECT message_id, state, tries, detail, next_at - changed_at AS wait FROM mail WHERE recipient = '${address}'`)[0];
	}

	// Until the letter has been tried so often.
	async tried(address, tries) {
		for (let i = 0; i < 400; i++) {
			const fate = this.fate(address);

			if (fate?.tries >= tries)
				return fate;
			await sleep(50);
		}
		throw new Error(`${address}: ${JSON.stringify(this.fate(address))}, not tried ${tries} times`);
	}

	// Until no letter waits.
	async sent() {
		for (let i = 0; i < 400; i++) {
			if (!Number(this.program.rows("SELECT count(*) AS n FROM mail WHERE state IN ('antre', 'ditunda')")[0].n))
				return;
			await sleep(50);
		}
		throw new Error("letters wait for ever: " + JSON.stringify(this.program.rows("SELECT recipient, state, tries, detail FROM mail WHERE state IN ('antre', 'ditunda')")));
	}
}

// What was acknowledged has its letter, what was not kept has none, and copies have one
// Message-ID. doubles: how many letters there are too many.
export function tally(sender, answers) {
	const kept = new Map(sender.program.rows("SELECT message_id, state FROM mail").map((m) => [m.message_id, m.state]));
	const all = sender.post.letters();
	const left = new Set(all.map((l) => l.id)), reached = new Set(all.map((l) => l.to));
	const problems = [...left].filter((id) => !kept.has(id)).map((id) => `${id} left and is not kept`);

	for (const [id, state] of kept)
		if (state === "terkirim" && !left.has(id))
			problems.push(`${id} was lost`);
	for (const { address, status } of answers)
		if (status === 202 && !reached.has(address))
			problems.push(`${address} was promised a letter`);
	return { problems, doubles: all.length - left.size };
}
