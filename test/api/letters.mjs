// Letters as a mailbox holds them: MIME (RFC 2045, 2047), one file each.
import fs from "node:fs";
import path from "node:path";

// Bytes as they stand after =XX and soft line ends are resolved.
function quotedPrintable(text) {
	const plain = text.replace(/=\r?\n/g, "")
		.replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

	return Buffer.from(plain, "latin1");
}

function decode(body, encoding) {
	if (/base64/i.test(encoding))
		return Buffer.from(body, "base64");
	return /quoted-printable/i.test(encoding) ? quotedPrintable(body) : Buffer.from(body, "latin1");
}

// "=?utf-8?Q?Pendaftaran_?= =?utf-8?B?…?="; white space between two words falls away.
function headerWords(value) {
	const joined = value.replace(/\?=\s+=\?/g, "?==?");
	const parts = joined.split(/(=\?[^?]+\?[QqBb]\?[^?]*\?=)/);
	const bytes = parts.map((part) => {
		const word = /^=\?[^?]+\?([QqBb])\?([^?]*)\?=$/.exec(part);

		if (!word)
			return Buffer.from(part, "latin1");
		return word[1].toUpperCase() === "B" ? Buffer.from(word[2], "base64")
			: quotedPrintable(word[2].replace(/_/g, " "));
	});

	return Buffer.concat(bytes).toString("utf8");
}

function split(raw) {
	const gap = /\r?\n\r?\n/.exec(raw);
	const head = gap ? raw.slice(0, gap.index) : raw;
	const headers = {};

	for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
		const colon = line.indexOf(":");

		headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
	}
	return { headers, body: gap ? raw.slice(gap.index + gap[0].length) : "" };
}

// The texts of all parts by their type.
function texts(raw, found = {}) {
	const { headers, body } = split(raw);
	const type = headers["content-type"] ?? "text/plain";
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];

	if (!boundary) {
		found[type.split(";")[0].toLowerCase()] =
			decode(body, headers["content-transfer-encoding"] ?? "").toString("utf8");
		return found;
	}
	for (const part of body.split("--" + boundary).slice(1, -1))
		texts(part.replace(/^\r?\n/, ""), found);
	return found;
}

export function readLetter(raw) {
	const { headers } = split(raw);
	const found = texts(raw);

	return {
		id: headers["message-id"],
		to: headers.to.replace(/^.*</, "").replace(/>.*$/, ""),
		subject: headerWords(headers.subject),
		date: new Date(headers.date),
		text: found["text/plain"],
		html: found["text/html"],
		raw,
	};
}

// All letters, oldest first. A file whose name begins with a dot is still being written.
const cache = new Map();

export function readLetters(dir) {
	if (!fs.existsSync(dir))
		return [];
	return fs.readdirSync(dir).filter((name) => name.endsWith(".eml") && !name.startsWith("."))
		.map((name) => {
			const file = path.join(dir, name);

			if (!cache.has(file))
				cache.set(file, { ...readLetter(fs.readFileSync(file, "latin1")), file,
					written: fs.statSync(file).mtimeMs });
			return cache.get(file);
		})
		.sort((a, b) => a.written - b.written);
}

// The first address of ours in a letter whose path begins as said.
export function linkIn(letter, start) {
	const found = letter.text.match(/https?:\/\/\S+/g)?.find((link) => new URL(link).pathname.startsWith(start));

	if (!found)
		throw new Error(`no link ${start} in “${letter.subject}”:\n${letter.text}`);
	return found;
}

export function codeIn(letter) {
	const found = /(?<![0-9])[0-9]{6}(?![0-9])/.exec(letter.text);

	if (!found)
		throw new Error(`no code in “${letter.subject}”:\n${letter.text}`);
	return found[0];
}
