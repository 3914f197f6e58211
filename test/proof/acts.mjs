// The acts that are killed at each call: how one story goes on until the act can be done,
// and what is sent then. test/proof/commands.mjs has those that are commands.
import assert from "node:assert/strict";
import { signIn } from "../api/client.mjs";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Story, pdf } from "../api/play.mjs";

const signed = pdf("SK yang sama pada setiap percobaan");

function upload(kind) {
	const form = new FormData();

	form.append("kind", kind);
	form.append("file", new Blob([signed], { type: "application/pdf" }), kind + ".pdf");
	return form;
}

// A password that was entered just now, for acts that ask for one.
async function afresh(client) {
	await client.post("/api/v1/session/reauth", { password: client.password });
}

async function enter(s, account) {
	const client = await signIn(s.program, account);

	client.password = account.password;
	return client;
}

// ---- requests

async function tell(s, i, people) {
	const next = new Story(s.play, i);

	await next.start(people);
	return next;
}

const requests = [
	{
		name: "create",
		lead: async (s) => {
			await s.begin();
			s.people = [person(), person({ roles: ["BENDAHARA"] })];
		},
		client: (s) => s.maker,
		path: () => "/api/v1/registrations",
		body: (s) => ({ satker: s.satker.code, kind: "pendaftaran", basis: s.basis, contact_email: s.mailbox, users: s.people }),
	},
	{
		name: "change",
		lead: (s) => s.create(s.people),
		client: (s) => s.maker,
		method: "PATCH",
		path: (s) => s.path(),
		body: (s) => ({ version: s.version, users: [{ n: 2, position: "Bendahara Pengeluaran" }] }),
	},
	{
		name: "attach",
		client: (s) => s.maker,
		path: (s) => s.path("/documents"),
		body: () => upload("sk"),
	},
	{
		name: "submit",
		lead: (s) => s.attach(),
		client: (s) => s.maker,
		path: (s) => s.path("/submit"),
		body: (s) => ({ version: s.version }),
	},
	{
		name: "withdraw",
		lead: (s) => s.submit(),
		client: (s) => s.maker,
		path: (s) => s.path("/withdraw"),
		body: (s) => ({ version: s.version }),
	},
	{
		name: "claim",
		client: (s) => s.officer(),
		path: (s) => s.path("/claim"),
		body: (s) => ({ version: s.version }),
	},
	{
		name: "return",
		lead: async (s) => {
			await s.claim();
			await s.waitForNik();
		},
		client: (s) => s.officer(),
		path: (s) => s.path("/return"),
		body: (s) => ({ version: s.version, users: [2], code: "EMAIL_BEDA_SK", reason: "Samakan email dengan SK.",
			flags: [{ user: 2, field: "email", code: "EMAIL_BEDA_SK", note: "" }] }),
	},
	{
		name: "reject",
		client: (s) => s.officer(),
		path: (s) => s.path("/reject"),
		body: (s) => ({ version: s.version, code: "SK_TIDAK_SAH", reason: "SK tidak ditandatangani KPA." }),
	},
	{
		name: "approve",
		lead: (s) => afresh(s.officer()),
		client: (s) => s.officer(),
		path: (s) => s.path("/approve"),
		body: (s) => ({ version: s.version }),
	},
	{
		name: "activate",
		lead: async (s) => {
			await s.approve();
			const letter = await s.program.letter((l) => l.to === s.people[0].email && /^Aktivasi/.test(l.subject));

			s.token = linkIn(letter, "/aktivasi/").split("/").at(-1);
		},
		client: (s) => s.client(),
		path: (s) => `/api/v1/public/activations/${s.token}`,
		body: (s) => ({ nik: s.people[0].nik, password: "perahu nelayan menunggu angin" }),
	},
	{
		// The answer of Dukcapil does not come: a second officer carries the approval out.
		name: "second",
		lead: async (before) => {
			const s = await tell(before, 5, [person({ ending: "98" })]);

			await s.claim();
			await s.waitForNik(0, "GANGGUAN");
			await s.act(s.officer(), "approve", "second_asked", { reason: "KTP asli sudah dilihat." }, "Verifikasi KPPN");
			await afresh(s.officer(1));
			return s;
		},
		client: (s) => s.officer(1),
		path: (s) => s.path("/second"),
		body: (s) => ({ version: s.version, reason: "KTP asli sudah saya lihat." }),
	},
	{
		name: "add a colleague",
		// Dukcapil is not reached: else its answer, by a job, would lead on.
		settings: { dukcapil: "http://127.0.0.1:9/" },
		lead: async (before) => {
			const s = new Story(before.play, 0);

			s.maker = s.play.operators.get(s.satker.code);
			await s.create([person({ roles: ["BENDAHARA"] })]);
			await s.attach();
			return s;
		},
		client: (s) => s.maker,
		path: (s) => s.path("/add"),
		body: (s) => ({ version: s.version }),
	},
	{
		name: "confirm a colleague",
		lead: async (s) => {
			await s.maker.post(s.path("/add"), { version: s.version });
			s.kpa = await enter(s, s.program.account("KPA", s.satker.code));
			await s.program.letter((l) => /konfirmasi/i.test(l.subject), "to the KPA");
			s.version = (await s.kpa.get(s.path())).version;
		},
		client: (s) => s.kpa,
		path: (s) => s.path("/confirm"),
		body: (s) => ({ version: s.version }),
	},
];

