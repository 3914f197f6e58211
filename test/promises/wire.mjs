// Requests as no browser would send them: any header, any bytes.
import http from "node:http";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { address } from "../api/people.mjs";

export function send(program, method, path, { headers = {}, body } = {}) {
	const { hostname, port } = new URL(program.url);

	return new Promise((resolve, reject) => {
		const request = http.request({ hostname, port, method, path, agent: false,
			headers: { "X-Forwarded-For": address(), ...headers,
				...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }) } });

		request.on("response", (answer) => {
			const parts = [];

			answer.on("data", (part) => parts.push(part));
			answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers,
				text: Buffer.concat(parts).toString("utf8") }));
		});
		request.on("error", reject);
		request.end(body);
	});
}

// The answer's status to bytes as they are.
export function sendBytes(program, bytes) {
	const { hostname, port } = new URL(program.url);

	return new Promise((resolve, reject) => {
		const socket = net.connect(port, hostname, () => socket.write(bytes));
		let text = "";

		socket.on("data", (part) => {
			text += part.toString("latin1");
			const status = /^HTTP\/1\.[01] ([0-9]{3})/.exec(text);

			if (status && text.includes("\r\n\r\n")) {
				socket.destroy();
				resolve({ status: Number(status[1]), text });
			}
		});
		socket.on("error", (e) => text || reject(e));
		socket.on("close", () => text || reject(new Error("closed without an answer")));
	});
}

export function sendJson(program, method, path, body, { token, headers = {} } = {}) {
	return send(program, method, path, {
		headers: { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
		body: typeof body === "string" ? body : JSON.stringify(body),
	});
}

// From so many at once, as if through one door: all but the last byte of each first, then
// the last bytes together. of(i) says program, method, path, headers and body; a client
// that gets no answer has status 0.
export async function race(n, of) {
	const runners = await Promise.all(Array.from({ length: n }, (_, i) => ready(of(i))));

	await sleep(20);
	runners.forEach((r) => r.socket.write(r.last));
	return Promise.all(runners.map((r) => r.answer));
}

function ready({ program, method = "POST", path, headers = {}, body }) {
	const { hostname, port, host } = new URL(program.url);
	const all = { Host: host, Connection: "close", "X-Forwarded-For": address(), "Content-Length": Buffer.byteLength(body), ...headers };
	const bytes = Buffer.from(`${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
	let text = "";

	return new Promise((resolve) => {
		const socket = net.connect(port, hostname, () => socket.write(bytes.subarray(0, -1), () => resolve({ socket, last: bytes.subarray(-1), answer })));
		const answer = new Promise((done) => {
			socket.on("data", (part) => {
				text += part.toString("utf8");
			});
			socket.on("error", () => resolve({ socket, last: "", answer }));
			socket.on("close", () => done({ status: Number(/^HTTP\/1\.1 ([0-9]{3})/.exec(text)?.[1] ?? 0), text: text.split("\r\n\r\n").slice(1).join("\r\n\r\n") }));
		});
	});
}
