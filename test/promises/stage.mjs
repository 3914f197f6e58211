// What most tests need: one server, people at its desks, a draft and a sent request.
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { signIn } from "../api/client.mjs";
import { person } from "../api/people.mjs";
import { Program } from "../api/program.mjs";
import { Applicant, pdf } from "./pages.mjs";

export class Stage {
	static async open(engine = "sqlite") {
		const stage = new Stage();

		stage.program = await (await Program.make({ engine })).fill().start();
		stage.heads = [];
		for (const i of [0, 1])
			stage.heads.push(await signIn(stage.program, stage.program.account("PUSAT", "DJPB", i), { patient: true }));
		stage.draft = await new Applicant(stage.program).begin("999117", "draf@satker.example");
		stage.sent = await new Applicant(stage.program).all("999118", [person()], pdf());
		stage.waiting = person();
		await stage.appoint(stage.waiting);
		return stage;
	}

	// An account is made and its activation letter sent: two heads give a role of an office.
	async appoint(p, unit_code = "047", roles = ["CSO"]) {
		await this.freshHeads();
		const grant = await this.heads[0].post("/api/v1/memberships", { nik: p.nik, name: p.name, email: p.email,
			nip: p.id_number, unit_kind: "kppn", unit_code, roles, reason: "Surat penugasan 12/2026" });

		await this.heads[1].post(`/api/v1/memberships/${grant.id}/decision`, { approve: true });
	}

	// Roles are given within five minutes of a password, and a run may last longer.
	async freshHeads() {
		for (const [i, head] of this.heads.entries())
			await head.post("/api/v1/session/reauth", { password: this.program.account("PUSAT", "DJPB", i).password });
	}

	activationOf(p) {
		return this.program.letter((l) => l.to === p.email && /^Aktivasi/.test(l.subject), `activation for ${p.email}`);
	}

	// Nothing that is due is left to be done.
	async idle() {
		while (+this.program.rows("SELECT count(*) AS n FROM job WHERE state = 'waiting' AND (claim IS NOT NULL OR run_at <= " + Math.floor(Date.now() / 1000) + ")")[0].n)
			await sleep(50);
	}

	// Past the program, as its database's owner could.
	change(statement) {
		if (this.program.engine === "sqlite")
			execFileSync("sqlite3", ["-cmd", ".timeout 5000", `${this.program.dir}/myintress.db`, statement]);
		else
			execFileSync("psql", ["-q", "-d", this.program.database, "-c", statement]);
	}

	async close() {
		await this.program.stop();
		this.program.remove();
	}
}

// A program that production has nothing against, on an empty database.
export async function inProduction(settings = {}) {
	return Program.make({ settings: { mode: "production", public_url: "https://myintress.example.go.id", mail: "smtp://127.0.0.1:9",
		mail_from: "MyIntress <jangan-balas@myintress.go.id>", dukcapil: "manual", antivirus: "/run/clamav/clamd.ctl", ...settings } });
}
