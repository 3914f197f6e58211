#include "dukcapil/internal.h"
#include "json/json.h"
#include "settings/settings.h"

/* Access is bound to the address of the connection; the field only has to be there. */
static const str ip_user = STR("127.0.0.1");

str nik_request_url(struct arena *a, const struct settings *s)
{
	str base = s->dukcapil;

	while (str_ends(base, S("/")))
		base.n--;
	return arena_fmt(a, "%.*s/dukcapil/get_json/%.*s/CALL_VERIFY_BY_ELEMEN", P(base),
			 P(s->dukcapil_customer));
}

/* The names are Dukcapil's own, TRESHOLD too. */
struct secret nik_request_body(struct arena *a, const struct settings *s,
			       const struct nik_question *q)
{
	struct buf b = buf_new(a);
	struct json_out o = { .buf = &b };
	struct date d = q->birth_date;

	json_open(&o, '{');
	json_put(&o, S("USER_ID"), s->dukcapil_user);
	json_put(&o, S("PASSWORD"), s->dukcapil_password.value);
	json_put(&o, S("IP_USER"), ip_user);
	json_put(&o, S("TRESHOLD"),
		 arena_fmt(a, "%lld", (long long)s->dukcapil_threshold));
	json_put(&o, S("NIK"), q->nik);
	json_put(&o, S("NAMA_LGKP"), q->name);
	json_put(&o, S("TGL_LHR"),
		 arena_fmt(a, "%02d-%02d-%04d", d.day, d.month, d.year));
	json_put(&o, S("JENIS_KLMIN"), q->female ? S("Perempuan") : S("Laki-Laki"));
	json_close(&o, '}');
	return (struct secret){ buf_str(&b) };
}
