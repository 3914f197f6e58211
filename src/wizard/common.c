#include "wizard/internal.h"

err wizard_refuse(struct reply *rp, enum registration_refusal why)
{
	return reply_refusal(rp, &registration_refusals[why]);
}

bool editable(const struct registration *r)
{
	bool waits = r->way == WAY_NIK || r->way == WAY_KPA;

	return (r->state == STATE_DRAFT && !waits) || r->state == STATE_RETURNED;
}

err open_request(struct work *w, const struct request *rq, struct reply *rp,
		 struct registration **ret)
{
	TRY(registration_read(w, path_str(rq, "number"), ret));
	return *ret ? OK : wizard_refuse(rp, REGISTRATION_NOT_FOUND);
}

err open_draft(struct work *w, const struct request *rq, struct reply *rp,
	       struct registration **ret)
{
	str number;

	TRY(open_request(w, rq, rp, ret));
	if (!*ret || editable(*ret))
		return OK;
	number = (*ret)->number;
	*ret = NULL;
	return reply_redirect(rp, arena_fmt(w->arena, "/permohonan/%.*s", P(number)));
}

str wizard_path(struct arena *a, const struct registration *r, str rest)
{
	return arena_fmt(a, "/pendaftaran/%.*s%.*s", P(r->number), P(rest));
}

struct page wizard_page(struct arena *a, str title)
{
	(void)a;
	return (struct page){ .title = title,
			      .layout = LAYOUT_FOCUS,
			      .exit_path = S("/pendaftaran/keluar") };
}

struct html *wizard_reply(struct reply *rp, int status, struct page page,
			  const struct registration *r)
{
	struct html *out = reply_page(rp, status, page);

	out->zone = r->zone;
	return out;
}

struct complaints complaints_about(struct arena *a, const struct findings *found,
				   int user, enum severity s)
{
	struct complaints c = { 0 };

	for (size_t i = 0; i < found->count; i++) {
		const struct finding *f = &found->items[i];

		if (f->user == user && f->severity == s)
			*PUSH(a, &c) = (struct complaint){ field_words[f->field], f->code,
							   finding_text(a, f) };
	}
	return c;
}

str error_of(const struct complaints *c, str field)
{
	for (size_t i = 0; i < c->count; i++)
		if (str_eq(c->items[i].field, field))
			return c->items[i].message;
	return S("");
}

bool holds_errors(const struct findings *found, int user)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->items[i].user == user &&
		    found->items[i].severity == SEVERITY_REFUSE)
			return true;
	return false;
}

str nik_text(struct arena *a, str nik, struct date today)
{
	struct nik_facts facts;
	str region, province;

	if (nik_read(nik, today, &facts) != NIK_FINE)
		return S("");
	region = region_name(facts.region);
	province = region_name(str_left(facts.region, 2));
	return arena_fmt(a, "%.*s%s%.*s, lahir %02d/%02d/%04d, %s",
			 P(region.n ? region
				    : arena_fmt(a, "Kode wilayah %.*s tidak dikenal",
						P(facts.region))),
			 province.n ? ", " : "", P(province), facts.born.day,
			 facts.born.month, facts.born.year,
			 facts.female ? "perempuan" : "laki-laki");
}

str named(struct arena *a, const struct registration *r, int user, str text)
{
	for (size_t i = 0; i < r->users.count; i++)
		if (r->users.items[i].n == user)
			return arena_fmt(
				a, "Pengguna %d (%.*s): %.*s", user,
				P(ui_or(r->users.items[i].name, S("tanpa nama"))),
				P(text));
	return text;
}

struct strs remarks_on(struct arena *a, const struct findings *found, int user)
{
	struct strs all = { 0 };

	for (size_t i = 0; i < found->count; i++)
		if (found->items[i].user == user &&
		    found->items[i].severity != SEVERITY_REFUSE)
			*PUSH(a, &all) = finding_text(a, &found->items[i]);
	return all;
}

/* ---- what the office asked for ---- */

err open_flags(struct work *w, const struct registration *r, struct flags *ret)
{
	*ret = (struct flags){ 0 };
	return r->state == STATE_RETURNED ? registration_flags(w, r->id, ret) : OK;
}

str flag_text(struct arena *a, const struct flag *f)
{
	return arena_fmt(a, "%.*s%s%.*s", P(reason_words(f->code)), f->note.n ? ": " : "",
			 P(f->note));
}

void ask_beside(struct arena *a, const struct flags *flags, int user, enum field f,
		str *hint)
{
	for (size_t i = 0; i < flags->count; i++)
		if (flags->items[i].user == user && flags->items[i].field == f)
			*hint = arena_fmt(a, "Perlu diperbaiki: %.*s%s%.*s",
					  P(flag_text(a, &flags->items[i])),
					  hint->n ? ". " : "", P(*hint));
}

