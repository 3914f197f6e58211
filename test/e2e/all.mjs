// The pages in Chromium. Usage: PROGRAM=build/myintress node test/e2e/all.mjs
import { finish } from "../api/check.mjs";
import { bounces } from "./bounces.test.mjs";
import { decisions } from "./decisions.test.mjs";
import { desk } from "./desk.test.mjs";
import { firstOfficer } from "./first_officer.test.mjs";
import { closeBrowser } from "./lib.mjs";
import { live } from "./live.test.mjs";
import { mainJob } from "./main_job.test.mjs";
import { mandiri } from "./mandiri.test.mjs";
import { pages } from "./pages.test.mjs";
import { several } from "./several.test.mjs";
import { refresh } from "./refresh.test.mjs";
import { tickets } from "./tickets.test.mjs";

// make proof runs the other two pairs as well.
await mainJob("sqlite", true);
await mainJob("postgresql", false);
await decisions();
await desk();
await firstOfficer();
await mandiri("sqlite", true);
await mandiri("postgresql", false);
await several("sqlite", true);
await several("postgresql", false);
await pages();
await refresh();
await live();
await tickets(true);
await tickets(false);
await bounces();
await closeBrowser();
finish();
