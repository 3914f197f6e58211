// words.mjs OUT.c: the words that no password may be, from the lists of zxcvbn-ts.
import * as common from "@zxcvbn-ts/language-common";
import * as indonesian from "@zxcvbn-ts/language-id";
import { byBytes, literal, write } from "./c.mjs";

const words = new Set();
for (const language of [common, indonesian])
	for (const list of Object.values(language.dictionary))
		for (const word of list)
			if (word.length >= 4 && !/[\0\n]/.test(word))
				words.add(word.toLowerCase());

const sorted = [...words].sort(byBytes);
let at = 0;
const starts = sorted.map((word) => {
	const start = at;
	at += Buffer.byteLength(word);
	return start;
});

// One text and the places in it: a table of pointers would be relocated, and so
// be private memory of every process.
write(process.argv[2], `/* Made by static/words.mjs. */
#include "identity/words.h"

static const char text[] =
${sorted.map((word) => "\t" + literal(word)).join("\n")};

static const uint32_t starts[] = {
${starts.map((s) => `\t${s},`).join("\n")}
	${at},
};

const struct word_list common_words = { text, starts, ${sorted.length} };
`);
