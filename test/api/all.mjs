// The JSON API from outside. Usage: PROGRAM=build/myintress node test/api/all.mjs
import { finish } from "./check.mjs";
import { hundred } from "./hundred.test.mjs";

await hundred("sqlite");
await hundred("postgresql");
finish();
