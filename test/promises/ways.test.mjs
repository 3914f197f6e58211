// S08: in each state of a request just the acts of the contract are possible; all others
// are 409 and change nothing.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Book } from "../api/book.mjs";
import { test } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { person } from "../api/people.mjs";
import { Play, Story, pdf } from "../api/play.mjs";
import { Program } from "../api/program.mjs";
import { Pages } from "./pages.mjs";

const day = 86_400;
const reason = "Pemeriksaan urutan.";
const flags = [{ user: 1, field: "position", code: "JABATAN_BEDA_SK", note: "" }];

// Who tries an act, and what he sends.
const acts = {
	change: { by: "maker", send: (c, s) => c.send("PATCH", s.path(), { version: s.version,
		users: [{ n: 1, position: "Jabatan lain" }] }) },
	attach: { by: "maker", send: (c, s) => c.send("POST", s.path("/documents"), upload()) },
	submit: act("maker", "submit"),
	withdraw: act("maker", "withdraw"),
	claim: act("second", "claim"),
	release: act("officer", "release"),
	"nik-check": act("officer", "nik-check"),
	return: act("officer", "return", { flags, reason }),
	reject: act("officer", "reject", { code: "SK_TIDAK_SAH", reason }),
	approve: act("officer", "approve", { reason }),
	second: act("second", "second", { reason }),
};

function act(by, name, body = {}) {
	return { by, send: (c, s) => c.send("POST", s.path("/" + name), { version: s.version, ...body }) };
}

function upload() {
	const form = new FormData();

	form.append("kind", "sk");
	form.append("file", new Blob([pdf("SK lain")], { type: "application/pdf" }), "sk.pdf");
	return form;
}

// The contract: state -> act -> state after it.
const contract = {
	"Draf": { change: "Draf", attach: "Draf", submit: "Diajukan", withdraw: "Dibatalkan" },
	"Diajukan": { withdraw: "Dibatalkan", claim: "Verifikasi KPPN" },
	"Verifikasi KPPN": { withdraw: "Dibatalkan", release: "Diajukan", "nik-check": "Verifikasi KPPN",
		return: "Perlu Perbaikan", reject: "Ditolak", approve: "Aktif" },
	"menunggu petugas kedua": { withdraw: "Dibatalkan", release: "Diajukan", "nik-check": "Verifikasi KPPN",
		return: "Perlu Perbaikan", reject: "Ditolak", approve: "Verifikasi KPPN", second: "Aktif" },
	"Perlu Perbaikan": { change: "Perlu Perbaikan", submit: "Diajukan", withdraw: "Dibatalkan" },
	"Ditolak": {},
	"Aktif": {},
	"Selesai": {},
	"Dibatalkan": {},
	"Kedaluwarsa": {},
};

// Where another reason than the state comes first.
const codes = {
	"Verifikasi KPPN, claim": "claimed",
	"menunggu petugas kedua, claim": "claimed",
	"Perlu Perbaikan, attach": "not_reopened",
};

// Each state, reached as people reach it.
const ways = {
	async "Draf"(s, people) {
		await s.create(Array.from({ length: people }, () => person()));
		await s.attach();
	},
	async "Diajukan"(s, people) {
		await ways.Draf(s, people);
		await s.submit();
		await s.waitForNik();
	},
	async "Verifikasi KPPN"(s, people) {
		await ways.Diajukan(s, people);
		await s.claim();
	},
	async "menunggu petugas kedua"(s) {
		await s.create([person({ ending: "98" })]);
		await s.attach();
		await s.submit();
		await s.claim();
		await s.waitForNik(0, "GANGGUAN");
		await s.act(s.officer(), "approve", "second_asked", { reason }, "Verifikasi KPPN");
	},
	async "Perlu Perbaikan"(s) {
		await ways["Verifikasi KPPN"](s, 1);
		await s.act(s.officer(), "return", "returned", { flags, reason }, "Perlu Perbaikan");
	},
	async "Ditolak"(s) {
		await ways["Verifikasi KPPN"](s, 1);
		await s.act(s.officer(), "reject", "rejected", { code: "SK_TIDAK_SAH", reason }, "Ditolak");
	},
	async "Aktif"(s) {
		await ways["Verifikasi KPPN"](s, 1);
		await s.approve();
	},
	async "Selesai"(s) {
		await ways.Aktif(s);
		await s.activate(s.people[0]);
		s.learn(await s.maker.get(s.path()), "Selesai");
	},
	async "Dibatalkan"(s) {
		await ways.Diajukan(s, 1);
		await s.act(s.maker, "withdraw", "withdrawn", {}, "Dibatalkan");
	},
};

class Desk {
	async open(program) {
		this.program = program;
		this.play = await new Play(program, new Book()).open();
		this.made = 0;
		return this;
	}

	// A request of a satker's operator; officer and second are of its office.
	async in(state, people = 1) {
		const story = new Story(this.play, 5 * this.made++);

		story.maker = this.play.operators.get(story.satker.code);
		await ways[state](story, people);
		return story;
	}

	caller(story, name) {
		return { maker: story.maker, officer: story.officer(0), second: story.officer(1) }[name];
	}

