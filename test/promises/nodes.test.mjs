// P07, P08, P12, P17, S03, S22, S24: several nodes on one database are one service.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { note, test } from "../api/check.mjs";
import { Client, signIn } from "../api/client.mjs";
import { codeIn, linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { Pages } from "./pages.mjs";
import { secrets } from "./secrets.test.mjs";
import { Stage } from "./stage.mjs";
import { race, sendJson } from "./wire.mjs";

const password = "burung manyar pulang sebelum hujan", racers = 24;
const times = (n, act) => Promise.all(Array.from({ length: n }, (_, i) => act(i)));

// The same person at each node, with one session.
async function everywhere(nodes, account) {
	const { token } = await signIn(nodes[0], account);

	return nodes.map((node) => new Client(node, { token }));
}

// ---- what was written, and what was revoked

export async function readsWrites(nodes, tries) {
	const clients = await everywhere(nodes, nodes[0].account("OPERATOR", "999113"));
	const made = await clients[0].post("/api/v1/registrations", { satker: "999113", kind: "pendaftaran", contact_email: "simpul@satker.example", users: [person()] });
	const path = `/api/v1/registrations/${made.number}`;
	let { version } = made, missed = 0;

	for (let i = 0; i < tries; i++) {
		const contact_email = `simpul${i}@satker.example`;

		({ version } = await clients[i % 2].patch(path, { version, contact_email }));
		const seen = await clients[(i + 1) % 2].get(path);

		missed += seen.version !== version || seen.contact_email !== contact_email;
	}
	assert.equal(missed, 0);
}

async function revoked(stage, nodes) {
	const alive = async (clients) => (await Promise.all(clients.map((c) => c.send("GET", "/api/v1/session")))).map((a) => a.status);
	const account = nodes[0].account("BENDAHARA", "999113");
	const [first, second] = [await everywhere(nodes, account), await everywhere(nodes, account)];

	assert.deepEqual(await alive(first), [200, 200]);
	await first[0].send("DELETE", "/api/v1/session");
	assert.deepEqual(await alive(first), [401, 401]);
	assert.deepEqual(await alive(second), [200, 200]);
	stage.change("UPDATE account SET state = 'terkunci' WHERE person = (SELECT person FROM session ORDER BY id DESC LIMIT 1)");
	assert.deepEqual(await alive(second), [401, 401]);
}

// ---- one key, one act

// Each key is sent eight times at once, to all nodes, until it is answered.
export async function keysActOnce(nodes, keys, kill) {
	const client = await everywhere(nodes, nodes[0].account("OPERATOR", "999113"));
	let next = 0, done = 0, unanswered = 0;

	const send = async (i, n) => {
		const body = { satker: "999113", kind: "pendaftaran", contact_email: `kunci${i}@satker.example`, users: [] };

		for (;;) {
			const answer = await client[n % client.length].send("POST", "/api/v1/registrations", body, { "Idempotency-Key": `kunci-${i}` }).catch(() => undefined);

			if (answer?.status === 201)
				return JSON.stringify(answer.body);
			assert.ok(!answer || answer.status === 503, `${answer?.status} ${JSON.stringify(answer?.body)}`);
			unanswered += !answer;
			await sleep(20);
		}
	};
	const numbers = new Set();
	const worker = async () => {
		while (next < keys) {
			const i = next++, answers = new Set(await times(8, (n) => send(i, n)));

			assert.equal(answers.size, 1, `key ${i} was answered in ${answers.size} ways`);
			numbers.add(JSON.parse([...answers][0]).number);
			done++;
		}
	};
	const kills = kill(() => done >= keys);

	await times(3, worker).finally(() => {
		done = keys;
	});
	assert.equal(numbers.size, keys);
	assert.equal(Number(nodes[0].rows("SELECT count(*) AS n FROM audit_entry e JOIN registration r ON r.number = e.subject" +
		" WHERE e.event = 'registration.created' AND r.contact_email LIKE 'kunci%'")[0].n), keys);
	return { kills: await kills, unanswered };
}

export async function killSometimes(nodes, over, every) {
	let kills = 0;

	while (!over()) {
		const node = nodes[kills % nodes.length];

		await sleep(every * (0.5 + Math.random()));
		if (over())
			break;
		if (kills % 3)
			await node.killAndStart();
		else
			await node.killOne(node.children()[0]);
		kills++;
	}
	return kills;
}

// ---- one token, one winner

const won = (answers) => answers.flatMap((a, i) => a.status >= 200 && a.status < 400 ? [i] : []);

// What is raced for: each gives the requests of all racers.
export const tokens = {
	"an activation link": async (stage, nodes) => {
		const p = person();

		await stage.appoint(p);
		const token = linkIn(await stage.activationOf(p), "/aktivasi/").split("/").at(-1);

		return (i) => json(nodes[i % 2], `/api/v1/public/activations/${token}`, { nik: p.nik, password: `${password} ${i}` });
	},
	"a link for a new password": async (stage, nodes, i) => {
		const account = stage.active[i % stage.active.length], subject = (l) => l.to === account.email && /\/sandi-baru\//.test(l.text);
		const before = new Set(stage.program.letters().map((l) => l.id));

		stage.change("DELETE FROM throttle WHERE bucket LIKE 'surat:%'");
		stage.change("UPDATE link SET created_at = created_at - 100");
		await sendJson(nodes[0], "POST", "/api/v1/public/password-reset", { nik: account.nik });
		const path = new URL(linkIn(await stage.program.letter((l) => subject(l) && !before.has(l.id), "reset"), "/sandi-baru/")).pathname;
		const browsers = await times(racers, async (n) => {
			const pages = new Pages(nodes[n % 2]);

			return { pages, hidden: await pages.hidden(path) };
		});

		return (n) => form(browsers[n], nodes[n % 2], path, { nik: account.nik, sandi: `${password} ${i} ${n}`, ulangi: `${password} ${i} ${n}` });
	},
	"the code of a mailbox": async (stage, nodes, i) => {
		const mailbox = `lomba${i}@satker.example`;
		const { text } = await sendJson(nodes[0], "POST", "/api/v1/public/registrations", { satker: "999112", contact_email: mailbox });
		const code = codeIn(await stage.program.letter((l) => l.to === mailbox, "code"));

		return (n) => json(nodes[n % 2], `/api/v1/public/registrations/${JSON.parse(text).draft}/confirm`, { code });
	},
	"a link to go on with a draft": async (stage, nodes) => {
		const subject = (l) => l.to === stage.draft.email && /\/pendaftaran\/lanjutkan\//.test(l.text);
		const before = new Set(stage.program.letters().map((l) => l.id));

		stage.change("UPDATE resume_link SET created_at = created_at - 7200");
		await sendJson(nodes[0], "POST", "/api/v1/public/resume", { number: stage.draft.number });
		const letter = await stage.program.letter((l) => subject(l) && !before.has(l.id), "resume");
		const token = linkIn(letter, "/pendaftaran/lanjutkan/").split("/").at(-1);

		return (n) => json(nodes[n % 2], `/api/v1/public/resume/${token}`, {});
	},
};

function json(program, path, body) {
	return { program, path, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

function form({ pages, hidden }, program, path, fields) {
	return { program, path, headers: { "Content-Type": "application/x-www-form-urlencoded", Cookie: [...pages.cookies].map((c) => c.join("=")).join("; ") },
		body: new URLSearchParams({ ...hidden, ...fields }).toString() };
}

export async function oneWinner(stage, nodes, make, trials) {
	const outcomes = {};

	for (let i = 0; i < trials; i++) {
		const requests = await make(stage, nodes, i), answers = await race(racers, requests);

		// A node that is full takes nothing: then the token is as good as before.
		if (!won(answers).length && answers.some((a) => a.status === 503))
			answers.push(...await race(1, requests));
		assert.equal(won(answers).length, 1, `trial ${i}: ${answers.map((a) => a.status).join(" ")}`);
		for (const { status } of answers)
			outcomes[status] = (outcomes[status] ?? 0) + 1;
	}
	return outcomes;
}

// ---- two at once on an empty database

async function startTogether() {
	const first = await Program.make({ engine: "postgresql" }), second = await first.node();

	await Promise.all([first.start(), second.start()]);
	assert.deepEqual(first.rows("SELECT number, count(*) AS n FROM schema_migration GROUP BY number HAVING count(*) > 1"), []);
	assert.equal(await second.stop(), 0);
	assert.equal(await first.stop(), 0);
	first.remove();
}

export async function openNodes() {
	const stage = await Stage.open("postgresql"), second = await (await stage.program.node()).start();

	return { stage, nodes: [stage.program, second] };
}

// Letters of new passwords can be asked for by who has an account; their addresses.
export function giveAddresses(stage, n) {
	const accounts = stage.program.accounts().filter((a) => a.jenis_unit === "satker").slice(0, n);
	const emails = new Map(stage.program.rows("SELECT name, email FROM person").map((p) => [p.name, p.email]));

	stage.active = accounts.map((a) => ({ ...a, email: emails.get(a.nama) }));
}

export async function closeNodes({ stage, nodes }) {
	assert.equal(await nodes[1].stop(), 0);
	await stage.close();
}

export async function severalNodes() {
	await test("P17 Two nodes that start together on an empty database both serve", startTogether);
	const open = await openNodes(), { stage, nodes } = open;

	giveAddresses(stage, 12);
	await test("P12 What was written at one node is read at the other, 50 times", () => readsWrites(nodes, 50));
	await test("P12 S03 A session that ended and an account that was locked are dead at both nodes", () => revoked(stage, nodes));
	await test("P07 60 keys, each sent eight times at once to two nodes that are killed, act once", async () => {
		const { kills, unanswered } = await keysActOnce(nodes, 60, (over) => killSometimes(nodes, over, 600));

		note(`P07: 60 keys at two nodes, ${kills} kills, ${unanswered} sendings without an answer, 60 acts`);
	});
	for (const [what, make] of Object.entries(tokens))
		await test(`P08 Of ${racers} who use ${what} at two nodes at once exactly one wins, three times`, () => oneWinner(stage, nodes, make, 3));
	await secrets(stage);
	await closeNodes(open);
}
