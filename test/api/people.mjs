// People who do not exist: NIK of region 99, addresses in .example. Districts of 50
// and more, so that nobody of the demo data has the same NIK.
const firstNames = ["Budi", "Sari", "Made", "Dewi", "Joko", "Rina", "Wayan", "Putri", "Agus", "Nur"];
const lastNames = ["Santoso", "Lestari", "Wirawan", "Hapsari", "Prakoso", "Amelia", "Sutrisno", "Maharani"];
let made = 0;

const two = (n) => String(n).padStart(2, "0");

// Endings 90 to 99 have a meaning to the simulated Dukcapil; others are "sesuai".
export function person({ ending, ...given } = {}) {
	const i = made++;
	const female = i % 2 === 1;
	const [day, month, year] = [1 + i % 28, 1 + i % 12, 1970 + i % 25];
	const tail = ending ?? two(1 + i % 89);
	const name = `${firstNames[i % 10]} ${lastNames[Math.floor(i / 10) % 8]} ${letters(i)}`;

	return {
		name,
		nik: `9901${50 + Math.floor(i / 8000) % 50}${two(day + (female ? 40 : 0))}${two(month)}` +
			`${two(year % 100)}${two(1 + Math.floor(i / 89) % 99)}${tail}`,
		id_type: "NIP",
		id_number: `${year}${two(month)}${two(day)}${year + 25}${two(1 + i % 12)}` +
			`${female ? 2 : 1}${String(1 + i % 999).padStart(3, "0")}`,
		email: name.toLowerCase().replaceAll(" ", ".") + "@satker.example",
		phone: "08000" + String(1000000 + i),
		position: "Pengelola Keuangan",
		roles: ["OPERATOR"],
		...given,
	};
}

// A third name in letters that is another one for each person.
function letters(i) {
	const text = [];

	for (let rest = i + 26; rest > 0; rest = Math.floor(rest / 26))
		text.unshift(String.fromCharCode(97 + rest % 26));
	return text[0].toUpperCase() + text.slice(1).join("") + "wan";
}

// The KPA who signs: in no list of users.
export function signer(i = 0) {
	return { signer_name: `Kuasa Contoh ${letters(i)}`,
		signer_nip: `19710203199503${i % 2 ? 2 : 1}${String(i % 999 + 1).padStart(3, "0")}` };
}

export function today() {
	return new Date().toISOString().slice(0, 10);
}

// Behind the trusted proxy of the tests: another address for each caller.
let callers = 0;

export function address() {
	callers++;
	return `198.51.${Math.floor(callers / 250) % 250}.${1 + callers % 250}`;
}
