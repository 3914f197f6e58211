/* What the rules, the mail and the trail say about a request, line by line. */
#include "workbench/desk.h"

/* ---- automatic checks ---- */

/* What it means when nothing of the codes was found. */
static const struct {
	str codes[2];
	str good;
} passed[] = {
	{ { STR("basis_used") }, STR("Nomor SK belum pernah dipakai") },
	{ { STR("self_appointed") },
	  STR("Penanda tangan SK tidak menetapkan dirinya sendiri") },
	{ { STR("roles_here") }, STR("Tidak ada rangkap peran yang dilarang") },
	{ { STR("nik_in_other") },
	  STR("NIK tidak ada pada permohonan lain yang belum selesai") },
	{ { STR("email_taken") }, STR("Email belum terdaftar atas nama orang lain") },
	{ { STR("known_other_name") }, STR("NIK belum terdaftar dengan nama lain") },
};

static bool found_any(const struct findings *f, const str *codes, size_t count)
{
	for (size_t i = 0; i < f->count; i++)
		for (size_t k = 0; k < count; k++)
			if (codes[k].n && str_eq(f->items[i].code, codes[k]))
				return true;
	return false;
}

static str with_user(struct arena *a, const struct finding *f)
{
	if (!f->user)
		return finding_text(a, f);
	return arena_fmt(a, "Pengguna %d: %.*s", f->user, P(finding_text(a, f)));
}

/* Who has no NIP has nothing that his NIK could agree with. */
static void show_nips(struct work *w, const struct desk *d, struct desk_view *v)
{
	static const str codes[] = { STR("nik_nip_birth"), STR("nik_nip_sex") };
	size_t all = d->r->users.count, with = 0;
	struct check_line line = { TONE_OK, S("Tanggal lahir dan jenis kelamin pada NIK "
					      "dan NIP sama") };

	for (size_t i = 0; i < all; i++)
		with += d->r->users.items[i].id_type == ID_NIP;
	if (found_any(&d->findings, codes, COUNT(codes)))
		return;
	if (!with)
		line = (struct check_line){ TONE_NONE,
					    S("Tidak ada pengguna dengan NIP: NIK tidak "
					      "dapat dibandingkan dengan NIP") };
	else if (with < all)
		line.text = arena_fmt(w->arena, "%.*s, pada %zu dari %zu pengguna",
				      P(line.text), with, all);
	v->good += with > 0;
	*PUSH(w->arena, &v->checks) = line;
}

void show_checks(struct work *w, const struct desk *d, struct desk_view *v)
{
	for (size_t i = 0; i < d->findings.count; i++) {
		const struct finding *f = &d->findings.items[i];
		bool warns = f->severity != SEVERITY_HINT;

		v->doubtful += warns;
		*PUSH(w->arena, &v->checks) = (struct check_line){
			.tone = warns ? TONE_WARN : TONE_NONE,
			.text = with_user(w->arena, f),
		};
	}
	show_nips(w, d, v);
	for (size_t i = 0; i < COUNT(passed); i++) {
		if (found_any(&d->findings, passed[i].codes, COUNT(passed[i].codes)))
			continue;
		v->good++;
		*PUSH(w->arena, &v->checks) =
			(struct check_line){ TONE_OK, passed[i].good };
	}
}

/* ---- what the satker changed ---- */

static str place_text(struct arena *a, int user, enum field f)
{
	if (!user)
		return field_labels[f];
	return arena_fmt(a, "Pengguna %d, %.*s", user, P(field_labels[f]));
}

err show_asked(struct work *w, const struct desk *d, struct check_lines *ret)
{
	struct flags flags;

	TRY(registration_flags(w, d->r->id, &flags));
	for (size_t i = 0; i < flags.count; i++) {
		const struct flag *f = &flags.items[i];
		const struct reason *reason = reason_of(f->code);

		*PUSH(w->arena, ret) = (struct check_line){
			.tone = f->fixed ? TONE_OK : TONE_WARN,
			.text = arena_fmt(w->arena, "%.*s: %.*s%s%s%.*s",
					  P(place_text(w->arena, f->user, f->field)),
					  P(reason ? reason->words : f->code),
					  f->fixed ? " (diperbaiki)" : "",
					  f->answer.n ? ". Penjelasan satker: " : "",
					  P(f->answer)),
		};
	}
	return OK;
}

void show_register(struct work *w, const struct desk *d, struct changed_lines *ret)
{
	struct differences all;

	if (d->r->kind != KIND_PERUBAHAN)
		return;
	registration_changes(w->arena, d->user, &all);
	for (size_t i = 0; i < all.count; i++)
		*PUSH(w->arena, ret) = (struct changed_line){
			.label = field_labels[all.items[i].field],
			.before = all.items[i].before,
			.after = all.items[i].after,
		};
}

err show_changes(struct work *w, const struct desk *d, struct changed_lines *ret)
{
	struct differences all;

	if (d->r->round < 2)
		return OK;
	TRY(registration_differences(w, d->r->id, d->r->round, &all));
	for (size_t i = 0; i < all.count; i++) {
		const struct difference *one = &all.items[i];

		*PUSH(w->arena, ret) = (struct changed_line){
			.label = place_text(w->arena, one->user, one->field),
			.before = one->before,
			.after = one->after,
		};
	}
	return OK;
}

