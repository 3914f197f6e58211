// S10: whatever is typed is shown as it was typed, and none of it ever runs.
import assert from "node:assert/strict";
import { Book } from "../api/book.mjs";
import { test } from "../api/check.mjs";
import { linkIn } from "../api/letters.mjs";
import { person, signer } from "../api/people.mjs";
import { Play, Story, pdf } from "../api/play.mjs";
import { Visitor, closeBrowser, pdfText } from "../e2e/lib.mjs";
import { composites, isOneLine, marked, naughty } from "./payloads.mjs";
import { send } from "./wire.mjs";

const usersMost = 50, textMost = 200;
const flat = (text) => text.replace(/[\s\u200b\ufeff\u00a0]+/g, " ").trim();

// What a page holds that no page of ours does.
function foreignMarkup() {
	const found = [], home = location.origin;
	const addresses = ["href", "src", "action", "formaction", "poster", "data", "srcdoc", "xlink:href"];

	for (const e of document.querySelectorAll("*")) {
		if (/^(iframe|object|embed|base|math|marquee|video|audio|animate|set|foreignobject|x|xmp|style|dialog|template)$/i.test(e.localName) ||
			(e.localName === "script" && !e.getAttribute("src")?.startsWith("/a/")))
			found.push(e.outerHTML.slice(0, 200));
		for (const { name, value } of e.attributes)
			if (/^(on|hx-on|style$|srcdoc$)/.test(name) || (addresses.includes(name) && !/^(mailto|tel):/.test(value) &&
				new URL(value, location.href).origin !== home))
				found.push(`${e.localName} ${name}=${value}`);
	}
	return found;
}

const readable = () => document.documentElement.textContent + " " +
	[...document.querySelectorAll("input, textarea")].map((e) => e.value).join(" ");

function typeAndSend(form, text) {
	for (const e of form.elements)
		if (/^(text|search|email|tel|password|textarea)$/.test(e.type)) {
			e.removeAttribute("maxlength");
			if (e.type !== "textarea")
				e.type = "text";
			e.value = text;
		}
	HTMLFormElement.prototype.submit.call(form);
}

// A browser that stands at one page after the other; nothing may happen to it.
class Reader {
	static async open(program, account) {
		const r = new Reader();

		r.visitor = await Visitor.open(program);
		r.page = r.visitor.page;
		r.ran = [];
		r.pages = 0;
		r.page.on("dialog", (dialog) => {
			r.ran.push(`${r.page.url()}: ${dialog.message()}`);
			dialog.dismiss();
		});
		if (account)
			await r.visitor.signIn(account);
		return r;
	}

	async read(path, texts = []) {
		const answer = await this.page.goto(path);

		assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
		await this.holds(texts);
		return answer.status();
	}

	async holds(texts) {
		const where = this.page.url(), shown = flat(await this.page.evaluate(readable));

		this.pages++;
		assert.deepEqual(await this.page.evaluate(foreignMarkup), [], where);
		for (const text of texts)
			assert.ok(shown.includes(flat(text)), `${where} does not show ${JSON.stringify(text)}`);
		this.quiet();
	}

	quiet() {
		assert.deepEqual(this.ran, [], "scripts ran");
		assert.deepEqual(this.visitor.violations, [], "Content-Security-Policy");
	}

	// Each text field of the page is filled, and its form sent.
	async fill(path, text) {
		const forms = await this.typing(path);

		for (const form of forms) {
			if (form !== forms[0])
				await this.page.goto(path);
			// What is taken may be answered with a file.
			await Promise.all([Promise.race([this.page.waitForEvent("load"), this.page.waitForEvent("download")]),
				this.page.locator("main form").nth(form).evaluate(typeAndSend, text)]);
			await this.holds([]);
		}
	}

	// Which forms of the page have text fields.
	async typing(path) {
		await this.page.goto(path);
		return this.page.evaluate(() => [...document.querySelectorAll("main form")].flatMap((form, i) =>
			[...form.elements].some((e) => /^(text|search|email|tel|password|textarea)$/.test(e.type)) ? [i] : []));
	}

	async close() {
		this.quiet();
		await this.visitor.close();
	}
}

// A request whose every text is of the list: two for each of its users.
class Typed extends Story {
	constructor(play, texts) {
		super(play, 2);
		this.texts = texts;
		this.maker = play.operators.get("999113");
		this.basis = { ...this.basis, ...signer(7), number: texts[0], signer_name: texts.at(-1) };
	}

	async create() {
		const users = [];

		for (let i = 0; i < this.texts.length; i += 2)
			users.push(person({ name: this.texts[i], position: this.texts[i + 1] ?? this.texts[0] }));
		users.forEach((p, i) => {
			p.email = `'-alert\`${i}\`-'{${this.play.typed = (this.play.typed ?? 0) + 1}}@satker.example`;
		});
		this.basis.number = this.texts[0];
		await super.create(users);
	}

