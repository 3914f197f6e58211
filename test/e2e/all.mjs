// The pages in Chromium. Usage: PROGRAM=build/myintress node test/e2e/all.mjs
import { finish } from "../api/check.mjs";
import { firstOfficer } from "./first_officer.test.mjs";
import { closeBrowser } from "./lib.mjs";
import { pages } from "./pages.test.mjs";

await firstOfficer();
await pages();
await closeBrowser();
finish();
