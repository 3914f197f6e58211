/* What each page of a decision asks and says. */
#include "directory/directory.h"
#include "workbench/decide.h"

/* ---- flags as values of check boxes ---- */

str flag_value(struct arena *a, const struct flag *f)
{
	return arena_fmt(a, "%d:%.*s:%.*s", f->user, P(f->code),
			 P(field_words[f->field]));
}

struct flag flag_read(str value)
{
	struct flag f = { 0 };
	int64_t user = 0;

	str_int(str_cut(&value, ':'), &user);
	f.user = (int)user;
	f.code = str_cut(&value, ':');
	for (int i = 0; i < FIELDS; i++)
		if (str_eq(field_words[i], value))
			f.field = (enum field)i;
	return f;
}

static bool among(const struct strs *list, str value)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], value))
			return true;
	return false;
}

void first_typed(struct arena *a, enum deciding k, const struct desk *d,
		 struct typed *ret)
{
	struct evidence e = evidence_of(d);
	struct flags flags;

	*ret = (struct typed){ 0 };
	for (size_t i = 0; i < d->r->users.count; i++)
		*PUSH(a, &ret->users) = arena_fmt(a, "%d", d->r->users.items[i].n);
	if (k != DECIDE_RETURN)
		return;
	suggested_flags(a, &e, &flags);
	for (size_t i = 0; i < flags.count; i++)
		*PUSH(a, &ret->flags) = flag_value(a, &flags.items[i]);
}

/* ---- returning ---- */

static bool chosen_at(const struct typed *t, const struct flag *f)
{
	for (size_t i = 0; i < t->flags.count; i++) {
		struct flag one = flag_read(t->flags.items[i]);

		if (one.user == f->user && one.field == f->field &&
		    str_eq(one.code, f->code))
			return true;
	}
	return false;
}

static str other_label(struct arena *a, enum field f)
{
	if (f == FIELD_USERS)
		return S("Ada pengguna yang belum dicantumkan");
	return arena_fmt(a, "%.*s perlu diperbaiki", P(field_labels[f]));
}

static void add_flag(struct arena *a, const struct typed *t, struct flag f,
		     struct flag_group *g)
{
	const struct reason *reason = reason_of(f.code);
	bool chosen = chosen_at(t, &f);

	*PUSH(a, &g->options) = (struct ui_option){
		.value = flag_value(a, &f),
		.label = reason && reason->field != FIELD_NONE ? reason->words
							       : other_label(a, f.field),
		.chosen = chosen,
	};
	g->open |= chosen;
}

/* Each reason that is about the field, or the one for everything else. */
static void add_field(struct arena *a, const struct typed *t, int user, enum field f,
		      struct flag_group *g)
{
	struct flag flag = { .user = user, .field = f };
	size_t before = g->options.count;

	for (size_t i = 0; i < return_reason_count; i++) {
		flag.code = return_reasons[i].code;
		if (return_reasons[i].field == f)
			add_flag(a, t, flag, g);
	}
	flag.code = S("LAINNYA");
	if (g->options.count == before || chosen_at(t, &flag))
		add_flag(a, t, flag, g);
}

static void add_groups(struct arena *a, const struct desk *d, const struct typed *t,
		       struct decision_view *v)
{
	static const enum field whole[] = { FIELD_SK,		FIELD_FORM,
					    FIELD_BASIS_NUMBER, FIELD_BASIS_DATE,
					    FIELD_SIGNER_NAME,	FIELD_SIGNER_NIP,
					    FIELD_USERS };
	struct flag_group *g = PUSH(a, &v->flags);

	g->legend = S("SK, formulir, dan dasar penetapan");
	g->open = true;
	for (size_t i = 0; i < COUNT(whole); i++)
		add_field(a, t, 0, whole[i], g);
	for (size_t i = 0; i < d->r->users.count; i++) {
		const struct applicant *u = &d->r->users.items[i];

		if (u->state != USER_WAITING)
			continue;
		g = PUSH(a, &v->flags);
		g->legend = arena_fmt(a, "Pengguna %d · %.*s", u->n, P(u->name));
		g->open = d->r->users.count <= 3;
		for (size_t f = 0; f < user_field_count; f++)
			add_field(a, t, u->n, user_fields[f], g);
	}
}

static void add_effect(struct arena *a, struct decision_view *v, str text)
{
	*PUSH(a, &v->effects) = text;
}

static err fill_return(struct work *w, const struct desk *d, const struct typed *t,
		       struct decision_view *v)
{
	struct arena *a = w->arena;
	struct date last;

