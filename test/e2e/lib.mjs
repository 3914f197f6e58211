// A browser as people use it: controls are found by their visible words.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "playwright-core";
import { address } from "../api/people.mjs";

const evidence = "build/e2e";
let browser;

async function openBrowser() {
	browser ??= await chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
			"--disable-component-update"],
	});
	return browser;
}

export async function closeBrowser() {
	await browser?.close();
	browser = undefined;
}

// One person at one browser. What it costs him is counted: navigations and background
// requests, clicks, keys.
export class Visitor {
	static async open(program, { javascript = true, viewport = { width: 1280, height: 800 } } = {}) {
		const v = new Visitor();

		v.program = program;
		v.context = await (await openBrowser()).newContext({
			baseURL: program.url,
			javaScriptEnabled: javascript,
			viewport,
			locale: "id-ID",
			reducedMotion: "reduce",
			extraHTTPHeaders: { "X-Forwarded-For": address() },
		});
		v.context.setDefaultTimeout(10_000);
		v.page = await v.context.newPage();
		v.violations = [];
		v.page.on("console", (message) => {
			if (/Content Security Policy|Refused to/.test(message.text()))
				v.violations.push(`${v.page.url()}: ${message.text()}`);
		});
		v.page.on("pageerror", (error) => v.violations.push(`${v.page.url()}: ${error}`));
		// Compressed sizes of style sheets and scripts of the page that is shown.
		v.assets = new Map();
		v.page.on("framenavigated", () => v.assets.clear());
		v.page.on("requestfinished", async (request) => {
			const sizes = await request.sizes().catch(() => undefined);

			if (sizes && ["stylesheet", "script"].includes(request.resourceType()))
				v.assets.set(request.url(), sizes.responseBodySize);
		});
		v.page.on("request", (request) => {
			if (["document", "fetch", "xhr"].includes(request.resourceType()))
				v.cost.requests++;
		});
		v.forgetCost();
		return v;
	}

	forgetCost() {
		this.cost = { requests: 0, clicks: 0, keys: 0 };
	}

	close() {
		return this.context.close();
	}

	get path() {
		return new URL(this.page.url()).pathname;
	}

	// The status of the page that came.
	async visit(path, status = 200) {
		const answer = await this.page.goto(path);

		assert.equal(answer.status(), status, `${path}: ${await this.heading()}`);
		return answer;
	}

	heading() {
		return this.page.locator("h1").first().innerText().catch(() => "");
	}

	text() {
		return this.page.locator("main").innerText();
	}

	async says(...words) {
		const text = (await this.text()).replace(/\s+/g, " ");

		for (const word of words)
			assert.ok(text.includes(word), `“${word}” is not on ${this.path}:\n${text.slice(0, 3000)}`);
	}

	async doesNotSay(...words) {
		const html = await this.page.content();

		for (const word of words)
			assert.ok(!html.includes(word), `“${word}” is on ${this.path}`);
	}

	async hasHeading(words) {
		const heading = await this.heading();

		assert.ok(heading.includes(words), `“${heading}” instead of “${words}” on ${this.path}\n` +
			(await this.text()).slice(0, 2000));
	}

	button(name, exact = false) {
		return this.page.getByRole("button", { name, exact }).first();
	}

	link(name, exact = false) {
		return this.page.getByRole("link", { name, exact }).first();
	}

	field(label) {
		return this.page.getByLabel(label, { exact: false }).first();
	}

	// The answer to a click that leads to another page (after its redirects).
	async follow(control) {
		const arrived = this.page.waitForResponse((answer) =>
			answer.request().isNavigationRequest() && (answer.status() < 300 || answer.status() >= 400));

		this.cost.clicks++;
		await control.click();
		const answer = await arrived;

		await this.page.waitForLoadState("load");
		return answer;
	}

	async press(name, status = 200) {
		const answer = await this.follow(this.button(name));

		assert.equal(answer.status(), status, `“${name}”, then ${this.path}: ${await this.heading()}\n` +
			(await this.text()).slice(0, 2000));
		return answer;
	}

	async choose(name, status = 200) {
		const answer = await this.follow(this.link(name));

		assert.equal(answer.status(), status, `“${name}”, then ${this.path}: ${await this.heading()}`);
		return answer;
	}

	// {"Label": "text"}; true and false for boxes and choices.
	async fill(values) {
		for (const [label, value] of Object.entries(values)) {
			const field = this.field(label);

			if (typeof value === "boolean") {
				this.cost.clicks++;
				await field.setChecked(value);
			} else {
				this.cost.clicks++;
				this.cost.keys += value.length;
				await field.fill(value);
			}
		}
	}

	async key(name) {
		this.cost.keys++;
		await this.page.keyboard.press(name);
	}

	async download(name) {
		const [download] = await Promise.all([this.page.waitForEvent("download"), this.link(name).click()]);
		const path = await download.path();

		return fs.readFileSync(path);
	}

	// A file for an upload, as it lies on a person's disk.
	file(label, name, bytes) {
		return this.field(label).setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });
	}

	async signIn(account, status) {
		await this.visit("/masuk");
		await this.fill({ "NIK": account.nik, "Kata sandi DIGIT": account.password });
		await this.press("Masuk", status);
	}

	async signOut() {
		await this.page.locator("summary", { hasText: "Menu akun" }).click();
		await this.press("Keluar");
	}

	// What was on the screen when a test failed.
	async keep(name) {
		const file = `${evidence}/${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 80)}`;

		fs.mkdirSync(evidence, { recursive: true });
		await this.page.screenshot({ path: file + ".png", fullPage: true }).catch(() => {});
		fs.writeFileSync(file + ".html", `<!-- ${this.page.url()} -->\n` + await this.page.content().catch(() => ""));
		console.log(`seen: ${file}.png`);
	}
}

// The words of a PDF, as a reader would copy them.
export function pdfText(bytes) {
	return execFileSync("pdftotext", ["-raw", "-", "-"], { input: bytes, encoding: "utf8" }).replace(/\s+/g, " ");
}