// ---- memberships

async function membershipOf(s, account) {
	const { items } = await s.officer().get(`/api/v1/memberships?satker=${account.kode_unit}&limit=200`);
	const found = items.filter((m) => m.name === account.nama && m.unit_code === account.kode_unit);

	assert.equal(found.length, 1, account.nama);
	return found[0].id;
}

const memberships = [
	{
		name: "suspend",
		lead: async (s) => {
			await afresh(s.officer());
			s.member = await membershipOf(s, s.program.account("PPK", s.satker.code));
		},
		client: (s) => s.officer(),
		path: (s) => `/api/v1/memberships/${s.member}/suspend`,
		body: () => ({ reason: "Mutasi ke satker lain." }),
	},
	{
		name: "resume",
		lead: (s) => s.officer().post(`/api/v1/memberships/${s.member}/suspend`, { reason: "Mutasi ke satker lain." }),
		client: (s) => s.officer(),
		path: (s) => `/api/v1/memberships/${s.member}/resume`,
		body: () => ({ reason: "Mutasi batal." }),
	},
	{
		name: "open a NIK",
		// Each opening has its entry, also that which is asked for again.
		repeats: true,
		lead: (s) => afresh(s.officer()),
		client: (s) => s.officer(),
		path: (s) => `/api/v1/memberships/${s.member}/nik`,
		body: () => ({ reason: "Mencocokkan dengan KTP." }),
	},
	{
		name: "ask for a role",
		lead: async (s) => {
			s.head = await enter(s, s.program.account("KEPALA", s.satker.office));
			s.new = person();
		},
		client: (s) => s.head,
		path: () => "/api/v1/memberships",
		body: (s) => proposal(s),
	},
	{
		name: "give a role",
		lead: async (s) => {
			s.proposed = (await s.head.post("/api/v1/memberships", proposal(s))).id;
			s.other = await enter(s, s.program.accounts().find((a) => a.peran === "PUSAT"));
		},
		client: (s) => s.other,
		path: (s) => `/api/v1/memberships/${s.proposed}/decision`,
		body: () => ({ approve: true }),
	},
];

function proposal(s) {
	return { nik: s.new.nik, name: s.new.name, email: s.new.email, nip: s.new.id_number,
		unit_kind: "kppn", unit_code: s.satker.office, roles: ["CSO"], reason: "ST-1/KPPN/2026" };
}

// ---- tickets

function question(subject) {
	return { category: "GAJI", subject, body: "Mohon penjelasan mengenai gaji susulan." };
}

const tickets = [
	{
		name: "open a ticket",
		lead: async (s) => {
			s.asker = s.play.operators.get(s.satker.code);
			s.desk = await enter(s, s.program.account("CSO", s.satker.office));
		},
		client: (s) => s.asker,
		path: () => "/api/v1/tickets",
		body: () => question("Gaji susulan"),
	},
	{
		name: "answer a ticket",
		lead: async (s) => {
			s.ticket = (await s.asker.post("/api/v1/tickets", question("Gaji susulan"))).number;
		},
		client: (s) => s.desk,
		path: (s) => `/api/v1/tickets/${s.ticket}/replies`,
		body: () => ({ body: "Silakan lampirkan SK kenaikan pangkat." }),
	},
	{
		name: "escalate a ticket",
		client: (s) => s.desk,
		path: (s) => `/api/v1/tickets/${s.ticket}/escalate`,
		body: () => ({ tier: "kanwil", reason: "Perlu pendapat Kanwil." }),
	},
	{
		name: "merge tickets",
		lead: async (s) => {
			s.same = (await s.asker.post("/api/v1/tickets", question("Gaji susulan lagi"))).number;
		},
		client: (s) => s.desk,
		path: (s) => `/api/v1/tickets/${s.same}/merge`,
		body: (s) => ({ other: s.ticket }),
	},
	{
		name: "unmerge tickets",
		lead: (s) => s.desk.post(`/api/v1/tickets/${s.same}/merge`, { other: s.ticket }),
		client: (s) => s.desk,
		path: (s) => `/api/v1/tickets/${s.same}/unmerge`,
		body: () => ({}),
	},
	{
		name: "split a ticket",
		lead: async (s) => {
			const { thread } = await s.asker.post(`/api/v1/tickets/${s.ticket}/replies`, { body: "Soal lain: kekurangan tunjangan." });

			s.entry = thread.filter((e) => e.kind === "pesan").at(-1).id;
		},
		client: (s) => s.desk,
		path: (s) => `/api/v1/tickets/${s.ticket}/split`,
		body: (s) => ({ entries: [s.entry], subject: "Kekurangan tunjangan", category: "GAJI" }),
	},
	{
		name: "close a ticket",
		client: (s) => s.desk,
		path: (s) => `/api/v1/tickets/${s.ticket}/close`,
		body: () => ({}),
	},
];

export const acts = [...requests, ...memberships, ...tickets];