/* ---- letters ---- */

static const struct ui_tag mail_tags[MAIL_STATES] = {
	[MAIL_QUEUED] = { .tone = STR("info"),
			  .icon = STR("clock"),
			  .label = STR("Antre") },
	[MAIL_SENT] = { .tone = STR("ok"), .label = STR("Terkirim") },
	[MAIL_DELAYED] = { .tone = STR("awas"), .label = STR("Ditunda") },
	[MAIL_BOUNCED] = { .tone = STR("bahaya"), .label = STR("Terpental") },
};

static str letter_label(str kind)
{
	static const struct {
		str kind;
		str label;
	} labels[] = {
		{ STR("draf"), STR("Draf dan tautan lanjutkan") },
		{ STR("lanjut"), STR("Tautan lanjutkan permohonan") },
		{ STR("terkirim"), STR("Konfirmasi permohonan") },
		{ STR("dikembalikan"), STR("Permintaan perbaikan") },
		{ STR("ditolak"), STR("Penolakan") },
		{ STR("disetujui"), STR("Persetujuan") },
		{ STR("pengingat"), STR("Pengingat perbaikan") },
		{ STR("kedaluwarsa"), STR("Permohonan kedaluwarsa") },
		{ STR("batas"), STR("Pengingat batas layanan") },
		{ STR("aktivasi"), STR("Aktivasi akun") },
	};

	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(labels[i].kind, kind))
			return labels[i].label;
	return S("Pemberitahuan");
}

static void add_letters(struct work *w, const struct mail_statuses *mails, int user,
			struct letter_lines *ret)
{
	bool newest = true;

	for (size_t i = 0; i < mails->count; i++) {
		const struct mail_status *m = &mails->items[i];
		bool activation = str_eq(m->kind, S("aktivasi"));

		*PUSH(w->arena, ret) = (struct letter_line){
			.mail = m,
			.label = letter_label(m->kind),
			.tag = mail_tags[m->state],
			.resend = activation && newest ? user : 0,
		};
		newest = newest && !activation;
	}
}

/* Only who waits for activation can be sent another link. */
static err resendable(struct work *w, const struct applicant *u, bool *ret)
{
	struct person *p;

	TRY(person_find(w, u->person, &p));
	*ret = p && p->account == ACCOUNT_WAITING &&
	       actor_can(w->actor, CAN_RESEND_ACTIVATION);
	return OK;
}

err show_letters(struct work *w, const struct desk *d, struct letter_lines *ret)
{
	struct mail_statuses mails;
	bool again;

	TRY(mail_statuses(w, S("registration"), d->r->id, &mails));
	add_letters(w, &mails, 0, ret);
	for (size_t i = 0; i < d->r->users.count; i++) {
		const struct applicant *u = &d->r->users.items[i];

		if (!u->person)
			continue;
		TRY(resendable(w, u, &again));
		TRY(mail_statuses(w, S("person"), u->person, &mails));
		add_letters(w, &mails, again ? u->n : 0, ret);
	}
	return OK;
}

/* ---- history ---- */

enum { HISTORY = 60 };

/* Saving a draft field by field is one line of the history, with how often. */
struct run {
	struct ui_event *event;
	str name;
	int count;
	bool explained; /* its own reason stands where the count would */
};

static bool continues(const struct run *r, const struct audit_entry *e)
{
	return r->event && str_eq(r->name, e->event) && str_eq(r->event->by, e->actor) &&
	       e->reason.n == 0 && !r->explained;
}

/* Whose marks they are, before the first act that is older than the last of them. */
static void add_comparisons(struct arena *a, const struct desk *d, int64_t from,
			    int64_t to, struct ui_events *ret)
{
	for (size_t i = 0; i < d->comparisons.count; i++) {
		const struct comparison *c = &d->comparisons.items[i];

		if (c->at >= from && c->at < to)
			*PUSH(a, ret) = (struct ui_event){
				.state = S("usai"),
				.title = arena_fmt(a, "Dicocokkan, putaran %d", c->round),
				.by = c->name,
				.at = c->at,
				.text = comparison_text(a, c),
			};
	}
}

err show_history(struct work *w, const struct desk *d, int64_t after,
		 struct ui_events *ret)
{
	struct audit_entries entries;
	struct run run = { 0 };
	int64_t newer = INT64_MAX;
	size_t shown;

	TRY(audit_of(w, S("registration"), d->r->number, HISTORY, &entries));
	for (size_t i = 0; i < entries.count; i++) {
		const struct audit_entry *e = &entries.items[i];
		str label = event_label(e->event);

		if (!label.n || e->at < after)
			continue;
		shown = ret->count;
		add_comparisons(w->arena, d, e->at, newer, ret);
		newer = e->at;
		if (ret->count > shown)
			run = (struct run){ 0 };
		if (continues(&run, e)) {
			run.event->text = arena_fmt(w->arena, "%d kali", ++run.count);
			continue;
		}
		run = (struct run){ PUSH(w->arena, ret), e->event, 1, e->reason.n > 0 };
		*run.event = (struct ui_event){
			.state = S("usai"),
			.title = label,
			.by = e->actor,
			.at = e->at,
			.text = e->reason,
		};
	}
	return OK;
}
