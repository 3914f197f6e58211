// kill -9 at the nth call that leaves a mark outside the process: killer.c beside this.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const library = path.resolve(path.dirname(process.env.PROGRAM ?? "build/myintress"), "killer.so");
const far = 1 << 30;

export class Killer {
	constructor(program) {
		this.file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "myintress-kill-")), "order");
		this.spare();
		program.variables = { LD_PRELOAD: library, MYINTRESS_TEST_KILL: this.file };
	}

	// pid is whom it is for; 0: whoever calls.
	at(n, pid = 0) {
		fs.writeFileSync(this.file, Buffer.from(Int32Array.of(pid, n, 0).buffer), { flag: fs.existsSync(this.file) ? "r+" : "w" });
	}

	// Nobody is killed; calls are counted from now on.
	count(pid = 0) {
		this.at(far, pid);
	}

	spare() {
		this.at(0);
	}

	seen() {
		return fs.readFileSync(this.file).readInt32LE(8);
	}

	remove() {
		fs.rmSync(path.dirname(this.file), { recursive: true });
	}
}

// All of 1 to total, or that many of them; bent, they are denser at the start.
export function points(total, most, bend = 1) {
	if (total <= most)
		return Array.from({ length: total }, (_, i) => 1 + i);
	return [...new Set(Array.from({ length: most }, (_, i) => 1 + Math.round((total - 1) * (i / (most - 1)) ** bend)))];
}
