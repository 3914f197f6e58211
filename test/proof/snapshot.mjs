// The state of a program that is stopped, kept aside: directory and database.
import fs from "node:fs";
import { Program } from "../api/program.mjs";

function database(program) {
	return new URL(program.database).pathname.slice(1);
}

export class Snapshot {
	static of(program, name) {
		const s = new Snapshot();

		s.program = program;
		s.dir = `${program.dir}.${name}`;
		s.database = program.engine === "postgresql" && `${database(program)}_${name}`;
		fs.cpSync(program.dir, s.dir, { recursive: true });
		if (s.database)
			Program.sql(`CREATE DATABASE ${s.database} TEMPLATE ${database(program)}`);
		return s;
	}

	restore() {
		fs.rmSync(this.program.dir, { recursive: true });
		fs.cpSync(this.dir, this.program.dir, { recursive: true });
		if (this.database) {
			Program.sql(`DROP DATABASE ${database(this.program)} WITH (FORCE)`);
			Program.sql(`CREATE DATABASE ${database(this.program)} TEMPLATE ${this.database}`);
		}
	}

	remove() {
		fs.rmSync(this.dir, { recursive: true });
		if (this.database)
			Program.sql(`DROP DATABASE ${this.database}`);
	}
}
