#include "access/access.h"
#include "base/csv.h"
#include "test/test.h"

#include <stdio.h>

/* The columns of the fixture, in its order, behind id and action. */
static const enum role columns[] = {
	ROLE_PUBLIC, ROLE_OPERATOR, ROLE_BENDAHARA,   ROLE_PPK,	   ROLE_PPSPM,
	ROLE_KPA,    ROLE_CSO,	    ROLE_VERIFIKATOR, ROLE_KEPALA, ROLE_KANWIL,
	ROLE_PUSAT,  ROLE_AUDITOR,  ROLE_CLIENT,
};

static str read_fixture(struct arena *a)
{
	static char bytes[64 * 1024];
	FILE *f = fopen("test/fixtures/access_matrix.csv", "r");
	size_t n = f ? fread(bytes, 1, sizeof(bytes), f) : 0;

	CHECK("the fixture is there", n > 0 && n < sizeof(bytes));
	if (f)
		fclose(f);
	return arena_str(a, (str){ bytes, n });
}

/* Modifiers have no order: "k+u+r" and "k+r+u" are one cell. */
static str in_one_order(struct arena *a, str cell)
{
	struct grant g;

	return grant_parse(cell, &g) ? grant_text(a, g) : S("no grant");
}

static void check_row(struct arena *a, enum permission p, const struct strs *row)
{
	CHECK_INT("cells", row->count, 2 + COUNT(columns));
	CHECK_STR("row", permission_rows[p], row->items[0]);
	for (size_t i = 0; i < COUNT(columns); i++) {
		str got = grant_text(a, grant_default(columns[i], p));
		str where = arena_fmt(a, "%.*s %.*s", P(row->items[0]),
				      P(role_words[columns[i]]));

		CHECK_STR(arena_cstr(a, where), got, in_one_order(a, row->items[2 + i]));
	}
}

TEST(permissions_are_the_matrix)
{
	struct arena *a = test_arena();
	struct csv c = csv_open(read_fixture(a));
	enum permission p = CAN_ANYONE;
	struct strs row;

	CHECK_INT("head", csv_next(&c, a, &row), CSV_ROW);
	while (csv_next(&c, a, &row) == CSV_ROW) {
		p++;
		CHECK("no row too many in the matrix", p < PERMISSIONS);
		check_row(a, p, &row);
	}
	CHECK_INT("no row too many in permissions.def", p + 1, PERMISSIONS);
}

/*
 * Eselon I and ministries read what a Kanwil reads, within their own; they have
 * nothing in registration (2) and tickets (3), and they give no roles (5.12).
 */
static str ministry_cell(struct arena *a, enum permission p)
{
	struct grant g = grant_default(ROLE_KANWIL, p);
	str row = permission_rows[p];

	if (str_starts(row, S("2.")) || str_starts(row, S("3.")) ||
	    str_eq(row, S("5.12")))
		return S("-");
	if (g.scope == SCOPE_KANWIL)
		g.scope = SCOPE_MINISTRY;
	return grant_text(a, g);
}

TEST(ministries_read_like_a_kanwil)
{
	struct arena *a = test_arena();

	for (enum permission p = CAN_ANYONE + 1; p < PERMISSIONS; p++) {
		const char *row = arena_cstr(a, permission_rows[p]);

		CHECK_STR(row, grant_text(a, grant_default(ROLE_ESELON1, p)),
			  ministry_cell(a, p));
		CHECK_STR(row, grant_text(a, grant_default(ROLE_KL, p)),
			  ministry_cell(a, p));
	}
}

enum {
	OPERATOR = ROLE_BIT(ROLE_OPERATOR),
	BENDAHARA = ROLE_BIT(ROLE_BENDAHARA),
	PPK = ROLE_BIT(ROLE_PPK),
	PPSPM = ROLE_BIT(ROLE_PPSPM),
	KPA = ROLE_BIT(ROLE_KPA),
};

/* a and b are the pair that is named; ROLE_PUBLIC: nothing is forbidden. */
static const struct {
	const char *rule;
	role_set roles;
	enum role a, b;
} pairs[] = {
	{ "PPK and PPSPM", PPK | PPSPM, ROLE_PPK, ROLE_PPSPM },
	{ "PPK and bendahara", PPK | BENDAHARA, ROLE_PPK, ROLE_BENDAHARA },
	{ "PPSPM and bendahara", PPSPM | BENDAHARA, ROLE_PPSPM, ROLE_BENDAHARA },
	{ "KPA and bendahara", KPA | BENDAHARA, ROLE_KPA, ROLE_BENDAHARA },
	{ "a pair within three", OPERATOR | PPK | PPSPM, ROLE_PPK, ROLE_PPSPM },
	{ "KPA and PPK may be one", KPA | PPK, 0, 0 },
	{ "KPA and PPSPM may be one", KPA | PPSPM, 0, 0 },
	{ "operator and KPA may be one", OPERATOR | KPA, 0, 0 },
	{ "operator and bendahara may be one", OPERATOR | BENDAHARA, 0, 0 },
	{ "one role", BENDAHARA, 0, 0 },
	{ "no role", 0, 0, 0 },
};

