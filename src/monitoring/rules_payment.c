/* What the texts of the export mean: domain report 5.1. Pure. */
#include "monitoring/internal.h"

static const struct {
	str status; /* small letters */
	enum stage stage;
} statuses[] = {
	{ STR("baru"), STAGE_REQUESTED },
	{ STR("cetak spp"), STAGE_REQUESTED },
	{ STR("batal spp"), STAGE_CANCELLED },
	{ STR("setuju spp"), STAGE_APPROVED },
	{ STR("adk spp"), STAGE_APPROVED },
	{ STR("batal adk spp"), STAGE_APPROVED },
	{ STR("upload ntt"), STAGE_APPROVED },
	{ STR("cetak spm"), STAGE_ORDERED },
	{ STR("batal spm"), STAGE_CANCELLED },
	{ STR("setuju spm"), STAGE_ORDERED },
	{ STR("adk spm"), STAGE_AT_KPPN },
	{ STR("batal adk spm"), STAGE_SENT_BACK },
	{ STR("upload sp2d"), STAGE_ISSUED },
	{ STR("permohonan pembatalan adk spm"), STAGE_AT_KPPN },
	{ STR("void sp2d"), STAGE_VOID },
};

bool stage_is_issued(enum stage s)
{
	return s == STAGE_ISSUED || s == STAGE_PAID || s == STAGE_RETURNED;
}

/* Of an issued SP2D the bank knows more than the treasury's own record. */
static enum stage after_issue(str sp2d_status, int64_t returned)
{
	if (returned > 0 || str_eq_nocase(str_left(sp2d_status, 5), S("retur")))
		return STAGE_RETURNED;
	return str_eq_nocase(sp2d_status, S("Sudah Dikonfirmasi Bank")) ? STAGE_PAID
									: STAGE_ISSUED;
}

enum stage stage_of(str spm_status, str sp2d_status, int64_t returned)
{
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (str_eq_nocase(spm_status, statuses[i].status))
			return statuses[i].stage == STAGE_ISSUED
				       ? after_issue(sp2d_status, returned)
				       : statuses[i].stage;
	return STAGE_NONE;
}

static bool is_serial(str s)
{
	return s.n == 6 && str_digits(str_left(s, 5), 5) &&
	       ((s.p[5] >= 'A' && s.p[5] <= 'Z') || (s.p[5] >= 'a' && s.p[5] <= 'z'));
}

bool spm_number_parse(str s, struct spm_number *ret)
{
	char separator = str_index(s, '/') < s.n ? '/' : '-';
	str year;

	*ret = (struct spm_number){ .serial = str_cut(&s, separator) };
	if (!is_serial(ret->serial))
		return false;
	if (s.n == 0)
		return true;
	ret->satker = str_cut(&s, separator);
	year = s;
	return str_digits(ret->satker, 6) && str_digits(year, 4) &&
	       str_int(year, &ret->year);
}

bool code_and_label(str s, size_t n, str *ret_code, str *ret_label)
{
	*ret_code = str_left(s, n);
	*ret_label = str_trim(str_skip(s, n));
	if (str_starts(*ret_label, S("-")))
		*ret_label = str_trim(str_skip(*ret_label, 1));
	return str_digits(*ret_code, n) && (s.n == n || s.p[n] == ' ' || s.p[n] == '-');
}

str name_only(str s)
{
	for (size_t n = s.n; n > 2; n--)
		if (s.p[n - 1] == ' ' && s.p[n - 2] == '-' && s.p[n - 3] == ' ')
			return str_trim(str_left(s, n - 3));
	return s;
}
