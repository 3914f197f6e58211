// Lists of people, memberships and the trail: whole, once each, and no further than one's scope.
import assert from "node:assert/strict";
import { signIn } from "./client.mjs";
import { chain } from "./check.mjs";
import { Program } from "./program.mjs";

async function all(client, list, limit = 7) {
	const items = [];
	let after = "";

	do {
		const page = await client.get(`${list}${list.includes("?") ? "&" : "?"}limit=${limit}${after}`);

		items.push(...page.items);
		after = page.next && `&after=${encodeURIComponent(page.next)}`;
	} while (after);
	return items;
}

// Units and satker of one office, past the program.
const ofOffice = (kppn) => `(m.unit_kind = 'kppn' AND m.unit = '${kppn}') OR (m.unit_kind = 'satker' AND m.unit IN
	(SELECT satker FROM satker_period WHERE kppn = '${kppn}' AND valid_to = '9999-12-31'))`;

export async function lists(engine) {
	const program = await (await Program.make({ engine })).fill().start();
	const step = chain(`lists, ${engine}`);
	const head = await signIn(program, program.account("KEPALA", "047"));
	const niks = program.accounts().map((a) => a.nik);

	await step("a proposal is decided with yes or no, not with silence", async () => {
		const refused = await head.refusal("POST", "/api/v1/memberships/1/decision", {});

		assert.equal(refused.status, 422);
		assert.equal(refused.fields[0].name, "approve");
	});
	await step("a head pages through the people of his office and its satker", async () => {
		const wanted = program.rows(`SELECT DISTINCT CAST(m.person AS TEXT) AS person FROM membership m WHERE ${ofOffice("047")}`);
		const people = await all(head, "/api/v1/people");

		assert.ok(people.length > 10);
		assert.deepEqual(people.map((p) => p.id).sort(), wanted.map((r) => r.person).sort());
		assert.ok(people.every((p) => /^\d{4}•{12}$/.test(p.nik) && !p.email.includes("@")));
		assert.ok(!niks.some((nik) => JSON.stringify(people).includes(nik)));
	});
	await step("their memberships are filtered by state, role and satker", async () => {
		const wanted = program.rows(`SELECT m.id FROM membership m WHERE ${ofOffice("047")}`);
		const memberships = await all(head, "/api/v1/memberships");
		const operators = await all(head, "/api/v1/memberships?role=OPERATOR&state=Aktif");
		const { unit_code: satker } = operators[0];

		assert.equal(memberships.length, wanted.length);
		assert.ok(operators.every((m) => m.roles.includes("OPERATOR") && m.state === "Aktif"));
		assert.ok((await all(head, `/api/v1/memberships?satker=${satker}`)).every((m) => m.unit_code === satker));
	});
	await step("another office's people are what does not exist", async () => {
		const other = await signIn(program, program.account("KEPALA", "026"));
		const [theirs] = await all(other, "/api/v1/memberships?role=OPERATOR");

		for (const path of [`/api/v1/people/${theirs.person}`, `/api/v1/memberships/${theirs.id}`]) {
			assert.equal((await other.send("GET", path)).status, 200);
			assert.equal((await head.send("GET", path)).status, 404);
		}
	});
	await step("the trail has no gap, and a day of it is that day", async () => {
		const auditor = await signIn(program, program.account("AUDITOR", "DJPB"));
		const trail = await all(auditor, "/api/v1/audit", 200);
		const numbers = trail.map((e) => e.number);
		const noon = Date.parse(trail[Math.floor(trail.length / 2)].at);
		const [from, to] = [-43200, 43200].map((s) => new Date(noon + s * 1000).toISOString().replace(".000", ""));

		// The demo's acts are of many days, and not in their order.
		assert.equal(numbers.at(-1), 1);
		assert.ok(numbers.every((n, i) => i === 0 || n === numbers[i - 1] - 1));
		assert.deepEqual((await all(auditor, `/api/v1/audit?from=${from}&to=${to}`, 200)).map((e) => e.number),
			trail.filter((e) => e.at >= from && e.at < to).map((e) => e.number));
		assert.ok(!niks.some((nik) => JSON.stringify(trail).includes(nik)));
	});
	await program.stop();
	program.remove();
}
