// Requests played through /api/v1 as satker, officers and new users would: each kind
// of story ends in another state. What is acknowledged goes into the book.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Refused, signIn } from "./client.mjs";
import { codeIn, linkIn } from "./letters.mjs";
import { person, signer, today } from "./people.mjs";

// Demo satker and the KPPN that serves each.
const satker = [
	["999101", "047", "Balai Prasarana Jalan Kalimantan Timur I"],
	["999109", "026", "Balai Kesehatan Masyarakat Semarang"],
	["999113", "018", "Kantor Pertanahan Contoh Jakarta"],
	["999119", "011", "Balai Konservasi Alam Bukit Barisan"],
	["999120", "004", "Pengadilan Agama Contoh Medan"],
].map(([code, office, name]) => ({ code, office, name }));

export const offices = satker.map((s) => s.office);
export const stories = ["plain", "three", "returned", "rejected", "second", "withdrawn", "partly", "known", "signedIn", "draft"];

// A small PDF of its own for each document: given back bit by bit.
export function pdf(words) {
	const stream = `BT /F1 12 Tf 72 720 Td (${words}) Tj ET`;
	const objects = [
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		`<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	];
	const offsets = [];
	let text = "%PDF-1.4\n";

	objects.forEach((object, i) => {
		offsets.push(text.length);
		text += `${i + 1} 0 obj\n${object}\nendobj\n`;
	});
	const start = text.length;

	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n` +
		offsets.map((o) => String(o).padStart(10, "0") + " 00000 n \n").join("") +
		`trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
	return Buffer.from(text, "latin1");
}

// One request and all who deal with it.
export class Story {
	constructor(play, i) {
		this.play = play;
		this.program = play.program;
		this.book = play.book;
		this.i = i;
		this.satker = satker[i % satker.length];
		this.mailbox = `satker${i}@tata.usaha.example`;
		this.basis = { type: i % 7 === 3 ? "ST" : "SK", number: `KEP-${i}/KPA/2026`, date: today(), ...signer(i % satker.length) };
	}

	client() {
		return new Client(this.program, { patient: this.play.patient });
	}

	officer(index = 0) {
		return this.play.officers.get(this.satker.office)[index];
	}

	path(action = "") {
		return `/api/v1/registrations/${this.number}${action}`;
	}

	// ---- the satker

	async begin() {
		const client = this.client();
		const { draft } = await client.post("/api/v1/public/registrations", { satker: this.satker.code, contact_email: this.mailbox });
		const letter = await this.program.letter((l) => l.to === this.mailbox && /^Kode/.test(l.subject), `code for ${this.mailbox}`);
		const { token } = await client.post(`/api/v1/public/registrations/${draft}/confirm`, { code: codeIn(letter) });

		client.token = token;
		this.book.expectLetter(this.mailbox, letter.subject);
		this.maker = client;
	}

	async create(people) {
		this.people = people;
		const made = await this.book.act("create", this.mailbox, () => this.maker.post("/api/v1/registrations", {
			satker: this.satker.code, kind: "pendaftaran", basis: this.basis, contact_email: this.mailbox, users: people }));

		this.number = made.number;
		this.book.acts.delete(`create ${this.mailbox}`);
		this.book.acts.set(`registration.created ${this.number}`, 1);
		assert.match(this.number, new RegExp(`^REG-\\d{4}-${this.satker.office}-\\d{5,}$`));
		this.learn(made, "Draf");
	}

	learn(answer, state) {
		if (state)
			assert.equal(answer.state, state, `${this.number}: ${JSON.stringify(answer)}`);
		assert.ok(Number.isInteger(answer.version), `${this.number}: no version in ${JSON.stringify(answer)}`);
		this.version = answer.version;
		this.state = answer.state;
		this.book.request(this.number, { office: this.satker.office, state: answer.state, version: answer.version });
	}

	async attach() {
		for (const kind of ["sk", "formulir"]) {
			const bytes = pdf(`${kind} ${this.number} ${crypto.randomUUID()}`);
			const kept = await this.maker.upload(this.number, kind, bytes);

			assert.equal(kept.sha256, crypto.createHash("sha256").update(bytes).digest("hex"));
			assert.equal(kept.bytes, bytes.length);
			assert.equal(kept.pages, 1);
			this.book.documents.push({ id: kept.id, bytes, number: this.number, office: this.satker.office });
		}
		this.learn(await this.maker.get(this.path()));
	}

	// One act of the contract; event is what the audit trail calls it.
	async act(client, action, event, body, state) {
		const answer = await this.book.act(`registration.${event}`, this.number, () =>
			this.again(client, () => client.post(this.path("/" + action), { version: this.version, ...body })));

		this.learn(answer, state);
		return answer;
	}

	// A password that was entered too long ago is entered again.
	async again(client, send) {
		try {
			return await send();
		} catch (e) {
			if (!(e instanceof Refused) || e.problem.code !== "reauthentication_required")
				throw e;
			await client.post("/api/v1/session/reauth", { password: client.password });
			return send();
		}
	}

	async submit() {
		await this.act(this.maker, "submit", "submitted", {}, "Diajukan");
		this.book.expectLetter(this.mailbox, `Pendaftaran User MyIntress Tipe Satker ${this.satker.name}`);
	}

	async start(people) {
		await this.begin();
		await this.create(people);
		await this.attach();
		await this.submit();
	}

	// ---- the office

	async claim(index = 0) {
		await this.act(this.officer(index), "claim", "claimed", {}, "Verifikasi KPPN");
	}

	// Dukcapil answers by a job: until then nobody is green.
	async waitForNik(index = 0, wanted = "SESUAI") {
		const until = Date.now() + 3 * this.program.patience;

		for (;;) {
			const now = await this.officer(index).get(this.path());

			if (now.users.filter((u) => u.state === "Menunggu").every((u) => u.nik_check?.outcome === wanted))
				return this.learn(now);
			assert.ok(Date.now() < until, `${this.number}: no answer about a NIK: ${JSON.stringify(now.users)}`);
			await sleep(100);
		}
	}

	async approve(body = {}, state = "Aktif") {
		const answer = await this.act(this.officer(), "approve", "approved", body, state);

		this.approved(this.people.filter((_, i) => !body.users || body.users.includes(i + 1)));
		return answer;
	}

	approved(people) {
		for (const p of people) {
			this.book.memberships.set(`${p.email} ${this.satker.code}`, p.roles);
			this.book.expectLetter(p.email, p.known ? "Keanggotaan baru di MyIntress" : "Aktivasi akun DIGIT untuk MyIntress");
		}
		this.book.expectLetter(this.mailbox, `Permohonan MyIntress disetujui${people.length < this.people.length ? " sebagian" : ""}`);
	}

	// ---- the new user

	async activate(p) {
		const client = this.client();
		const letter = await this.program.letter((l) => l.to === p.email && /^Aktivasi/.test(l.subject), `activation for ${p.email}`);
		const token = linkIn(letter, "/aktivasi/").split("/").at(-1);
		const password = `sandi yang cukup panjang ${this.i}`;

		await client.post(`/api/v1/public/activations/${token}`, { nik: p.nik, password });
		await this.signIn(p, password);
		this.book.active.push({ person: p, password, satker: this.satker });
	}

	async signIn(p, password) {
		const client = this.client();
		const session = await client.post("/api/v1/session", { nik: p.nik, password });

		assert.ok(session.memberships.some((m) => m.unit_code === this.satker.code &&
			JSON.stringify(m.roles) === JSON.stringify(p.roles)), JSON.stringify(session.memberships));
	}

	// A request is Selesai once everybody approved in it has an account.
	done() {
		this.book.request(this.number, { state: "Selesai" });
		this.book.acts.set(`registration.done ${this.number}`, 1);
	}

	// ---- the stories

	async plain() {
		await this.start([person()]);
		await this.claim();
		await this.waitForNik();
		await this.approve();
		await this.activate(this.people[0]);
		this.done();
	}

	async three() {
		await this.start([person({ roles: ["KPA"] }), person({ roles: ["BENDAHARA"], id_type: "NRP", id_number: "NRP-88010" + this.i }),
			person({ roles: ["OPERATOR", "PPK"], id_type: "TIDAK_ADA", id_number: "", phone: "" })]);
		await this.claim();
		await this.act(this.officer(), "release", "released", {}, "Diajukan");
		await this.claim(1);
		await this.claimedByOther();
		await this.act(this.officer(1), "release", "released", {}, "Diajukan");
		await this.claim();
		await this.waitForNik();
		await this.approve();
	}

	// Who comes second is told so.
	async claimedByOther() {
		if (this.play.patient)
			return;
		const why = await this.officer(0).refusal("POST", this.path("/claim"), { version: this.version });

		assert.equal(why.status, 409);
	}

	async returned() {
		await this.start([person(), person({ ending: "90" })]);
		await this.claim();
		await this.act(this.officer(), "return", "returned", {
			users: [2],
			flags: [{ user: 2, field: "nik", code: "NIK_TIDAK_SESUAI", note: "Periksa KTP" },
				{ user: 2, field: "email", code: "EMAIL_BEDA_SK", note: "" }],
			code: "NIK_TIDAK_SESUAI", reason: "Samakan NIK dan email dengan KTP dan SK." }, "Perlu Perbaikan");
		this.book.expectLetter(this.mailbox, "Permohonan MyIntress perlu diperbaiki");
		const corrected = { ...this.people[1], nik: this.people[1].nik.slice(0, 14) + "41", email: "baru." + this.people[1].email };

		this.people[1] = corrected;
		this.learn(await this.maker.patch(this.path(), { version: this.version,
			users: [{ n: 2, nik: corrected.nik, email: corrected.email }] }), "Perlu Perbaikan");
		await this.submit();
		await this.claimIfFree();
		await this.waitForNik();
		await this.approve();
	}

	// After a resubmission the officer may hold it still.
	async claimIfFree() {
		if (this.state !== "Verifikasi KPPN")
			await this.claim();
	}

	async rejected() {
		await this.start([person()]);
		await this.claim();
		await this.act(this.officer(), "reject", "rejected", { code: "SK_TIDAK_SAH", reason: "SK tidak ditandatangani KPA." }, "Ditolak");
		this.book.expectLetter(this.mailbox, "Permohonan MyIntress ditolak");
	}

	// No answer from Dukcapil: two officers and a reason.
	async second() {
		await this.start([person({ ending: "98" })]);
		await this.claim();
		await this.waitForNik(0, "GANGGUAN");
		const waiting = await this.act(this.officer(), "approve", "second_asked",
			{ reason: "Layanan Dukcapil terganggu, KTP asli sudah dilihat." }, "Verifikasi KPPN");

		assert.equal(waiting.waiting_for, "second");
		assert.equal(waiting.users[0].state, "Menunggu");
		await this.act(this.officer(1), "second", "seconded", { reason: "KTP asli sudah saya lihat." }, "Aktif");
		this.approved(this.people);
	}

	async withdrawn() {
		await this.start([person()]);
		await this.act(this.maker, "withdraw", "withdrawn", {}, "Dibatalkan");
	}

	async partly() {
		await this.start([person(), person()]);
		await this.claim();
		await this.waitForNik();
		await this.act(this.officer(), "reject", "rejected", { users: [2], code: "BUKAN_PEGAWAI", reason: "Bukan pegawai satker ini." }, "Verifikasi KPPN");
		await this.approve({ users: [1] });
	}

	// The same NIK again is the same person with one more membership.
	async known() {
		const before = this.play.takeActive((a) => a.satker.code !== this.satker.code);

		if (!before)
			return this.plain();
		await this.start([{ ...before.person, known: undefined, roles: ["PPSPM"] }]);
		this.people[0].known = true;
		await this.claim();
		await this.waitForNik();
		await this.approve({}, "Selesai");
		await this.signIn(this.people[0], before.password);
	}

	async signedIn() {
		this.satker = satker[this.i % 3];
		this.maker = this.play.operators.get(this.satker.code);
		await this.create([person()]);
		await this.attach();
		await this.submit();
		await this.claim();
		await this.waitForNik();
		await this.approve();
	}

	// Left as it is, after some changes of mind.
	async draft() {
		await this.begin();
		await this.create([person()]);
		for (let turn = 1; turn <= 3; turn++)
			this.learn(await this.maker.patch(this.path(), { version: this.version,
				basis: { ...this.basis, number: `KEP-${this.i}.${turn}/KPA/2026` } }), "Draf");
	}
}

export class Play {
	constructor(program, book, { patient = false } = {}) {
		Object.assign(this, { program, book, patient });
	}

	// Officers and operators sign in once, as in the morning.
	async open() {
		const enter = async (account) => {
			const client = await signIn(this.program, account, { patient: this.patient });

			client.password = account.password;
			return client;
		};

		this.officers = new Map();
		this.operators = new Map();
		for (const office of offices)
			this.officers.set(office, [await enter(this.program.account("VERIFIKATOR", office, 0)),
				await enter(this.program.account("VERIFIKATOR", office, 1))]);
		for (const { code } of satker.slice(0, 3))
			this.operators.set(code, await enter(this.program.account("OPERATOR", code)));
		return this;
	}

	takeActive(fits) {
		const at = this.book.active.findIndex(fits);

		return at < 0 ? undefined : this.book.active.splice(at, 1)[0];
	}

	async one(i) {
		const story = new Story(this, i);

		try {
			await story[stories[i % stories.length]]();
		} catch (e) {
			e.message = `request ${i} (${stories[i % stories.length]}, ${story.number}): ${e.message}`;
			throw e;
		}
	}

	// Numbers from first to last, several at once; the first fault ends it.
	async all(first, last, atOnce) {
		let next = first;
		const teller = async () => {
			while (next < last)
				await this.one(next++);
		};

		await Promise.all(Array.from({ length: atOnce }, teller));
	}
}