/* Fields of the request itself but not its files are asked about on the page of the SK.
 */
static bool asked_on(const struct flag *f, enum asked_page page)
{
	bool file = f->field == FIELD_SK || f->field == FIELD_FORM;

	return page > 0 ? f->user == (int)page
			: f->user == 0 && file == (page == ASKED_FILES);
}

static str answer_name(struct arena *a, enum field f)
{
	return arena_fmt(a, "jelas-%.*s", P(field_words[f]));
}

struct asked_list asked_about(struct arena *a, const struct request *rq,
			      const struct flags *flags, int page)
{
	struct asked_list list = { 0 };

	for (size_t i = 0; i < flags->count; i++) {
		const struct flag *f = &flags->items[i];
		str name = answer_name(a, f->field);

		if (!asked_on(f, (enum asked_page)page))
			continue;
		*PUSH(a, &list) = (struct asked){
			.label = field_labels[f->field],
			.text = flag_text(a, f),
			.fixed = f->fixed,
			.answer = { .id = name,
				    .label = arena_fmt(a, "Penjelasan bila %.*s tetap",
						       P(field_labels[f->field])),
				    .value = form_has(rq, name.p) ? form_str(rq, name.p)
								  : f->answer,
				    .rows = 2,
				    .maxlength = 1000,
				    .optional = true },
		};
	}
	return list;
}

struct flags typed_answers(struct arena *a, const struct request *rq,
			   const struct flags *flags, int page)
{
	struct flags answers = { 0 };

	for (size_t i = 0; i < flags->count; i++) {
		struct flag f = flags->items[i];
		str name = answer_name(a, f.field);

		if (!asked_on(&f, (enum asked_page)page) || !form_has(rq, name.p))
			continue;
		f.answer = form_str(rq, name.p);
		*PUSH(a, &answers) = f;
	}
	return answers;
}

struct ui_tag state_tag(enum registration_state s)
{
	static const struct ui_tag tags[STATES] = {
		[STATE_DRAFT] = { .icon = STR("circle-dashed") },
		[STATE_SUBMITTED] = { .tone = STR("info"), .icon = STR("send") },
		[STATE_VERIFYING] = { .tone = STR("info"), .icon = STR("eye") },
		[STATE_RETURNED] = { .tone = STR("awas") },
		[STATE_REJECTED] = { .tone = STR("bahaya") },
		[STATE_ACTIVE] = { .tone = STR("ok") },
		[STATE_DONE] = { .tone = STR("ok") },
		[STATE_WITHDRAWN] = { .icon = STR("ban") },
		[STATE_EXPIRED] = { .icon = STR("ban") },
	};
	struct ui_tag tag = tags[s];

	tag.label = state_words[s];
	return tag;
}

struct ui_tag user_tag(enum user_state s)
{
	static const str tones[USER_STATES] = {
		[USER_WAITING] = STR("info"),
		[USER_APPROVED] = STR("ok"),
		[USER_RETURNED] = STR("awas"),
		[USER_REJECTED] = STR("bahaya"),
	};

	return (struct ui_tag){ .tone = tones[s], .label = user_state_words[s] };
}

str reason_words(str code)
{
	const struct reason *r = reason_of(code);

	return r ? r->words : S("");
}

str letter_words(str kind)
{
	static const struct {
		str kind, words;
	} kinds[] = {
		{ STR("draf"), STR("Draf dan tautan melanjutkan") },
		{ STR("terkirim"), STR("Bukti pengajuan") },
		{ STR("dikembalikan"), STR("Permintaan perbaikan") },
		{ STR("ditolak"), STR("Penolakan") },
		{ STR("disetujui"), STR("Persetujuan") },
		{ STR("pengingat"), STR("Pengingat perbaikan") },
		{ STR("kedaluwarsa"), STR("Permohonan kedaluwarsa") },
		{ STR("lanjut"), STR("Tautan melanjutkan") },
		{ STR("pemberitahuan"), STR("Pemberitahuan ke pengguna satker") },
		{ STR("email"), STR("Email pengguna perlu diganti") },
		{ STR("tidak-dikonfirmasi"), STR("Penambahan tidak dikonfirmasi") },
	};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_eq(kinds[i].kind, kind))
			return kinds[i].words;
	return S("Email");
}

struct ui_tag letter_tag(enum mail_state s)
{
	static const struct ui_tag tags[MAIL_STATES] = {
		[MAIL_QUEUED] = { .tone = STR("info"),
				  .icon = STR("hourglass"),
				  .label = STR("Antre") },
		[MAIL_SENT] = { .tone = STR("ok"), .label = STR("Terkirim") },
		[MAIL_DELAYED] = { .tone = STR("awas"), .label = STR("Ditunda") },
		[MAIL_BOUNCED] = { .tone = STR("bahaya"), .label = STR("Terpental") },
	};

	return tags[s];
}