	async attach() {
		for (const kind of ["sk", "formulir"])
			await this.maker.upload(this.number, kind, pdf(kind), this.texts[kind === "sk" ? 1 : 2].replaceAll("/", "\u2215") + ".pdf");
		this.learn(await this.maker.get(this.path()));
	}

	async asForms() {
		for (const file of ["sk.pdf", "formulir.pdf"]) {
			const bytes = await this.maker.get(this.path(`/forms/${file}`));
			const words = pdfText(bytes).replace(/\s/g, "");

			// What no reader of a PDF gives back as it was: other scripts, long words.
			for (const text of this.texts.filter((t) => /^[\x20-\x7e]{1,30}$/.test(t) && !/[-'"`]/.test(t)).slice(0, 20))
				assert.ok(words.includes(text.replace(/\s/g, "")), `${file} has no ${text}`);
		}
	}

	// The pages of the satker before it sends, and after.
	async satkerReads(reader) {
		const all = this.texts, wizard = `/pendaftaran/${this.number}`;

		await reader.read(wizard);
		await reader.read(`${wizard}/sk`, [this.basis.number, this.basis.signer_name]);
		await reader.read(`${wizard}/pengguna`, this.people.map((p) => p.name));
		await reader.read(`${wizard}/pengguna/1`, all.slice(0, 2));
		await reader.read(`${wizard}/berkas`);
		await reader.read(`${wizard}/periksa`, [...all, ...this.people.map((p) => p.email)]);
		await this.submit();
		await reader.read(`${wizard}/terkirim`);
		await reader.read(`/permohonan/${this.number}`, this.people.map((p) => p.name));
		await reader.read("/permohonan");
	}

	async officerReads(reader, office) {
		const desk = `/verifikasi/${this.number}`;

		await reader.read("/verifikasi");
		await reader.read(`/verifikasi?q=${encodeURIComponent(this.texts[0])}`, [this.texts[0]]);
		await this.claim();
		for (const n of [1, Math.ceil(this.people.length / 2), this.people.length])
			await reader.read(`${desk}?orang=${n}&hal=1`, [this.people[n - 1].name, this.people[n - 1].position,
				this.basis.number, ...this.people.map((p) => p.name)]);
		for (const word of ["kembalikan", "tolak", "setujui"])
			await reader.read(`${desk}/${word}`, this.people.map((p) => p.name));
		const flags = this.people.map((_, i) => ({ user: i + 1, field: "position", code: "JABATAN_BEDA_SK", note: this.texts[i] }));

		await this.act(office, "return", "returned", { flags, reason: this.texts[0] }, "Perlu Perbaikan");
		await reader.read(desk);
	}

	async satkerCorrects(reader) {
		const wizard = `/pendaftaran/${this.number}`;

		await reader.read(`/permohonan/${this.number}`, [this.texts[0]]);
		await reader.read(wizard);
		await reader.read(`${wizard}/pengguna/1`, [this.texts[0]]);
	}
}

async function requests(stage, play, list) {
	const operator = await Reader.open(stage.program, stage.program.account("OPERATOR", "999113"));
	const officer = await Reader.open(stage.program, stage.program.account("VERIFIKATOR", "018"));
	const size = 2 * usersMost;

	for (let i = 0; i < list.length; i += size) {
		const story = new Typed(play, list.slice(i, i + size).length < 4 ? list.slice(-size) : list.slice(i, i + size));

		await story.create();
		await story.attach();
		await story.asForms();
		await story.satkerReads(operator);
		await story.officerReads(officer, story.officer());
		await story.satkerCorrects(operator);
	}
	await operator.close();
	await officer.close();
	return operator.pages + officer.pages;
}

// The pages with text fields, for those who have them. A file whose opening was explained
// is not asked about again.
async function fieldsOf(stage, desk) {
	const { program } = stage, files = program.rows("SELECT id FROM document ORDER BY id LIMIT 2");
	const p = person();

	await stage.appoint(p);
	const activation = new URL(linkIn(await stage.activationOf(p), "/aktivasi/")).pathname;

	return [
		[undefined, ["/masuk", "/lupa-sandi", "/aktivasi-ulang", "/pendaftaran", "/pendaftaran?satker=999117", "/pendaftaran/lanjutkan",
			"/cek-status", "/kppn", activation]],
		[program.account("OPERATOR", "999113"), ["/permohonan", "/satker", "/masuk/ulang", `/pendaftaran/${desk.draft}/sk`,
			`/pendaftaran/${desk.draft}/pengguna/tambah`, `/pendaftaran/${desk.draft}/pengguna/1`]],
		[program.account("VERIFIKATOR", "018"), ["/verifikasi", "/permohonan", "/satker", `/verifikasi/${desk.held}`,
			...["kembalikan", "tolak", "setujui"].map((word) => `/verifikasi/${desk.held}/${word}`)]],
		[program.account("AUDITOR", "DJPB"), [(i) => `/berkas/${files[i].id}`, "/permohonan", "/satker"]],
		[program.account("PUSAT", "DJPB", 2), ["/admin/peran", "/permohonan", "/satker"]],
	];
}

async function allFields(stage, desk) {
	for (const [account, paths] of await fieldsOf(stage, desk)) {
		const reader = await Reader.open(stage.program, account);

		for (const path of paths)
			for (const [i, text] of composites.entries())
				await reader.fill(path.call ? path(i) : path, text);
		await reader.close();
	}
}

// A draft, and a request that is held by an officer whose password is fresh.
async function makeDesk(play) {
	const draft = new Story(play, 2), held = new Story(play, 2);

	for (const story of [draft, held]) {
		story.maker = play.operators.get("999113");
		await story.create([person()]);
	}
	await held.attach();
	await held.submit();
	await held.claim();
	return { draft: draft.number, held: held.number };
}

async function addresses(program) {
	const names = ["q", "status", "sesudah", "satker", "kppn", "lanjut", "nomor", "orang", "berkas", "hal", "kode", "reason", "urut"];
	const pages = ["/", "/masuk", "/kppn", "/pendaftaran", "/cek-status", "/pendaftaran/lanjutkan", "/permohonan", "/satker", "/verifikasi",
		"/beranda", "/profil", "/satker-aktif", "/preferensi", "/masuk/ulang"];
	const officer = await Reader.open(program, program.account("VERIFIKATOR", "026"));

	for (const text of composites) {
		const typed = encodeURIComponent(text);

		for (const path of pages)
			await officer.read(`${path}?${names.map((name) => `${name}=${typed}`).join("&")}`);
		for (const path of ["/", "/permohonan/", "/verifikasi/", "/aktivasi/", "/sandi-baru/", "/pendaftaran/", "/pendaftaran/lanjutkan/",
			"/unduhan/", "/berkas/"])
			await officer.read(path + typed.replaceAll("%2F", "%E2%88%95"));
	}
	await officer.close();
}

// The list of sessions names a browser by what is known of it, never by what it calls itself.
async function agents(program) {
	const account = program.account("PPK", "999113");

	for (const text of composites.concat(marked.slice(0, 2)))
		await send(program, "POST", "/api/v1/session", { body: JSON.stringify({ nik: account.nik, password: account.password }),
			headers: { "Content-Type": "application/json", "User-Agent": text } });
	const reader = await Reader.open(program, account);

	await reader.read("/profil", ["Peramban lain"]);
	await reader.close();
}

// Two persons of the head office, and whom they name.
async function proposals(stage) {
	const reader = await Reader.open(stage.program, stage.program.account("PUSAT", "DJPB", 2));

	await stage.freshHeads();
	for (const [i, text] of composites.entries()) {
		const p = person();

		await stage.heads[0].post("/api/v1/memberships", { nik: p.nik, name: text, email: `'${i}{x}'@kantor.example`, nip: p.id_number,
			unit_kind: "kppn", unit_code: "047", roles: ["CSO"], reason: composites[(i + 1) % 2] });
	}
	await reader.read("/admin/peran", composites);
	await reader.close();
}

// Letters are opened where no policy protects: a mail program that runs scripts.
async function letters(program) {
	const reader = await Reader.open(program);
	const html = [...new Map(program.letters().map((l) => [l.subject + l.html.length, l])).values()];

	for (const letter of html) {
		await reader.page.setContent(letter.html);
		assert.equal(await reader.page.locator("script, iframe, svg, img, form, [onload], [onerror]").count(), 0, letter.subject);
		assert.doesNotMatch(letter.subject, /[\r\n]/);
	}
	reader.visitor.violations.length = 0;
	await reader.close();
	return html.length;
}

// The whole list of naughty strings takes a minute: make proof has the time.
export async function script(stage, strings = naughty.filter((_, i) => i % 6 === 0)) {
	const { program } = stage;
	const play = await new Play(program, new Book()).open();
	const kept = [...marked, ...strings].filter((text) => isOneLine(text) && [...text].length <= textMost);

	await test(`S10 ${kept.length} texts are shown as typed on all pages of requests, and made into forms`, () => requests(stage, play, kept));
	await test("S10 What is typed into every text field of every page runs nowhere", async () => allFields(stage, await makeDesk(play)));
	await test("S10 Nor does what stands in addresses, as a part or behind a question mark", () => addresses(program));
	await test("S10 Nor the name of a browser in the list of sessions", () => agents(program));
	await test("S10 Nor a name and a reason in a proposal of roles", () => proposals(stage));
	await test("S10 Letters hold no markup of those they name", () => letters(program));
	await closeBrowser();
}
