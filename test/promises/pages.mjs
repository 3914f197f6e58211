// A browser without a screen: it keeps cookies, reads forms and sends them filled in.
import assert from "node:assert/strict";
import { codeIn } from "../api/letters.mjs";
import { address, signer, today } from "../api/people.mjs";
import { send } from "./wire.mjs";

const unescape = (text) => text.replaceAll("&quot;", "\"").replaceAll("&#39;", "'")
	.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function attributes(tag) {
	return Object.fromEntries([...tag.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)]
		.map(([, name, value]) => [name, unescape(value ?? "")]));
}

// The hidden fields of the form that posts to the path.
export function hiddenFields(html, action) {
	const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
	const form = forms.find(([, tag]) => {
		const a = attributes(tag);

		return a.method === "post" && a.action === action;
	});

	assert.ok(form, `no form that posts to ${action}`);
	return Object.fromEntries([...form[2].matchAll(/<input\b([^>]*)>/g)].map(([, tag]) => attributes(tag))
		.filter((a) => a.type === "hidden").map((a) => [a.name, a.value]));
}

export class Pages {
	constructor(program) {
		Object.assign(this, { program, cookies: new Map(), address: address() });
	}

	async request(method, path, { headers = {}, body } = {}) {
		const cookie = [...this.cookies].map((c) => c.join("=")).join("; ");
		const answer = await send(this.program, method, path, { body,
			headers: { "X-Forwarded-For": this.address, ...(cookie ? { Cookie: cookie } : {}), ...headers } });

		for (const line of answer.headers["set-cookie"] ?? []) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);

			if (value)
				this.cookies.set(name, value);
			else
				this.cookies.delete(name);
		}
		return answer;
	}

	get(path, headers) {
		return this.request("GET", path, { headers });
	}

	// Fields as they are, without a token of our own.
	postBare(path, fields, headers = {}) {
		return this.request("POST", path, { body: new URLSearchParams(fields).toString(),
			headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers } });
	}

	async hidden(page, action = page) {
		const answer = await this.get(page);

		assert.equal(answer.status, 200, `${page}: ${answer.status}`);
		return hiddenFields(answer.text, action);
	}

	// The form of a page, filled in. The status is what it is.
	async submit(page, fields, { action = page, headers } = {}) {
		return this.postBare(action, [...Object.entries(await this.hidden(page, action)), ...Object.entries(fields)], headers);
	}

	// The same for a form with files: {name: {name, bytes}}.
	async upload(page, files) {
		const hidden = await this.hidden(page);

		return this.postParts(page, hidden, files);
	}

	postParts(path, fields, files) {
		const mark = "----batas" + "x".repeat(20);
		const parts = Object.entries(fields).map(([name, value]) =>
			Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));

		for (const [name, file] of Object.entries(files))
			parts.push(Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${name}"; filename="` +
				file.name.replace(/["\r\n]/g, (c) => "%" + c.charCodeAt(0).toString(16).padStart(2, "0")) +
				"\"\r\nContent-Type: application/pdf\r\n\r\n"), file.bytes, Buffer.from("\r\n"));
		return this.request("POST", path, { body: Buffer.concat([...parts, Buffer.from(`--${mark}--\r\n`)]),
			headers: { "Content-Type": `multipart/form-data; boundary=${mark}` } });
	}

	signIn(nik, password) {
		return this.submit("/masuk", { nik, sandi: password });
	}

	signedIn() {
		return this.get("/profil").then((answer) => answer.status === 200);
	}
}

// A request made at the public pages, page by page.
export class Applicant extends Pages {
	async begin(code, email) {
		this.satker = code;
		this.email = email;
		const fields = await this.hidden(`/pendaftaran?satker=${code}`, "/pendaftaran");
		const asked = await this.postBare("/pendaftaran", { ...fields, email });

		assert.equal(asked.status, 303);
		const page = asked.headers.location;

		this.code = codeIn(await this.program.letter((l) => l.to === email && /^Kode/.test(l.subject), "code"));
		const entered = await this.submit(page, { kode: this.code });

		assert.equal(entered.status, 303, "the code of the letter");
		this.number = entered.headers.location.split("/").at(-1);
		this.path = `/pendaftaran/${this.number}`;
		return this;
	}

	basis(given = {}) {
		const { signer_name, signer_nip } = signer();

		return this.submit(`${this.path}/sk`, { jenis_dasar: "SK", nomor: "KEP-12/KPA/2026", tanggal: today().split("-").reverse().join("/"),
			nama_kpa: signer_name, nip_kpa: signer_nip, email_satker: this.email, ...given });
	}

	user(p, given = {}) {
		return this.submit(`${this.path}/pengguna/tambah`, { nama: p.name, nik: p.nik, jenis_id: p.id_type,
			nomor_id: p.id_number, email: p.email, hp: p.phone, jabatan: p.position, "peran[]": p.roles[0], ...given });
	}

	attach(sk, form = sk) {
		return this.upload(`${this.path}/berkas`, { sk, formulir: form });
	}

	finish() {
		return this.submit(`${this.path}/periksa`, { setuju: "ya" });
	}

	async all(code, people, pdf) {
		await this.begin(code, `satker.${code}.${people[0].nik.slice(-6, -2)}@satker.example`);
		const answers = [await this.basis()];

		for (const p of people)
			answers.push(await this.user(p));
		answers.push(await this.attach({ name: "sk.pdf", bytes: pdf }), await this.finish());
		for (const answer of answers)
			assert.equal(answer.status, 303, answer.text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").slice(0, 3000));
		return this;
	}
}

// A PDF of one page of text, of at least so many bytes.
export function pdf(text = "SK contoh", bytes = 0) {
	const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
	const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
	let out = "%PDF-1.4\n";
	const at = objects.map((object, i) => {
		const start = out.length;

		out += `${i + 1} 0 obj\n${object}\nendobj\n`;
		return start;
	});
	const tail = (start) => `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n` +
		at.map((n) => String(n).padStart(10, "0") + " 00000 n \n").join("") +
		`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
	// A comment in front of the table fills up; the number behind it may change its length.
	let filling = Math.max(0, bytes - out.length - tail(out.length).length - 2);

	while (filling && out.length + filling + 2 + tail(out.length + filling + 2).length > bytes)
		filling--;
	if (filling)
		out += "%" + "-".repeat(filling) + "\n";
	return Buffer.from(out + tail(out.length), "latin1");
}