	async try(story, name) {
		return acts[name].send(this.caller(story, acts[name].by), story);
	}

	// What must not change, as the satker, the trail and the mailbox know it.
	async facts(story) {
		const [{ n }] = this.program.rows(`SELECT count(*) AS n FROM audit_entry WHERE subject = '${story.number}'`);

		return { request: await story.maker.get(story.path()), entries: n,
			letters: this.program.rows("SELECT count(*) AS n FROM mail")[0].n };
	}
}

async function refused(desk, story, state, list) {
	const before = await desk.facts(story);

	for (const name of list) {
		const { status, body } = await desk.try(story, name);

		// An office does not know of what was not handed in.
		if (state === "Draf" && acts[name].by !== "maker") {
			assert.equal(status, 404, name);
			continue;
		}
		assert.equal(status, 409, `${name}: ${status} ${JSON.stringify(body)}`);
		assert.ok((codes[`${state}, ${name}`] ?? "wrong_state") === body.code, `${name}: ${body.code}`);
		assert.ok(body.detail.length > 20 && body.registration.state === before.request.state, JSON.stringify(body));
	}
	assert.deepEqual(await desk.facts(story), before);
}

async function granted(desk, state, name, after) {
	const story = await desk.in(state);

	// What was flagged is corrected before it is sent again.
	if (state === "Perlu Perbaikan" && name === "submit")
		story.version = (await desk.try(story, "change")).body.version;
	const { status, body } = await desk.try(story, name);

	assert.ok([200, 201].includes(status), `${name}: ${status} ${JSON.stringify(body)}`);
	if (name !== "attach")
		assert.equal(body.state, after, name);
}

async function refusedOnPages(desk, story) {
	const pages = new Pages(desk.program), before = await desk.facts(story);
	const account = desk.program.account("VERIFIKATOR", "047");

	await pages.signIn(account.nik, account.password);
	const fields = { ...await pages.hidden("/profil", "/keluar"), versi: String(story.version), "pengguna[]": "1",
		"tandai[]": "1.position", kode: "SK_TIDAK_SAH", alasan: reason };

	for (const word of ["ambil", "lepas", "nik", "kembalikan", "tolak", "setujui", "kedua"]) {
		const answer = await pages.postBare(`/verifikasi/${story.number}/${word}`, { ...fields, _nonce: word.padEnd(24, "x") });

		assert.ok([303, 409].includes(answer.status), `${word}: ${answer.status}`);
	}
	assert.deepEqual(await desk.facts(story), before);
}

// Of two users one is decided about: no act reaches him again.
async function oneUser(desk) {
	for (const [first, body] of [["approve", { users: [1], reason }], ["reject", { users: [1], code: "BUKAN_PEGAWAI", reason }]]) {
		const story = await desk.in("Verifikasi KPPN", 2);
		const send = (name, more) => story.officer().send("POST", story.path("/" + name), { version: story.version, ...more });

		story.learn((await send(first, body)).body, "Verifikasi KPPN");
		const before = await desk.facts(story);

		for (const [name, more] of [["approve", { reason }], ["second", { reason }], ["reject", { code: "SK_TIDAK_SAH", reason }],
			["return", { flags, reason }], ["nik-check", {}]]) {
			const { status, body: answer } = await send(name, { users: [1], ...more });

			assert.equal(status, 409, `${first}, then ${name}: ${status} ${JSON.stringify(answer)}`);
		}
		assert.deepEqual(await desk.facts(story), before);
	}
}

async function expired(desk) {
	const story = await desk.in("Perlu Perbaikan");
	const { program } = desk;

	await program.advance(20 * day);
	desk.play = await new Play(program, new Book()).open();
	story.play = desk.play;
	story.maker = desk.play.operators.get(story.satker.code);
	for (let i = 0; i < 200 && story.state !== "Kedaluwarsa"; i++) {
		await sleep(50);
		story.learn(await story.maker.get(story.path()));
	}
	assert.equal(story.state, "Kedaluwarsa");
	return story;
}

export async function waysOfRequests() {
	const program = await (await Program.make()).fill().start();
	const desk = await new Desk().open(program);
	const shut = (state) => Object.keys(acts).filter((name) => !(name in contract[state]));

	for (const state of Object.keys(ways)) {
		await test(`S08 ${state}: ${shut(state).length} of ${Object.keys(acts).length} acts are refused, and nothing is changed`, async () => {
			const story = await desk.in(state);

			await refused(desk, story, state, shut(state));
			if (!Object.keys(contract[state]).length)
				await refusedOnPages(desk, story);
		});
		const open = Object.entries(contract[state]);

		if (open.length)
			await test(`S08 ${state}: ${open.map((entry) => entry.join(" leads to ")).join(", ")}`, () =>
				Promise.all(open.map(([name, after]) => granted(desk, state, name, after))));
	}
	await test("S08 What was decided about one user is not decided again", () => oneUser(desk));
	await test(`S08 Kedaluwarsa: all ${Object.keys(acts).length} acts are refused, and nothing is changed`, async () => {
		const story = await expired(desk);

		await refused(desk, story, "Kedaluwarsa", shut("Kedaluwarsa"));
		await refusedOnPages(desk, story);
	});
	await program.stop();
	program.remove();
}
