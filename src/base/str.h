/*
 * Text is a pointer and a length, borrowed, UTF-8 and checked at the edge of
 * the program. No terminator: a slice of a request needs no copy.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
	const char *p;
	size_t n;
} str;

/* S("literal") in expressions, STR("literal") in initialisers. */
#define S(literal) ((str){ "" literal, sizeof(literal) - 1 })
#define STR(literal)                                                                     \
	{                                                                                \
		"" literal, sizeof(literal) - 1                                          \
	}

/* For printf: "%.*s", P(text). */
#define P(s) (int)(s).n, (s).p

/* Here, because tables of words are searched by it: most differ in length. */
static inline bool str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

str str_from(const char *cstr);	  /* of a C string; NULL gives the empty text */
int str_cmp(str a, str b);	  /* order of bytes */
bool str_eq_nocase(str a, str b); /* ASCII letters only */
bool str_blank(str s);		  /* empty or white space only */
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
bool str_has(str s, str part);
bool str_digits(str s, size_t n); /* exactly n decimal digits */
str str_trim(str s);
str str_left(str s, size_t n); /* at most the first n bytes */
str str_skip(str s, size_t n); /* all but the first n bytes */

/* Index of the first byte c, or s.n. */
size_t str_index(str s, char c);

/* Takes the part before sep off *rest; without a sep takes all of it. */
str str_cut(str *rest, char sep);

/* A whole decimal int64, with an optional minus; false for anything else. */
bool str_int(str s, int64_t *ret);

/* Its decimal digits with a minus if any, in room. */
enum { INT_DIGITS = 20 };
str str_of_int(char room[static INT_DIGITS], int64_t i);

bool str_utf8(str s);	  /* valid UTF-8 without NUL */
bool str_one_line(str s); /* valid UTF-8 without control characters */

/*
 * Of valid UTF-8: it holds a mark that nobody sees, which turns the direction of
 * reading or has no width. A name with one can pass for another name.
 */
bool str_hides(str s);
size_t str_runes(str s); /* how many code points, of valid UTF-8 */

/* Equal, in a time that depends on the lengths only. For secrets. */
bool str_eq_secret(str a, str b);
