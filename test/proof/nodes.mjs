// P07, P08, P12, S08: what test/promises shows in short, in the numbers that are promised.
import { note, test } from "../api/check.mjs";
import { columns, toEveryBody } from "../promises/fields.test.mjs";
import { closeNodes, giveAddresses, keysActOnce, killSometimes, oneWinner, openNodes, readsWrites, tokens } from "../promises/nodes.test.mjs";
import { Stage } from "../promises/stage.mjs";

export async function racedNodes({ keys, trials, reads }) {
	const open = await openNodes(), { stage, nodes } = open;

	giveAddresses(stage, 60);
	await test(`P12 ${reads} writes at one of two nodes are read at the other`, () => readsWrites(nodes, reads));
	await test(`P07 ${keys} keys, each sent eight times at once to two nodes that are killed, act once`, async () => {
		const { kills, unanswered } = await keysActOnce(nodes, keys, (over) => killSometimes(nodes, over, 1500));

		note(`P07: ${keys} keys, ${kills} kills, ${unanswered} sendings without an answer, ${keys} acts`);
	});
	for (const [what, make] of Object.entries(tokens))
		await test(`P08 Of 24 who use ${what} at two nodes at once exactly one wins, ${trials} times`, async () => {
			const outcomes = await oneWinner(stage, nodes, make, trials);

			note(`P08: ${trials} trials of ${what}: ${Object.entries(outcomes).map(([status, n]) => `${n} × ${status}`).join(", ")}`);
		});
	await closeNodes(open);
}

export async function smuggledColumns() {
	const stage = await Stage.open(), names = columns();

	await test(`S08 None of ${names.length} columns is a field of any JSON body that does not list it`, async () => {
		const cases = await toEveryBody({ program: stage.program, stage, names });

		note(`S08: ${cases} bodies with one column too many, each from two callers: 0 taken`);
	});
	await stage.close();
}
