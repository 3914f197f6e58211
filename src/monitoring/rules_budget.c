#include "monitoring/budget.h"

const struct budget_kind budget_kinds[BUDGET_KINDS] = {
	{ STR("51"), STR("Belanja pegawai") },
	{ STR("52"), STR("Belanja barang") },
	{ STR("53"), STR("Belanja modal") },
	{ STR("54"), STR("Pembayaran kewajiban utang") },
	{ STR("55"), STR("Belanja subsidi") },
	{ STR("56"), STR("Belanja hibah") },
	{ STR("57"), STR("Belanja bantuan sosial") },
	{ STR("58"), STR("Belanja lain-lain") },
	{ STR("59"), STR("Belanja transisi") },
	{ STR("61"), STR("Transfer ke daerah") },
	{ STR("62"), STR("Transfer ke daerah") },
	{ STR("63"), STR("Transfer ke daerah") },
	{ STR("64"), STR("Transfer ke daerah") },
	{ STR("65"), STR("Transfer ke daerah") },
	{ STR("66"), STR("Transfer ke daerah") },
};

size_t budget_kind_of(str account)
{
	size_t i = 0;

	while (i < BUDGET_KINDS && !str_eq(str_left(account, 2), budget_kinds[i].code))
		i++;
	return i;
}

/* Sums of a nation times ten thousand are beyond 64 bits. */
__extension__ typedef __int128 wide;

int64_t share_of(int64_t part, int64_t whole, int64_t of)
{
	wide twice;

	if (whole <= 0)
		return 0;
	twice = (wide)part * of * 2;
	twice += twice < 0 ? -(wide)whole : (wide)whole;
	return (int64_t)(twice / ((wide)whole * 2));
}

enum { ALL_OF_IT = 10000 };

static int64_t deviation_of(int64_t plan, int64_t spent)
{
	int64_t apart = plan < spent ? spent - plan : plan - spent;

	if (plan <= 0)
		return spent == 0 ? 0 : ALL_OF_IT;
	return apart >= plan ? ALL_OF_IT : share_of(apart, plan, ALL_OF_IT);
}

int64_t budget_deviation(const struct budget *b, size_t month)
{
	wide weighted = 0, whole = 0;

	for (size_t i = 0; i < BUDGET_KINDS; i++) {
		const struct budget_of_kind *k = &b->kinds[i];

		weighted +=
			(wide)deviation_of(k->plan[month], k->spent[month]) * k->ceiling;
		whole += k->ceiling;
	}
	return whole > 0 ? (int64_t)((weighted * 2 + whole) / (whole * 2)) : 0;
}