	TRY(working_days_after(w, date_at(w->now, d->zone), RETURN_DAYS, &last));
	add_groups(a, d, t, v);
	v->reason.label = S("Pesan untuk satker");
	v->reason.hint = S("Isian yang ditandai dan batas waktunya ditulis otomatis pada "
			   "email. Tambahkan langkah perbaikan dengan sopan.");
	v->reason.optional = true;
	add_effect(a, v, S("Status permohonan menjadi Perlu Perbaikan."));
	add_effect(a, v, S("Hanya isian yang Anda tandai dibuka untuk diubah."));
	add_effect(a, v,
		   arena_fmt(a, "Satker memperbaiki paling lambat %.*s, 5 hari kerja.",
			     P(text_date(a, last))));
	add_effect(a, v, S("Jam layanan berhenti sampai permohonan dikirim ulang."));
	add_effect(a, v,
		   arena_fmt(a,
			     "Email ke %.*s memuat isian yang ditandai saat dikirim, "
			     "pesan Anda, dan batas waktunya.",
			     P(d->r->contact_email)));
	return OK;
}

/* ---- choosing users ---- */

static bool decidable(enum deciding k, const struct applicant *u)
{
	return u->state == USER_WAITING && (k != DECIDE_SECOND || u->waits_for_second);
}

static const struct user_obstacle *obstacle_of(const struct user_obstacles *all, int n)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].user == n)
			return &all->items[i];
	return NULL;
}

static bool finds(const struct desk *d, int user, str code)
{
	for (size_t i = 0; i < d->findings.count; i++)
		if (d->findings.items[i].user == user &&
		    str_eq(d->findings.items[i].code, code))
			return true;
	return false;
}

static str blocked_text(const struct desk *d, const struct applicant *u)
{
	return finds(d, u->n, S("email_taken"))
		       ? S("Tidak disetujui: email sudah terdaftar atas nama orang lain.")
		       : S("Tidak disetujui: peran tidak boleh dirangkap di satker ini.");
}

static str nik_obstacle_text(struct arena *a, const struct desk *d,
			     const struct applicant *u)
{
	const struct nik_check *c = check_of(&d->checks, u, d->r->round);

	if (c && c->state != NIK_ANSWERED && c->source == NIK_MANUAL)
		return S("Perlu petugas kedua: hasil NIK belum dicatat.");
	if (!c || c->state != NIK_ANSWERED)
		return S("Perlu petugas kedua: Dukcapil belum menjawab.");
	return arena_fmt(a, "Perlu petugas kedua: hasil Dukcapil %.*s.",
			 P(nik_labels[c->outcome]));
}

static const char *irregular_text(const struct desk *d, const struct applicant *u)
{
	bool self = finds(d, u->n, S("self_appointed"));
	bool birth = finds(d, u->n, S("nik_nip_birth"));
	bool sex = finds(d, u->n, S("nik_nip_sex"));

	if (self)
		return birth || sex
			       ? "menetapkan dirinya sendiri, dan NIK dan NIP berbeda"
			       : "menetapkan dirinya sendiri";
	if (birth && sex)
		return "tanggal lahir dan jenis kelamin pada NIK dan NIP berbeda";
	return birth ? "tanggal lahir pada NIK dan NIP berbeda"
		     : "jenis kelamin pada NIK dan NIP berbeda";
}

/* What an approval means for the user. */
static str prospect_of(struct arena *a, const struct desk *d, const struct applicant *u,
		       const struct user_obstacle *o)
{
	if (o && o->blocked)
		return blocked_text(d, u);
	if (o && o->what == OBSTACLE_NEVER)
		return S("Tidak dapat disetujui siapa pun: NIK tercatat meninggal atau "
			 "salah format.");
	if (o && o->what == OBSTACLE_NIK)
		return nik_obstacle_text(a, d, u);
	if (o && o->what == OBSTACLE_SECOND)
		return arena_fmt(a, "Perlu petugas kedua: %s.", irregular_text(d, u));
	if (o && o->what == OBSTACLE_LAST)
		return S("Perlu petugas kedua: satker tidak akan punya pengguna aktif.");
	if (d->r->kind == KIND_PERUBAHAN)
		return arena_fmt(a, "Data diubah; pemberitahuan ke %.*s.", P(u->email));
	if (d->r->kind == KIND_PENGHAPUSAN)
		return S("Akses ke satker ini berakhir seketika.");
	if (finds(d, u->n, S("known_person")))
		return arena_fmt(a, "Sudah memiliki akun; pemberitahuan ke %.*s.",
				 P(u->email));
	return arena_fmt(a, "Akun dibuat; email aktivasi ke %.*s.", P(u->email));
}

