// What every page must be: free of axe's findings, usable at 320 pixels, light, within
// its Content-Security-Policy, and to be reached with the keyboard.
import assert from "node:assert/strict";
import fs from "node:fs";
import zlib from "node:zlib";
import { test } from "../api/check.mjs";

const axe = fs.readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const modes = [
	{ name: "light", width: 1280, height: 800, colorScheme: "light" },
	{ name: "narrow", width: 360, height: 740, colorScheme: "dark" },
];
const pageBytes = 50 * 1024, tabsAtMost = 80;

// A new size has taken effect once two frames were drawn with it.
async function resize(page, width, height) {
	await page.setViewportSize({ width, height });
	await page.evaluate(() => document.fonts.ready.then(() =>
		new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
}

async function axeFinds(page) {
	await page.evaluate(`window.axe ?? (() => { ${axe} })()`);
	const violations = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags })
		.then((result) => result.violations), tags);

	return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join("; ")}`);
}

async function inEveryMode(page) {
	const found = [];

	for (const { name, width, height, colorScheme } of modes) {
		await page.emulateMedia({ colorScheme });
		await resize(page, width, height);
		found.push(...(await axeFinds(page)).map((finding) => `${name}: ${finding}`));
	}
	await page.emulateMedia({ colorScheme: "light" });
	return found;
}

// What sticks out of a screen of 320 pixels.
async function tooWide(page) {
	await resize(page, 320, 640);
	const found = await page.evaluate(() => {
		const root = document.documentElement;

		if (root.scrollWidth <= root.clientWidth)
			return [];
		return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > root.clientWidth)
			.map((e) => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right}`);
	});

	await resize(page, 1280, 800);
	return found;
}

// The page with its style sheet and scripts, compressed; fonts and pictures aside.
async function weight(visitor) {
	const html = zlib.gzipSync(await visitor.page.content()).length;

	return html + [...visitor.assets.values()].reduce((sum, bytes) => sum + bytes, 0);
}

// Tab from the top until the page's primary button has the focus, visibly.
async function tabsToPrimary(page) {
	const primary = "main .btn:not(.btn-2):not(.btn-3):not([hidden])";

	if (!await page.locator(primary).count())
		return 0;
	await page.evaluate(() => {
		window.scrollTo(0, 0);
		document.body.tabIndex = -1;
		document.body.focus();
		document.body.removeAttribute("tabindex");
	});
	for (let tabs = 1; tabs <= tabsAtMost; tabs++) {
		await page.keyboard.press("Tab");
		const at = await page.evaluate((selector) => {
			const e = document.activeElement, box = e.getBoundingClientRect();

			return { arrived: e.matches(selector), outline: parseFloat(getComputedStyle(e).outlineWidth),
				seen: box.bottom > 0 && box.top < innerHeight };
		}, primary);

		if (at.arrived) {
			assert.ok(at.outline >= 2, `the focus ring is ${at.outline} px`);
			assert.ok(at.seen, "the focused button is out of sight");
			return tabs;
		}
	}
	assert.fail(`the primary button is not among the first ${tabsAtMost} stops`);
}

// The page that the visitor is at.
export async function inspect(visitor, name) {
	await test(`page: ${name}`, async () => {
		const { page } = visitor;

		assert.equal(await page.locator("h1").count(), 1, "one h1");
		assert.deepEqual(await inEveryMode(page), [], "axe");
		assert.deepEqual(await tooWide(page), [], "the page scrolls sideways at 320 pixels");
		assert.ok(await weight(visitor) <= pageBytes, `${await weight(visitor)} bytes`);
		await tabsToPrimary(page);
		assert.deepEqual(visitor.violations.splice(0), [], "Content-Security-Policy and script errors");
	});
}
