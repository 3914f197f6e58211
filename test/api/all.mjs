// Commands and the JSON API from outside. Usage: PROGRAM=build/myintress node test/api/all.mjs
import { finish } from "./check.mjs";
import { commands } from "./commands.test.mjs";
import { hundred } from "./hundred.test.mjs";
import { keys } from "./keys.test.mjs";
import { lists } from "./lists.test.mjs";
import { metrics } from "./metrics.test.mjs";

await commands();
await keys("sqlite");
await keys("postgresql");
await hundred("sqlite");
await hundred("postgresql");
await lists("sqlite");
await lists("postgresql");
await metrics("sqlite");
await metrics("postgresql");
finish();
