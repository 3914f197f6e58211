// A disk as recorder.c saw it written, and what it holds after a power cut at any record:
// what was synced, and of the rest any part, by sectors of a file and by names. A name is
// kept by a sync of its directory alone, as POSIX has it.
import fs from "node:fs";
import path from "node:path";

const kinds = [undefined, "write", "resize", "sync", "create", "rename", "remove"];
const head = 24, sector = 512;

// end is the length of the log with that record in it.
export function* records(log) {
	for (let at = 0; at + head <= log.length;) {
		const n = log.readUInt32LE(at + 4), bytes = log.subarray(at + head, at + head + n);

		yield { kind: kinds[log.readUInt32LE(at)], file: log.readBigUInt64LE(at + 8), at: Number(log.readBigUInt64LE(at + 16)),
			bytes, end: at + head + n };
		at += head + n;
	}
}

// Bytes that grow.
class Content {
	constructor(bytes) {
		this.buffer = Buffer.from(bytes);
		this.size = bytes.length;
	}

	bytes() {
		return this.buffer.subarray(0, this.size);
	}

	resize(size) {
		if (size > this.buffer.length)
			this.buffer = Buffer.concat([this.bytes(), Buffer.alloc(2 * size - this.size)]);
		if (size < this.size)
			this.buffer.fill(0, size, this.size);
		this.size = size;
	}

	// keep() says whether a new size, or a sector of a write, has reached the disk.
	apply({ kind, bytes, at }, keep) {
		if (kind === "resize")
			return keep() && this.resize(at);
		for (let from = 0, until; from < bytes.length; from = until) {
			until = Math.min(bytes.length, from + sector - (at + from) % sector);
			if (keep()) {
				this.resize(Math.max(this.size, at + until));
				bytes.copy(this.buffer, at + from, from, until);
			}
		}
	}
}

const always = () => true;

class File {
	constructor(bytes = "") {
		this.content = new Content(bytes);
		this.pending = [];
		this.version = 0;
	}

	change(record) {
		this.pending.push(record);
	}

	sync(began) {
		const done = this.pending.filter((r) => r.end <= began);

		this.pending = this.pending.filter((r) => r.end > began);
		done.forEach((r) => this.content.apply(r, always));
		this.version += done.length;
	}

	after(keep) {
		const content = new Content(this.content.bytes());

		this.pending.forEach((r) => content.apply(r, keep));
		return content.bytes();
	}
}

// Names in the order in which they were given and taken; node: a File, or "directory".
function rename(names, { kind, from, to, node }) {
	if (kind === "create")
		return names.set(from, node);
	const moved = names.get(from);

	names.delete(from);
	if (kind === "rename" && moved)
		names.set(to, moved);
}

export class Disk {
	// What is below root now is all synced; take() each record since.
	constructor(root) {
		Object.assign(this, { root, names: new Map(), pending: [], nodes: new Map(), places: new Map() });
		this.find(root);
		this.now = new Map(this.names);
	}

	find(at) {
		const stat = fs.lstatSync(at, { bigint: true });

		if (!stat.isDirectory())
			return this.known(at, stat.ino, new File(fs.readFileSync(at)));
		this.known(at, stat.ino, "directory");
		fs.readdirSync(at).forEach((name) => this.find(path.join(at, name)));
	}

	known(at, number, node) {
		this.names.set(at, node);
		this.nodes.set(number, node);
		this.places.set(number, at);
	}

	// A file that was there is opened; else one is made, maybe with the number of one gone.
	create(record) {
		const from = record.paths[0];

		if (this.now.has(from) && this.places.get(record.file) === from)
			return;
		const node = record.at ? "directory" : new File();

		this.nodes.set(record.file, node);
		this.places.set(record.file, from);
		this.name({ kind: "create", from, node, end: record.end });
	}

	name(change) {
		rename(this.now, change);
		this.pending.push(change);
	}

	move({ kind, paths: [from, to], end }) {
		for (const [number, at] of this.places)
			if (at === from)
				this.places.set(number, to);
		this.name({ kind, from, to, end });
	}

	sync({ file, at: began }) {
		const node = this.nodes.get(file), place = this.places.get(file);

		if (node !== "directory")
			return node?.sync(began);
		const here = (change) => change.end <= began && path.dirname(change.to ?? change.from) === place;

		this.pending.filter(here).forEach((change) => rename(this.names, change));
		this.pending = this.pending.filter((change) => !here(change));
	}

	take(record) {
		if (record.kind === "write" || record.kind === "resize")
			return this.nodes.get(record.file)?.change({ ...record });
		if (record.kind === "sync")
			return this.sync(record);
		record.paths = record.bytes.toString().split("\0").slice(0, -1);
		return record.kind === "create" ? this.create(record) : this.move(record);
	}

	// Path below root -> node, after a cut now that kept so many of the unsynced names.
	image(names) {
		const all = new Map(this.names);

		this.pending.slice(0, names).forEach((change) => rename(all, change));
		const reached = (at) => at === this.root || all.get(path.dirname(at)) === "directory" && reached(path.dirname(at));

		return new Map([...all].filter(([at]) => reached(at)).map(([at, node]) => [path.relative(this.root, at), node]));
	}
}
