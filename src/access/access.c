#include "access/access.h"

const str role_words[ROLES] = {
	[ROLE_PUBLIC] = STR("PUBLIK"),
	[ROLE_OPERATOR] = STR("OPERATOR"),
	[ROLE_BENDAHARA] = STR("BENDAHARA"),
	[ROLE_PPK] = STR("PPK"),
	[ROLE_PPSPM] = STR("PPSPM"),
	[ROLE_KPA] = STR("KPA"),
	[ROLE_CSO] = STR("CSO"),
	[ROLE_VERIFIKATOR] = STR("VERIFIKATOR"),
	[ROLE_KEPALA] = STR("KEPALA"),
	[ROLE_KANWIL] = STR("KANWIL"),
	[ROLE_ESELON1] = STR("ESELON1"),
	[ROLE_KL] = STR("KL"),
	[ROLE_PUSAT] = STR("PUSAT"),
	[ROLE_AUDITOR] = STR("AUDITOR"),
	[ROLE_CLIENT] = STR("INTEGRASI"),
};

const str role_labels[ROLES] = {
	[ROLE_PUBLIC] = STR("Publik"),
	[ROLE_OPERATOR] = STR("Operator"),
	[ROLE_BENDAHARA] = STR("Bendahara Pengeluaran"),
	[ROLE_PPK] = STR("PPK"),
	[ROLE_PPSPM] = STR("PPSPM"),
	[ROLE_KPA] = STR("KPA"),
	[ROLE_CSO] = STR("CSO"),
	[ROLE_VERIFIKATOR] = STR("Verifikator"),
	[ROLE_KEPALA] = STR("Kepala KPPN"),
	[ROLE_KANWIL] = STR("Kanwil"),
	[ROLE_ESELON1] = STR("Eselon I"),
	[ROLE_KL] = STR("Kementerian/Lembaga"),
	[ROLE_PUSAT] = STR("Admin Pusat"),
	[ROLE_AUDITOR] = STR("Auditor"),
	[ROLE_CLIENT] = STR("Integrasi"),
};

const str unit_kind_words[UNIT_KINDS] = {
	[UNIT_NONE] = STR(""),	     [UNIT_SATKER] = STR("satker"),
	[UNIT_KPPN] = STR("kppn"),   [UNIT_KANWIL] = STR("kanwil"),
	[UNIT_PUSAT] = STR("pusat"), [UNIT_ESELON1] = STR("eselon1"),
	[UNIT_KL] = STR("kl"),
};

const str channel_words[CHANNELS] = {
	[CHANNEL_WEB] = STR("web"),
	[CHANNEL_API] = STR("api"),
	[CHANNEL_JOB] = STR("tugas"),
	[CHANNEL_CLI] = STR("perintah"),
};

static const struct {
	str row;
	str name;
	str cells;
} rows[PERMISSIONS] = {
#define PERMISSION(row, name, cells) [CAN_##name] = { STR(row), STR(#name), STR(cells) },
#include "access/permissions.def"
#undef PERMISSION
};

const str permission_rows[PERMISSIONS] = {
#define PERMISSION(row, name, cells) [CAN_##name] = STR(row),
#include "access/permissions.def"
#undef PERMISSION
};

const str permission_names[PERMISSIONS] = {
#define PERMISSION(row, name, cells) [CAN_##name] = STR(#name),
#include "access/permissions.def"
#undef PERMISSION
};

role_set unit_roles(enum unit_kind k)
{
	static const role_set sets[UNIT_KINDS] = {
		[UNIT_SATKER] = ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_BENDAHARA) |
				ROLE_BIT(ROLE_PPK) | ROLE_BIT(ROLE_PPSPM) |
				ROLE_BIT(ROLE_KPA),
		[UNIT_KPPN] = ROLE_BIT(ROLE_CSO) | ROLE_BIT(ROLE_VERIFIKATOR) |
			      ROLE_BIT(ROLE_KEPALA),
		[UNIT_KANWIL] = ROLE_BIT(ROLE_KANWIL),
		[UNIT_PUSAT] = ROLE_BIT(ROLE_PUSAT) | ROLE_BIT(ROLE_AUDITOR),
		[UNIT_ESELON1] = ROLE_BIT(ROLE_ESELON1),
		[UNIT_KL] = ROLE_BIT(ROLE_KL),
	};

	return sets[k];
}

