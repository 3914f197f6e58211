// P13: each act has one entry in the trail, and what was refused has none.
import assert from "node:assert/strict";
import { Book } from "../api/book.mjs";
import { test } from "../api/check.mjs";
import { Client, signIn } from "../api/client.mjs";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Play, Story, pdf } from "../api/play.mjs";
import { Pages } from "./pages.mjs";

const password = "burung manyar pulang sebelum hujan", other = "kuda laut menari di bawah bulan";

class Trail {
	constructor(stage) {
		Object.assign(this, { stage, program: stage.program });
	}

	last() {
		return this.program.rows("SELECT number FROM audit_head")[0].number;
	}

	// The events that the act leaves, those of its jobs included.
	async leaves(events, act) {
		await this.stage.idle();
		const before = this.last(), result = await act();

		await this.stage.idle();
		const found = this.program.rows(`SELECT event, subject, actor FROM audit_entry WHERE number > ${before} ORDER BY number`);

		assert.deepEqual(found.map((e) => e.event), events, JSON.stringify(found));
		for (const e of found)
			assert.ok(e.subject && e.actor !== undefined, JSON.stringify(e));
		return result;
	}
}

async function account(trail) {
	const { stage, program } = trail, p = person(), pages = new Pages(program);
	const proposal = { nik: p.nik, name: p.name, email: p.email, nip: p.id_number, unit_kind: "kppn", unit_code: "047", roles: ["CSO"], reason: "Surat tugas 9/2026" };
	const { id } = await trail.leaves(["office.asked"], () => stage.heads[0].post("/api/v1/memberships", proposal));

	await trail.leaves([], () => stage.heads[0].send("POST", `/api/v1/memberships/${id}/decision`, { approve: true }));
	await trail.leaves(["person.created", "membership.granted", "office.approved"], () =>
		stage.heads[1].post(`/api/v1/memberships/${id}/decision`, { approve: true }));
	const link = new URL(linkIn(await stage.activationOf(p), "/aktivasi/")).pathname;

	await trail.leaves([], () => pages.submit(link, { nik: p.nik, sandi: "password", ulangi: "password" }));
	await trail.leaves(["account.activated"], () => pages.submit(link, { nik: p.nik, sandi: password, ulangi: password }));
	await trail.leaves([], () => pages.signIn(p.nik, other));
	await trail.leaves(["session.opened"], () => pages.signIn(p.nik, password));
	const client = new Client(program);
	const { token } = await trail.leaves(["session.opened"], () => client.post("/api/v1/session", { nik: p.nik, password }));

	client.token = token;
	await trail.leaves([], () => client.send("POST", "/api/v1/session/reauth", { password: other }));
	await trail.leaves(["session.reauthenticated"], () => client.send("POST", "/api/v1/session/reauth", { password }));
	await trail.leaves(["session.others_closed"], async () => pages.submit("/profil", {}, { action: "/profil/sesi/akhiri-lain" }));
	await trail.leaves(["account.reset_asked"], () => client.send("POST", "/api/v1/public/password-reset", { nik: p.nik }));
	const reset = new URL(linkIn(await program.letter((l) => l.to === p.email && /\/sandi-baru\//.test(l.text), "reset"), "/sandi-baru/")).pathname;

	await trail.leaves(["account.password_reset"], () => new Pages(program).submit(reset, { nik: p.nik, sandi: other, ulangi: other }));
	await trail.leaves(["session.opened"], () => pages.signIn(p.nik, other));
	await trail.leaves(["session.closed"], () => pages.submit("/profil", {}, { action: "/keluar" }));
}

async function request(trail) {
	const play = await new Play(trail.program, new Book()).open(), story = new Story(play, 0);
	const officer = story.officer(), refused = (act, body = {}) => trail.leaves([], () => officer.send("POST", story.path(act), { version: 0, ...body }));
	const step = (events, act) => trail.leaves(events, act);

	story.maker = play.operators.get(story.satker.code);
	await step(["registration.created"], () => story.create([person(), person()]));
	await step(["registration.changed"], async () => story.learn(await story.maker.patch(story.path(), { version: story.version,
		users: [{ n: 1, position: "Bendahara" }, { n: 2 }] })));
	await step([], () => story.maker.send("PATCH", story.path(), { version: 1, users: [] }));
	await step(["document.uploaded", "document.uploaded"], () => story.attach());
	await step(["registration.submitted", "nik.answered", "nik.answered"], () => story.submit());
	await refused("/approve");
	await step(["registration.claimed"], () => story.claim());
	await step(["registration.released"], () => story.act(officer, "release", "released", {}, "Diajukan"));
	await step(["registration.claimed"], () => story.claim());
	await story.waitForNik();
	await step(["registration.opened"], () => officer.get(story.path()));
	await step(["registration.document_downloaded"], () => officer.get(`/api/v1/documents/${story.book.documents.at(-1).id}`));
	await refused("/reject", { code: "SK_TIDAK_SAH" });
	await step(["registration.rejected"], () => story.act(officer, "reject", "rejected", { users: [2], code: "GANDA", reason: "Ganda." }, "Verifikasi KPPN"));
	await step(["person.created", "membership.granted", "registration.approved"], () => story.approve({ users: [1] }));
	await refused("/approve");
	await step([], () => officer.send("POST", story.path("/users/2/activation"), {}));
}

// The same key again is the same act.
async function repeated(trail) {
	const operator = await signIn(trail.program, trail.program.account("OPERATOR", "999109"));
	const body = { satker: "999109", kind: "pendaftaran", contact_email: "ulang@satker.example", users: [person()] };

	await trail.leaves(["registration.created"], async () => {
		for (let i = 0; i < 3; i++)
			await operator.post("/api/v1/registrations", body, "satu-kunci");
	});
	await trail.leaves(["document.uploaded"], () => operator.upload(trail.program.rows("SELECT number FROM registration WHERE satker = '999109' ORDER BY id DESC LIMIT 1")[0].number,
		"sk", pdf("Jejak")));
}

export async function trails(stage) {
	const trail = new Trail(stage);

	await test("P13 Each act about an account has its entries, and each refusal none", () => account(trail));
	await test("P13 Each act on a request has its entries, and each refusal none", () => request(trail));
	await test("P13 What is sent again with its key has one entry", () => repeated(trail));
	await test("P13 The trail verifies", () => stage.program.run("audit", "verify"));
	await test("P13 Nobody changes or removes an entry, not even past the program", () => {
		for (const statement of ["UPDATE audit_entry SET reason = 'x' WHERE number = 1", "DELETE FROM audit_entry WHERE number = 1",
			"INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE number = 1"])
			assert.throws(() => stage.change(statement), /append-only/, statement);
	});
}