TEST(forbidden_pairs)
{
	for (size_t i = 0; i < COUNT(pairs); i++) {
		enum role a = ROLE_PUBLIC, b = ROLE_PUBLIC;

		CHECK_INT(pairs[i].rule, roles_forbidden(pairs[i].roles, &a, &b),
			  pairs[i].a != ROLE_PUBLIC);
		CHECK_INT(pairs[i].rule, a, pairs[i].a);
		CHECK_INT(pairs[i].rule, b, pairs[i].b);
	}
}

/* "k+x+u": bit i of modifiers is the ith letter. */
static str written(char scope, unsigned modifiers)
{
	static const char letters[] = "u4rmxqeR";
	struct buf b = buf_new(test_arena());

	buf_char(&b, scope);
	for (unsigned i = 0; i < 8; i++)
		if (modifiers & 1u << i)
			buf_fmt(&b, "+%c", letters[i]);
	return buf_str(&b);
}

TEST(grants_read_back_as_written)
{
	static const char scopes[] = "pocskwbn";
	struct grant g;

	for (size_t s = 0; s < sizeof(scopes) - 1; s++)
		for (unsigned m = 0; m < 256; m++) {
			str cell = written(scopes[s], m);

			CHECK("parses", grant_parse(cell, &g));
			CHECK_INT("scope", g.scope, SCOPE_PUBLIC + (int)s);
			CHECK_INT("modifiers", g.modifiers, m);
			CHECK_STR("text", grant_text(test_arena(), g), cell);
		}
}

TEST(grants_that_are_none)
{
	static const str bad[] = { STR(""),	STR("z"),    STR("kk"),	  STR("k+"),
				   STR("k+z"),	STR("+u"),   STR("-+u"),  STR("k u"),
				   STR("k++u"), STR("k+ux"), STR("k+u+"), STR("P") };
	struct grant g;

	CHECK("a dash is a refusal", grant_parse(S("-"), &g));
	CHECK_INT("a dash is a refusal", g.scope, SCOPE_NONE);
	for (size_t i = 0; i < COUNT(bad); i++)
		CHECK(bad[i].p, !grant_parse(bad[i], &g));
}

TEST(role_sets)
{
	struct arena *a = test_arena();
	role_set all = 0;

	CHECK_STR("master order",
		  role_set_text(a, ROLE_BIT(ROLE_KPA) | ROLE_BIT(ROLE_OPERATOR),
				role_words),
		  S("OPERATOR, KPA"));
	CHECK_STR("labels", role_set_text(a, ROLE_BIT(ROLE_BENDAHARA), role_labels),
		  S("Bendahara Pengeluaran"));
	CHECK_STR("nobody", role_set_text(a, 0, role_words), S(""));
	for (int k = 0; k < UNIT_KINDS; k++) {
		CHECK_INT("a role belongs to one kind of unit",
			  all & unit_roles((enum unit_kind)k), 0);
		all |= unit_roles((enum unit_kind)k);
	}
	CHECK_INT("every person's role has a unit", all,
		  ((ROLE_BIT(ROLES) - 1) & ~ROLE_BIT(ROLE_PUBLIC) &
		   ~ROLE_BIT(ROLE_CLIENT)));
}

TEST(grants_of_an_actor)
{
	struct actor a = { .roles = ROLE_BIT(ROLE_KPA) | ROLE_BIT(ROLE_PPK) };

	CHECK("nobody has nothing", !actor_can(NULL, CAN_READ_PROFILE));
	CHECK("anyone", actor_can(NULL, CAN_ANYONE));
	actor_default_grants(&a);
	CHECK("nothing is nobody's", !actor_can(&a, CAN_NOTHING));
	CHECK("a role's right", actor_can(&a, CAN_CONFIRM_COLLEAGUE));
	CHECK("no role's right", !actor_can(&a, CAN_APPROVE_REGISTRATION));
	CHECK_INT("the wider of two", actor_grant(&a, CAN_READ_REGISTRATION).scope,
		  SCOPE_SATKER);
}

TEST(wider_grant)
{
	struct grant own = { SCOPE_OWN, 0 }, satker = { SCOPE_SATKER, GRANT_MASKED };
	struct grant open = { SCOPE_SATKER, GRANT_REASON };

	CHECK_INT("reach first", grant_wider(own, satker).scope, SCOPE_SATKER);
	CHECK_INT("with its modifiers", grant_wider(own, satker).modifiers, GRANT_MASKED);
	CHECK_INT("what either lets pass, passes", grant_wider(satker, open).modifiers,
		  0);
}