/* Whom a decision can be about; an approval says what stands in its way. */
struct choosing {
	enum deciding kind;
	const struct typed *typed;
	struct user_obstacles obstacles;
};

static void add_people(struct arena *a, const struct desk *d, const struct choosing *c,
		       struct decision_view *v)
{
	v->people = (struct ui_choices){ .id = S("pengguna"),
					 .name = S("pengguna[]"),
					 .legend = S("Pengguna"),
					 .many = true };
	for (size_t i = 0; i < d->r->users.count; i++) {
		const struct applicant *u = &d->r->users.items[i];
		const struct user_obstacle *o = obstacle_of(&c->obstacles, u->n);
		str number = arena_fmt(a, "%d", u->n);
		bool never = o && (o->what == OBSTACLE_NEVER || o->blocked);

		if (decidable(c->kind, u))
			*PUSH(a, &v->people.options) = (struct ui_option){
				.value = number,
				.label = u->name,
				.hint = c->obstacles.count
						? prospect_of(a, d, u, o)
						: role_set_text(a, u->roles, role_labels),
				.chosen = !never && among(&c->typed->users, number),
				.disabled = never,
			};
	}
}

static bool any_enabled(const struct ui_options *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (!o->items[i].disabled)
			return true;
	return false;
}

/* ---- rejecting ---- */

static err fill_reject(struct work *w, const struct desk *d, const struct typed *t,
		       struct decision_view *v)
{
	struct choosing all = { .kind = DECIDE_REJECT, .typed = t };
	struct arena *a = w->arena;
	struct kppn *k;

	TRY(kppn_find(w, d->r->kppn, &k));
	add_people(a, d, &all, v);
	v->codes =
		(struct ui_choices){ .id = S("kode"), .legend = S("Alasan penolakan") };
	for (size_t i = 0; i < reject_reason_count; i++)
		*PUSH(a, &v->codes.options) = (struct ui_option){
			.value = reject_reasons[i].code,
			.label = reject_reasons[i].words,
			.chosen = str_eq(reject_reasons[i].code, t->code),
		};
	v->reason.label = S("Penjelasan untuk satker");
	v->reason.hint = S("Tampil pada email dan halaman status.");
	v->reason.required = true;
	add_effect(a, v, S("Pengguna yang ditolak tidak mendapat akses."));
	add_effect(a, v,
		   S("Penolakan tidak dapat dibuka kembali; satker mengajukan "
		     "permohonan baru."));
	add_effect(a, v, arena_fmt(a, "Alasan dikirim ke %.*s.", P(d->r->contact_email)));
	add_effect(a, v,
		   arena_fmt(a, "Satker diminta menghubungi %.*s%s%.*s%s%.*s.",
			     P(d->r->kppn_name), k && k->phone.n ? ", telepon " : "",
			     P(k ? k->phone : S("")), k && k->email.n ? ", " : "",
			     P(k ? k->email : S(""))));
	return OK;
}

/* ---- approving ---- */

static void add_notice(struct arena *a, struct decision_view *v, str tone, str title,
		       str text)
{
	*PUSH(a, &v->notices) = (struct ui_notice){ tone, title, text };
}

static bool needs_second(const struct user_obstacles *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (!all->items[i].blocked && (all->items[i].what == OBSTACLE_SECOND ||
					       all->items[i].what == OBSTACLE_LAST ||
					       all->items[i].what == OBSTACLE_NIK))
			return true;
	return false;
}

/* The approval waits for the comparison: said before it is refused. */
static void warn_of_marks(struct arena *a, const struct desk *d, struct decision_view *v)
{
	struct marks all = d->marks;
	size_t differ = 0;

	for (size_t i = 0; i < d->marks.count; i++)
		differ += !d->marks.items[i].matches;
	marks_complete(a, d->r, &all);
	if (differ)
		add_notice(a, v, S("bahaya"),
			   arena_fmt(a, "%zu isian Anda tandai tidak cocok.", differ),
			   S("Kembalikan permohonan agar satker memperbaikinya."));
	else if (all.count > d->marks.count)
		add_notice(a, v, S("info"),
			   arena_fmt(a, "%zu isian belum Anda cocokkan.",
				     all.count - d->marks.count),
			   S("Batalkan, lalu tandai di meja verifikasi: satu tombol "
			     "menandai semua isian seorang pengguna."));
}