bool roles_forbidden(role_set roles, enum role *ret_a, enum role *ret_b)
{
	static const enum role pairs[][2] = {
		{ ROLE_PPK, ROLE_PPSPM },
		{ ROLE_PPK, ROLE_BENDAHARA },
		{ ROLE_PPSPM, ROLE_BENDAHARA },
		{ ROLE_KPA, ROLE_BENDAHARA },
	};

	for (size_t i = 0; i < COUNT(pairs); i++)
		if (roles & ROLE_BIT(pairs[i][0]) && roles & ROLE_BIT(pairs[i][1])) {
			*ret_a = pairs[i][0];
			*ret_b = pairs[i][1];
			return true;
		}
	return false;
}

str role_set_text(struct arena *a, role_set roles, const str names[ROLES])
{
	struct buf b = buf_new(a);

	for (int r = 0; r < ROLES; r++)
		if (roles & ROLE_BIT(r)) {
			if (b.n)
				buf_add(&b, S(", "));
			buf_add(&b, names[r]);
		}
	return buf_str(&b);
}

/* Position + 1 is the enumerator. */
static const char scopes[] = "pocskwbn";
static const char modifiers[] = "u4rmxqeR";

bool grant_parse(str cell, struct grant *ret)
{
	bool cut_off = str_ends(cell, S("+"));
	str scope = str_cut(&cell, '+');

	*ret = (struct grant){ SCOPE_NONE, 0 };
	if (cut_off)
		return false;
	if (str_eq(scope, S("-")))
		return cell.n == 0;
	if (scope.n != 1 || str_index(S("pocskwbn"), scope.p[0]) == sizeof(scopes) - 1)
		return false;
	ret->scope = (enum scope)(str_index(S("pocskwbn"), scope.p[0]) + 1);
	while (cell.n) {
		str m = str_cut(&cell, '+');
		size_t bit = m.n == 1 ? str_index(S("u4rmxqeR"), m.p[0]) : 8;

		if (bit == sizeof(modifiers) - 1)
			return false;
		ret->modifiers |= 1u << bit;
	}
	return true;
}

str grant_text(struct arena *a, struct grant g)
{
	struct buf b = buf_new(a);

	if (g.scope == SCOPE_NONE)
		return S("-");
	buf_char(&b, scopes[g.scope - 1]);
	for (unsigned bit = 0; bit < sizeof(modifiers) - 1; bit++)
		if (g.modifiers & 1u << bit)
			buf_fmt(&b, "+%c", modifiers[bit]);
	return buf_str(&b);
}

struct grant grant_default(enum role r, enum permission p)
{
	str cells = rows[p].cells;
	struct grant g;

	for (int i = 0; i < (int)r; i++)
		str_cut(&cells, ' ');
	if (p <= CAN_ANYONE)
		return (struct grant){ p == CAN_ANYONE ? SCOPE_PUBLIC : SCOPE_NONE, 0 };
	if (!grant_parse(str_cut(&cells, ' '), &g))
		panic("permissions.def: row %.*s", P(rows[p].row));
	return g;
}

struct grant grant_wider(struct grant a, struct grant b)
{
	if (a.scope != b.scope)
		return a.scope > b.scope ? a : b;
	/* The same reach by two roles: what either lets pass, passes. */
	a.modifiers &= b.modifiers;
	return a;
}

struct grant actor_grant(const struct actor *a, enum permission p)
{
	if (p == CAN_ANYONE)
		return (struct grant){ SCOPE_PUBLIC, 0 };
	if (p == CAN_NOTHING || !a)
		return (struct grant){ SCOPE_NONE, 0 };
	return a->grants[p];
}

bool actor_can(const struct actor *a, enum permission p)
{
	return actor_grant(a, p).scope != SCOPE_NONE;
}

void actor_default_grants(struct actor *a)
{
	for (int p = 0; p < PERMISSIONS; p++) {
		a->grants[p] = (struct grant){ SCOPE_NONE, 0 };
		for (int r = 0; r < ROLES; r++)
			if (a->roles & ROLE_BIT(r))
				a->grants[p] = grant_wider(
					a->grants[p],
					grant_default((enum role)r, (enum permission)p));
	}
}
