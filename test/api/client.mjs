// One caller of /api/v1: a person's session, the bearer of a draft, or nobody.
import crypto from "node:crypto";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { address } from "./people.mjs";

// An answer that is no success. problem is the RFC 9457 body.
export class Refused extends Error {
	constructor(method, path, answer) {
		super(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
		this.status = answer.status;
		this.problem = answer.body;
	}
}

export class Client {
	// patient: an act that was not answered is sent again, with its key, until it is.
	constructor(program, { token, membership, patient = false } = {}) {
		Object.assign(this, { program, token, membership, patient, address: address() });
	}

	headers(more) {
		const headers = { "X-Forwarded-For": this.address, ...more };

		if (this.token)
			headers.Authorization = `Bearer ${this.token}`;
		if (this.membership)
			headers["X-Membership"] = this.membership;
		return headers;
	}

	// The bare answer, whatever its status. program.inFlight counts those that wait for one.
	async send(...request) {
		this.program.inFlight = (this.program.inFlight ?? 0) + 1;
		try {
			return await this.exchange(...request);
		} finally {
			this.program.inFlight--;
		}
	}

	async exchange(method, path, body, headers = {}) {
		const form = body instanceof FormData;

		// After a long wait the server has closed what was idle: noticed in one turn of the loop.
		await turn();
		const answer = await fetch(this.program.url + path, {
			method,
			redirect: "manual",
			headers: this.headers(body && !form ? { "Content-Type": "application/json", ...headers } : headers),
			body: form || body === undefined ? body : JSON.stringify(body),
		});
		const bytes = Buffer.from(await answer.arrayBuffer());
		const json = /json/.test(answer.headers.get("content-type") ?? "");

		return { status: answer.status, headers: answer.headers,
			body: json ? JSON.parse(bytes.toString()) : bytes };
	}

	// An answer with 2xx, else Refused.
	async call(method, path, body, headers) {
		for (;;) {
			await this.program.open;
			const answer = await this.send(method, path, body, headers).catch((e) => {
				if (!this.patient)
					throw e;
			});

			if (answer && answer.status < 300)
				return answer.body;
			if (answer && !(this.patient && answer.status === 503))
				throw new Refused(method, path, answer);
			await sleep(20);
		}
	}

	get(path) {
		return this.call("GET", path);
	}

	// A writing call: however often it has to be sent, it acts once.
	write(method, path, body, key = crypto.randomUUID()) {
		return this.call(method, path, body, { "Idempotency-Key": key });
	}

	post(path, body = {}, key) {
		return this.write("POST", path, body, key);
	}

	patch(path, body, key) {
		return this.write("PATCH", path, body, key);
	}

	upload(number, kind, bytes, name = kind + ".pdf") {
		const form = new FormData();

		form.append("kind", kind);
		form.append("file", new Blob([bytes], { type: "application/pdf" }), name);
		return this.write("POST", `/api/v1/registrations/${number}/documents`, form);
	}

	// What the call is refused with; fails when it is not.
	async refusal(method, path, body) {
		const answer = await this.send(method, path, body);

		if (answer.status < 400)
			throw new Error(`${method} ${path} was not refused: ${answer.status}`);
		return { status: answer.status, ...answer.body };
	}
}

export async function signIn(program, account, options = {}) {
	const client = new Client(program, options);
	const session = await client.post("/api/v1/session", { nik: account.nik, password: account.password });

	client.token = session.token;
	client.memberships = session.memberships;
	if (session.memberships.length > 1)
		client.membership = (session.memberships.find((m) => m.unit_code === account.kode_unit) ??
			session.memberships[0]).id;
	return client;
}