static void add_approval_effects(struct work *w, const struct desk *d,
				 struct decision_view *v)
{
	add_effect(w->arena, v,
		   arena_fmt(w->arena, "Pengguna langsung terdaftar di satker %.*s.",
			     P(d->r->satker)));
	add_effect(w->arena, v,
		   S("Tautan aktivasi berlaku 72 jam dan hanya sampai di kotak email "
		     "pengguna."));
	add_effect(w->arena, v,
		   arena_fmt(w->arena, "Satker diberi tahu di %.*s.",
			     P(d->r->contact_email)));
	add_effect(w->arena, v, S("Putusan tercatat di jejak audit atas nama Anda."));
}

static err fill_approve(struct work *w, const struct desk *d, const struct typed *t,
			struct decision_view *v)
{
	struct choosing c = { .kind = DECIDE_APPROVE, .typed = t };

	TRY(registration_obstacles(w, d->r->number, &c.obstacles));
	add_people(w->arena, d, &c, v);
	warn_of_marks(w->arena, d, v);
	v->final |= !any_enabled(&v->people.options);
	if (needs_second(&c.obstacles)) {
		add_notice(w->arena, v, S("awas"), S("Perlu petugas kedua"),
			   S("Persetujuan Anda menjadi yang pertama. Petugas lain "
			     "membaca alasan Anda dan menyetujui atau menolaknya."));
		v->reason.label = S("Alasan menyetujui");
		v->reason.hint = S("Dibaca petugas kedua dan tercatat di jejak audit.");
	} else {
		v->reason.id = S("");
	}
	add_approval_effects(w, d, v);
	return OK;
}

/* ---- the second officer ---- */

static err tell_first(struct work *w, const struct desk *d, struct decision_view *v)
{
	struct audit_entries all;

	TRY(audit_of(w, S("registration"), d->r->number, 200, &all));
	for (size_t i = 0; i < all.count; i++) {
		const struct audit_entry *e = &all.items[i];

		if (!str_eq(e->event, S("registration.second_asked")) &&
		    !str_eq(e->event, S("registration.approved")))
			continue;
		add_notice(w->arena, v, S("info"),
			   arena_fmt(w->arena,
				     "%.*s menyetujui %.*s dengan alasan:", P(e->actor),
				     P(text_instant(w->arena, e->at, d->zone))),
			   e->reason);
		return OK;
	}
	return OK;
}

/* What the first one found when he compared: the second need not take it on trust. */
static void tell_compared(struct arena *a, const struct desk *d, struct decision_view *v)
{
	const struct comparison *c = last_comparison(d);

	if (!c) {
		add_notice(a, v, S("awas"),
			   S("Belum ada isian yang dicocokkan pada putaran ini."), S(""));
		return;
	}
	add_notice(a, v, c->differing ? S("bahaya") : S("info"),
		   arena_fmt(a, "%.*s mencocokkan dengan dokumen %.*s: %.*s.", P(c->name),
			     P(text_instant(a, c->at, d->zone)),
			     P(comparison_text(a, c))),
		   differing_text(a, d));
}

static err fill_second(struct work *w, const struct desk *d, const struct typed *t,
		       struct decision_view *v)
{
	struct choosing c = { .kind = DECIDE_SECOND, .typed = t };

	TRY(tell_first(w, d, v));
	tell_compared(w->arena, d, v);
	TRY(registration_obstacles(w, d->r->number, &c.obstacles));
	add_people(w->arena, d, &c, v);
	v->final |= !any_enabled(&v->people.options);
	v->may_refuse = true;
	v->reason.label = S("Catatan");
	v->reason.hint = S("Tercatat di jejak audit.");
	v->reason.optional = true;
	add_approval_effects(w, d, v);
	return OK;
}

/* ---- all four ---- */

err fill_decision(struct work *w, enum deciding k, const struct desk *d,
		  const struct typed *t, struct decision_view *v)
{
	static err (*const fills[DECIDING])(struct work * w, const struct desk *d,
					    const struct typed *t,
					    struct decision_view *v) = {
		[DECIDE_RETURN] = fill_return,
		[DECIDE_REJECT] = fill_reject,
		[DECIDE_APPROVE] = fill_approve,
		[DECIDE_SECOND] = fill_second,
	};

	v->reason = (struct ui_textarea){
		.id = S("alasan"), .value = t->reason, .maxlength = 1000, .rows = 4
	};
	return fills[k](w, d, t, v);
}
