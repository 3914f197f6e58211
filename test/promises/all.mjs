// The promises to who means no good, seen from outside.
// Usage: PROGRAM=build/myintress node test/promises/all.mjs [NAME...]
import { finish, note } from "../api/check.mjs";
import { Stage } from "./stage.mjs";
import { doors } from "./doors.test.mjs";
import { fields } from "./fields.test.mjs";
import { files } from "./files.test.mjs";
import { forms } from "./forms.test.mjs";
import { guessing } from "./guessing.test.mjs";
import { letters } from "./letters.test.mjs";
import { limits } from "./limits.test.mjs";
import { marks } from "./marks.test.mjs";
import { severalNodes as nodes } from "./nodes.test.mjs";
import { once } from "./once.test.mjs";
import { passwords } from "./passwords.test.mjs";
import { script } from "./script.test.mjs";
import { secrets } from "./secrets.test.mjs";
import { sessions } from "./sessions.test.mjs";
import { silence } from "./silence.test.mjs";
import { slowness as slow } from "./slow.test.mjs";
import { trails as trail } from "./trail.test.mjs";
import { waysOfRequests as ways } from "./ways.test.mjs";

const groups = { secrets, silence, forms, limits, once, letters, nodes, sessions, marks, fields, doors, ways, script, passwords, guessing, files, slow, trail };
const wanted = process.argv.slice(2);
const stage = await Stage.open();
const began = Date.now();

for (const [name, group] of Object.entries(groups))
	if (!wanted.length || wanted.includes(name))
		await group(stage);
await stage.close();
note(`promises: ${Math.round((Date.now() - began) / 1000)} s`);
finish();
