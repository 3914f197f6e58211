/* Pages about oneself: data, units, sessions, password, theme. */
#include "audit/audit.h"
#include "identity/internal.h"
#include "identity/pages.h"

static err get_profile(struct work *w, const struct request *rq, struct reply *rp)
{
	struct profile_view v = { 0 };
	struct person *p;
	str nik;

	(void)rq;
	TRY(person_find(w, w->actor->person, &p));
	TRY(person_nik(w, p->id, &nik));
	TRY(memberships_of(w, p->id, &v.memberships));
	TRY(sessions_open(w, p->id, &v.sessions));
	v.person = p;
	v.nik_mask = text_nik_mask(w->arena, nik);
	page_profile(reply_page(rp, 200,
				(struct page){ .title = S("Profil & keamanan akun"),
					       .active = S("/profil") }),
		     &v);
	return OK;
}

static err post_end_session(struct work *w, const struct request *rq, struct reply *rp)
{
	int64_t id;
	bool open = false;

	if (str_int(form_str(rq, "sesi"), &id))
		TRY(session_close(w, id, &open));
	if (open)
		reply_flash(rp, S("ok"), S("Sesi diakhiri."));
	else
		reply_flash(rp, S("info"), S("Sesi itu sudah berakhir."));
	return reply_redirect(rp, S("/profil"));
}

static err post_end_others(struct work *w, const struct request *rq, struct reply *rp)
{
	struct audit_act act = {
		.event = S("session.others_closed"),
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)w->actor->person),
	};

	(void)rq;
	TRY(sessions_end_all(w, w->actor->person, w->actor->session));
	TRY(audit_record(w, &act));
	reply_flash(rp, S("ok"), S("Semua sesi lain diakhiri."));
	return reply_redirect(rp, S("/profil"));
}

static err post_password(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)rq;
	TRY(reset_later_for(w, w->actor->person));
	reply_flash(rp, S("ok"), S("Tautan ganti kata sandi dikirim ke email Anda."));
	return reply_redirect(rp, S("/profil"));
}

static struct ui_choices theme_choices(struct arena *a, str now)
{
	static const struct {
		str value, label;
	} themes[] = {
		{ STR(""), STR("Ikuti sistem") },
		{ STR("terang"), STR("Terang") },
		{ STR("gelap"), STR("Gelap") },
	};
	struct ui_choices c = { .id = S("tema"), .legend = S("Tema"), .cards = true };

	for (size_t i = 0; i < COUNT(themes); i++)
		*PUSH(a, &c.options) = (struct ui_option){
			.value = themes[i].value,
			.label = themes[i].label,
			.chosen = str_eq(themes[i].value, now),
		};
	return c;
}

static err get_preferences(struct work *w, const struct request *rq, struct reply *rp)
{
	struct preferences_view v = { theme_choices(w->arena,
						    request_visitor(rq)->theme) };

	page_preferences(reply_page(rp, 200,
				    (struct page){ .title = S("Tampilan"),
						   .active = S("/preferensi") }),
			 &v);
	return OK;
}

static err post_preferences(struct work *w, const struct request *rq, struct reply *rp)
{
	str theme = form_str(rq, "tema");
	bool known = str_eq(theme, S("gelap")) || str_eq(theme, S("terang"));

	(void)w;
	reply_cookie(rp, S("__Host-tema"), known ? theme : S(""), 365 * (int64_t)DAY);
	reply_flash(rp, S("ok"), S("Tampilan disimpan."));
	return reply_redirect(rp, S("/preferensi"));
}

const struct route identity_profile_routes[] = {
	{ GET, "/profil", CAN_READ_PROFILE, get_profile, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/profil/sesi/akhiri", CAN_OWN_SESSIONS, post_end_session,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/profil/sesi/akhiri-lain", CAN_OWN_SESSIONS, post_end_others,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/profil/sandi", CAN_OWN_SESSIONS, post_password, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/preferensi", CAN_READ_PUBLIC, get_preferences, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/preferensi", CAN_READ_PUBLIC, post_preferences, ROUTE_ANY_MEMBERSHIP },
	{ 0 },
};
