// Tests from outside, one after the other; the last line is their count.
let passed = 0;
let failed = 0;

async function run(name, act, onFailure) {
	try {
		await act();
		passed++;
		console.log(`ok: ${name}`);
		return true;
	} catch (e) {
		failed++;
		console.log(`FAILED: ${name}\n${e.stack ?? e}`);
		await onFailure?.(name);
		return false;
	}
}

// Tests that build on each other: after a failure the rest have failed as well.
export function chain(title, onFailure) {
	let broken = false;

	return async (name, act) => {
		if (broken) {
			failed++;
			console.log(`FAILED: ${title}: ${name}: not reached`);
		} else {
			broken = !await run(`${title}: ${name}`, act, onFailure);
		}
	};
}

export function test(name, act) {
	return run(name, act);
}

// Figures for people; tools/run_tests shows them.
export function note(text) {
	console.log(`note: ${text}`);
}

export function counts() {
	return { passed, failed };
}

export function finish() {
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
}
