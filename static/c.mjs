// What the generators share: C literals, and files written only when they differ.
import fs from "node:fs";
import path from "node:path";

// A C string literal of UTF-8 text; \x escapes are avoided, they swallow what follows.
export function literal(text) {
	return '"' + text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n") + '"';
}

// Keeps the time of a file that would not change, so that nothing is compiled again.
export function write(file, text) {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text)
		fs.writeFileSync(file, text);
}

export function byBytes(a, b) {
	return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
