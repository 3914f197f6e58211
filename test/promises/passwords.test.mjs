// S04: passwords as NIST SP 800-63B asks for.
import assert from "node:assert/strict";
import * as common from "@zxcvbn-ts/language-common";
import * as indonesian from "@zxcvbn-ts/language-id";
import { test } from "../api/check.mjs";
import { signIn } from "../api/client.mjs";
import { linkIn } from "../api/letters.mjs";
import { person } from "../api/people.mjs";
import { Pages } from "./pages.mjs";
import { sendJson } from "./wire.mjs";

const least = 15, most = 128;
const letters = /[A-Za-z\u0080-\uffff]/;

export const words = [...new Set([common, indonesian].flatMap((language) => Object.values(language.dictionary).flat()))]
	.filter((word) => letters.test(word) && !/[\0\n]/.test(word));

const filled = (word, sign) => word + sign.repeat(Math.ceil(least / sign.length)).slice(0, Math.max(0, least - [...word].length));

// The word, and what people make of it when they are told that it is too short.
function disguises(word) {
	const shouted = /^[\x20-\x7e]*$/.test(word) ? word.toUpperCase() : word;

	return [word, filled(word, "1"), filled(shouted, "!"), filled(word[0].toUpperCase() + word.slice(1), "2026"), filled(shouted, "#1")];
}

// An open activation link, and what is said of a password for it.
class Door {
	static async open(stage, given) {
		const d = new Door();

		d.program = stage.program;
		d.person = person(given);
		await stage.appoint(d.person);
		d.path = new URL(linkIn(await stage.activationOf(d.person), "/aktivasi/")).pathname;
		return d;
	}

	// The code of the refusal, or "" when it was taken.
	async try(password) {
		const answer = await sendJson(this.program, "POST", `/api/v1/public/activations/${this.path.split("/").at(-1)}`,
			{ nik: this.person.nik, password });

		if (answer.status === 204)
			return "";
		assert.equal(answer.status, 422, `${JSON.stringify(password)}: ${answer.status} ${answer.text}`);
		const { fields } = JSON.parse(answer.text);

		assert.equal(fields[0].name, "password", answer.text);
		return fields[0].message;
	}
}

async function refusesWords(stage, list) {
	const taken = [];
	let next = 0;
	const teller = async () => {
		let door = await Door.open(stage);

		while (next < list.length)
			for (const password of disguises(list[next++]))
				if (!await door.try(password)) {
					taken.push(password);
					door = await Door.open(stage);
				}
	};

	await Promise.all(Array.from({ length: 4 }, teller));
	assert.deepEqual(taken, []);
}

// Whoever knows a person knows these, too.
async function refusesContext(stage) {
	const door = await Door.open(stage, { name: "Kencana Puspawardani Wijayakusuma" });
	const { nik, id_number, email } = door.person;

	for (const password of [`saya puspawardani 77`, `PUSPAWARDANI-2026-xx`, `${nik}abcdef`, `abc ${nik} abc`, `nip${id_number}`,
		`${email.split("@")[0]}-!`, "MyIntress2026!!", "djpb-kemenkeu-1", "perbendaharaan1", "KPPN-Satker-1234", "satker999101!!!"])
		assert.match(await door.try(password), /./, password);
}

async function takes(stage, name, password) {
	const door = await Door.open(stage);

	assert.equal(await door.try(password), "", name);
	await signIn(stage.program, { nik: door.person.nik, password });
	for (const other of [password + " ", [...password].slice(0, -1).join(""), password.toUpperCase()].filter((text) => text !== password))
		assert.equal((await sendJson(stage.program, "POST", "/api/v1/session", { nik: door.person.nik, password: other })).status, 401, `${name}: ${JSON.stringify(other)}`);
}

export async function passwords(stage, list = words.filter((_, i) => i % 211 === 0)) {
	await test(`S04 ${list.length} known words, in other letters and with signs behind them, are refused`, () => refusesWords(stage, list));
	await test("S04 One's own name, mailbox, numbers and the names of the service are refused", () => refusesContext(stage));
	await test("S04 14 characters are too few, 129 too many, however many bytes they have", async () => {
		const door = await Door.open(stage);

		assert.match(await door.try("kuda laut lari"), /minimal 15/);
		assert.match(await door.try("é".repeat(7) + "kuda la"), /minimal 15/);
		assert.match(await door.try("burung manyar ".repeat(10).slice(0, most + 1)), /maksimal 128/);
	});
	for (const [name, password] of Object.entries({ "15 characters": "kuda laut berla", "128 characters": "burung manyar pulang ".repeat(8).slice(0, most),
		"128 emoji": "🐎🌊🦜🌾".repeat(most / 4), "spaces at both ends": "  kuda laut menari  ", "other scripts": "kuda лошадь ม้า 馬 حصان",
		"signs only people paste": "kuda\tlaut\u00a0menari\u2028pagi" }))
		await test(`S04 ${name} are taken as they are, and open the account as they are only`, () => takes(stage, name, password));
	await test("S04 The page takes a pasted password whole, and never fills it in again", async () => {
		const door = await Door.open(stage), pages = new Pages(stage.program), password = "burung \"manyar\" <pulang> & hujan";
		const form = await pages.get(door.path);

		assert.doesNotMatch(form.text, /onpaste|(maxlength|pattern)="[^"]*"[^>]*type="password"|type="password"[^>]*(maxlength|pattern)=/);
		const wrong = await pages.submit(door.path, { nik: "9901505010900001", sandi: password, ulangi: password });

		assert.ok(!/value="burung/.test(wrong.text), "a password stands in the page");
		assert.equal((await pages.submit(door.path, { nik: door.person.nik, sandi: password, ulangi: password })).status, 200);
		await signIn(stage.program, { nik: door.person.nik, password });
	});
}
