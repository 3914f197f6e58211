// The access matrix as it was decided, and which of its rows each route stands for. Both
// are read here, not from the product: what it does is held against them.
import assert from "node:assert/strict";
import fs from "node:fs";

const columns = { PUBLIK: "PUB", OPERATOR: "OPR", BENDAHARA: "BEN", PPK: "PPK", PPSPM: "PSP", KPA: "KPA", CSO: "CSO",
	VERIFIKATOR: "VER", KEPALA: "HD", KANWIL: "KWL", PUSAT: "HQ", AUDITOR: "AUD" };

export const roles = [...Object.keys(columns).slice(0, 10), "ESELON1", "KL", "PUSAT", "AUDITOR"];

function readMatrix() {
	const [head, ...lines] = fs.readFileSync("test/fixtures/access_matrix.csv", "utf8").trim().split("\n")
		.map((line) => line.replace(/"[^"]*"/, "").split(","));

	return new Map(lines.map((cells) => [cells[0], Object.fromEntries(head.map((name, i) => [name, cells[i]]))]));
}

const matrix = readMatrix();

// A ministry and its Eselon I read as a Kanwil does, without the groups 2 and 3 and without
// giving roles: "b" is their scope.
function cellOfMinistry(row) {
	const cell = matrix.get(row).KWL;

	return /^[23]\.|^5\.12$/.test(row) ? "-" : cell.replace("w", "b");
}

// { scope, modifiers } of a row for a role; scope "" refuses.
export function cell(row, role) {
	if (row === "")
		return { scope: "p", modifiers: [] };
	assert.ok(matrix.has(row), `no row ${row}`);
	const text = columns[role] ? matrix.get(row)[columns[role]] : cellOfMinistry(row);
	const [scope, ...modifiers] = text.split("+");

	return { scope: scope === "-" ? "" : scope, modifiers };
}

// The first that fits. A route that came later is held against the row that it names itself.
const ways = [
	["", /^GET \/(healthz|readyz|metrics|a\/\*file|favicon\.ico|masuk)$|^POST \/(masuk|keluar|api\/v1\/session)$/],
	["1.1", /^GET \/((kppn|privasi|aksesibilitas|unduhan\/:file|preferensi)?|api\/v1\/(openapi\.json|(kppn|satker)\/:code|kppn))$/],
	["1.1", /^POST \/(preferensi|api\/v1\/public\/(registrations(\/:draft\/confirm)?|resume(\/:link)?))$/],
	["1.1", /^(GET|POST) \/pendaftaran(\/konfirmasi|\/lanjutkan(\/:link)?|\/keluar)?$/],
	["1.2", /^(GET|POST) \/cek-status$|^POST \/api\/v1\/public\/status$/],
	["1.3", /^(GET|POST) \/(aktivasi|api\/v1\/public\/activations)\/:token$/],
	["1.4", /^(GET|POST) \/(lupa-sandi|aktivasi-ulang|sandi-baru\/:token|api\/v1\/public\/password-reset)$/],
	["2.1", /^(GET|POST) \/pendaftaran\/(baru|:number(\/(sk|berkas|pengguna.*|terkirim|(sk|formulir)\.pdf))?)$|^GET \/pendaftaran\/:number\/periksa$/],
	["2.1", /^(POST|PATCH) \/api\/v1\/registrations(\/:number(\/documents)?)?$|^GET \/api\/v1\/registrations\/:number\/forms\//],
	["2.2", /^POST \/pendaftaran\/:number\/periksa$|\/submit$/],
	["2.3", /^GET \/(permohonan|api\/v1\/registrations)(\/:number)?$/],
	["2.5", /\/(withdraw|batal)$/],
	["2.6", /\/(documents|berkas)\/:id(\/hal\/:n)?$/],
	["2.7", /\/(claim|release|claim-next|ambil|lepas|cocok)$|^GET \/verifikasi(\/:number)?$/],
	["2.8", /:number\/(nik|nik-check)$/],
	["2.9", /\/(return|kembalikan)$/],
	["2.10", /\/(approve|second|setujui|kedua)$/],
	["2.13", /^POST \/pengguna\/tambah$|\/registrations\/:number\/add$/],
	["2.14", /^(GET|POST) \/pengguna\/tambah\/:number|\/registrations\/:number\/(confirm|decline)$/],
	["2.11", /\/(reject|tolak)$/],
	["2.20", /\/(activation|aktivasi|aktivasi-ulang)$/],
	["5.1", /^GET \/(beranda|profil)$/],
	["5.4", /\/(masuk\/ulang|satker-aktif|profil\/(sandi|sesi\/.*)|session(\/reauth)?)$/],
	["5.6", /^GET \/((api\/v1\/)?satker|satker\/:code|api\/v1\/satker\/:code\/officials|api\/v1\/(people|memberships)(\/:id)?)$/],
	["5.7", /\/(pengguna|memberships)\/:id\/nik$/],
	["5.12", /^(GET|POST) \/(admin\/peran|api\/v1\/memberships(\/:id\/decision)?$)/],
];

// Tickets came later, with words for their acts that requests have as well.
const later = /^\/(tiket|api\/v1\/tickets)/;

// All routes of the product, with the row that it names itself.
export function routes() {
	return fs.readFileSync("test/golden/access.txt", "utf8").trim().split("\n").slice(1).map((line) => {
		const [method, path, row] = line.split(/\s+/);
		const named = /^\d/.test(row) ? row : "";
		const way = later.test(path) ? undefined : ways.find(([, fits]) => fits.test(`${method} ${path}`));

		return { method, path, named, row: way ? way[0] : named, sorted: Boolean(way) };
	});
}
