// What the satker's person does at the public pages: from its code to the sent request.
import { codeIn } from "../api/letters.mjs";
import { Visitor } from "./lib.mjs";

const roleLabels = { OPERATOR: "Operator", BENDAHARA: "Bendahara Pengeluaran", PPK: "PPK", PPSPM: "PPSPM", KPA: "KPA" };
const idLabels = { NIP: "NIP (PNS dan PPPK)", NRP: "NRP (TNI dan Polri)", TIDAK_ADA: "Tidak ada (non-ASN)" };

const WIB_AHEAD = 7 * 3_600_000;

// As typed at an office in WIB, whose day begins while it is still yesterday in UTC: 23/11/2026.
export function typedDate(daysAgo = 0) {
	const d = new Date(Date.now() + WIB_AHEAD - daysAgo * 86_400_000);

	return [d.getUTCDate(), d.getUTCMonth() + 1].map((n) => String(n).padStart(2, "0")).join("/") +
		"/" + d.getUTCFullYear();
}

export class Satker {
	static async open(program, options) {
		const s = new Satker();

		s.program = program;
		s.visitor = await Visitor.open(program, options);
		return s;
	}

	close() {
		return this.visitor.close();
	}

	async lookUp(code) {
		await this.visitor.visit("/pendaftaran");
		await this.visitor.fill({ "Kode satker": code });
		await this.visitor.press("Lanjutkan");
	}

	async askCode(email) {
		this.email = email;
		await this.visitor.fill({ "Email satker": email });
		await this.visitor.press("Kirim kode konfirmasi");
		this.code = codeIn(await this.program.letter((l) => l.to === email && /^Kode/.test(l.subject), "code"));
	}

	async enterCode(code = this.code) {
		await this.visitor.fill({ "Kode konfirmasi": code });
		await this.visitor.press("Konfirmasi dan mulai mengisi");
		this.number = /REG-\d{4}-\d{3}-\d{5,}/.exec(await this.visitor.text())?.[0];
	}

	async fillBasis(basis, status) {
		await this.visitor.visit(`/pendaftaran/${this.number}/sk`);
		await this.visitor.fill({
			[basis.type === "ST" ? "Surat Tugas (ST)" : "Surat Keputusan (SK)"]: true,
			"Nomor SK atau ST": basis.number,
			"Tanggal SK atau ST": basis.date,
			"Nama KPA penanda tangan": basis.signer_name,
			"NIP atau NRP KPA": basis.signer_nip,
		});
		await this.visitor.press("Simpan dan lanjutkan", status);
	}

	// The page is open already.
	async fillUser(person, { more = false, status } = {}) {
		await this.visitor.fill({ "Nama lengkap": person.name });
		await this.visitor.page.locator("#nik").fill(person.nik);
		await this.visitor.fill({ [idLabels[person.id_type]]: true });
		await this.visitor.page.locator("#nomor_id").fill(person.id_number ?? "");
		await this.visitor.fill({
			"Email aktif": person.email,
			"Nomor ponsel": person.phone ?? "",
			"Jabatan": person.position,
		});
		await this.fillRoles(person.roles);
		await this.visitor.press(more ? "Simpan dan tambah pengguna" : "Simpan dan lanjutkan", status);
	}

	async fillRoles(roles) {
		for (const [role, label] of Object.entries(roleLabels)) {
			const card = this.visitor.page.locator("label.pilih").filter({ has: this.visitor.page.getByText(label, { exact: true }) });

			await card.locator("input").setChecked(roles.includes(role));
		}
	}

	async addUsers(people) {
		await this.visitor.visit(`/pendaftaran/${this.number}/pengguna/tambah`);
		for (const [i, person] of people.entries())
			await this.fillUser(person, { more: i + 1 < people.length });
	}

	async attach(sk, form) {
		await this.visitor.visit(`/pendaftaran/${this.number}/berkas`);
		await this.visitor.page.locator("#sk").setInputFiles({ name: "sk bertanda tangan.pdf", mimeType: "application/pdf", buffer: sk });
		await this.visitor.page.locator("#formulir").setInputFiles({ name: "formulir.pdf", mimeType: "application/pdf", buffer: form });
		await this.visitor.press("Simpan dan lanjutkan");
	}

	// The PDFs made from what was typed.
	async makeFiles() {
		await this.visitor.visit(`/pendaftaran/${this.number}/berkas`);
		return { sk: await this.visitor.download(/Unduh (SK|Surat Tugas) siap cetak/),
			form: await this.visitor.download("Unduh formulir siap cetak") };
	}

	async send(button = "Kirim permohonan") {
		await this.visitor.visit(`/pendaftaran/${this.number}/periksa`);
		await this.visitor.fill({ "Saya menyatakan data di atas benar": true });
		await this.visitor.press(button);
	}

	// The whole way in one go, for tests that are about what comes after it.
	async register({ code, email, basis, people }) {
		await this.lookUp(code);
		await this.askCode(email);
		await this.enterCode();
		await this.fillBasis(basis);
		await this.addUsers(people);
		const made = await this.makeFiles();

		await this.attach(made.sk, made.form);
		await this.send();
		return this.number;
	}
}
