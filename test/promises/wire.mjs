// Requests as no browser would send them: any header, any bytes.
import http from "node:http";
import net from "node:net";
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
