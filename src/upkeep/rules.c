#include "upkeep/internal.h"

str mailbox_masked(struct arena *a, str mailbox)
{
	size_t at = str_index(mailbox, '@');

	if (at == mailbox.n)
		return S("•••");
	return arena_fmt(a, "%.*s•••%.*s", P(str_left(mailbox, at ? 1 : 0)),
			 P(str_skip(mailbox, at)));
}

str detail_masked(struct arena *a, str detail, str mailbox)
{
	struct buf b = buf_new(a);
	str masked = mailbox_masked(a, mailbox);

	while (detail.n) {
		bool here = mailbox.n && detail.n >= mailbox.n &&
			    str_eq_nocase(str_left(detail, mailbox.n), mailbox);

		if (here)
			buf_add(&b, masked);
		else
			buf_char(&b, detail.p[0]);
		detail = str_skip(detail, here ? mailbox.n : 1);
	}
	return buf_str(&b);
}
