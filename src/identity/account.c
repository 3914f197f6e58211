/* Activation, sign-in and forgotten passwords: the built-in DIGIT. */
#include "audit/audit.h"
#include "identity/internal.h"
#include "jobs/jobs.h"

/* What the owner could not avoid knowing must not open the account. */
static struct password_context context_of(const struct person *p, str nik)
{
	return (struct password_context){ p->name, p->email, nik, p->id_number };
}

static err record(struct work *w, str event, int64_t person)
{
	struct audit_act act = {
		.event = event,
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)person),
	};

	return audit_record(w, &act);
}

err link_open(struct work *w, enum link_kind k, str token, struct link **ret)
{
	TRY(link_find(w, k, sha256_hex(w->arena, token), ret));
	if (*ret && ((*ret)->used || (*ret)->killed || (*ret)->expires_at <= w->now))
		*ret = NULL;
	return OK;
}

static str link_bucket(struct work *w, int64_t link)
{
	return arena_fmt(w->arena, "tautan:%lld", (long long)link);
}

/*
 * The NIK is the second datum: who got the letter by mistake does not know it. Everything
 * is said at once (S01, S04 allow it): whether the NIK fits is told at every try anyway
 * and each failure of it is counted, and to who has another NIK the password is judged by
 * what he typed alone. The owner's name and address would tell him whose link he holds.
 */
static err check_owner(struct work *w, const struct link *l,
		       const struct link_answer *answer, struct password_work *ret)
{
	struct password_context context;
	struct person *p;

	TRY(person_by_nik(w, answer->nik, &p));
	if (!p || p->id != l->person) {
		context = (struct password_context){ .nik = answer->nik };
		ret->why = ACTIVATION_NIK;
		ret->fault = password_check(w->arena, answer->password.value, &context);
		return OK;
	}
	context = context_of(p, answer->nik);
	ret->fault = password_check(w->arena, answer->password.value, &context);
	ret->why = ret->fault ? ACTIVATION_PASSWORD : ACTIVATION_DONE;
	return OK;
}

err link_prepare(struct work *w, enum link_kind k, str token,
		 const struct link_answer *answer, struct password_work *ret)
{
	struct link *l;
	int64_t wait;

	*ret = (struct password_work){ .why = ACTIVATION_LINK_DEAD };
	TRY(link_open(w, k, token, &l));
	if (!l)
		return OK;
	ret->link = l->id;
	ret->person = l->person;
	TRY(throttle_wait(w, link_bucket(w, l->id), &wait));
	ret->wait = wait;
	if (wait)
		ret->why = ACTIVATION_WAIT;
	else
		TRY(check_owner(w, l, answer, ret));
	if (!ret->why) {
		ret->what = HASH_NEW;
		ret->password = answer->password;
	}
	return OK;
}

static err set_password(struct work *w, enum link_kind k, const struct password_work *p,
			bool *ret_won)
{
	TRY(link_use(w, p->link, ret_won));
	if (!*ret_won)
		return OK;
	if (k == LINK_ACTIVATION)
		return account_activate(w, p->person, p->new_hash, ret_won);
	TRY(account_password(w, p->person, p->new_hash));
	return sessions_end_all(w, p->person, 0);
}

static err tell_changed(struct work *w, enum link_kind k, int64_t id)
{
	struct person *p;

	if (k == LINK_ACTIVATION) {
		TRY(record(w, S("account.activated"), id));
		return identity_hooks.activated(w, id);
	}
	TRY(person_find(w, id, &p));
	TRY(record(w, S("account.password_reset"), id));
	return letter_password_changed(w, p);
}

err link_finish(struct work *w, enum link_kind k, const struct password_work *p,
		enum activation_refusal *ret)
{
	bool won;

	*ret = p->why;
	if (p->why == ACTIVATION_NIK)
		return throttle_count(w, link_bucket(w, p->link), 3, DAY);
	if (p->why)
		return OK;
	TRY(set_password(w, k, p, &won));
	*ret = won ? ACTIVATION_DONE : ACTIVATION_LINK_DEAD;
	return won ? tell_changed(w, k, p->person) : OK;
}

err password_work_do(struct arena *keep, void *note)
{
	struct password_work *p = note;

	switch (p->what) {
	case HASH_NOTHING:
		return OK;
	case HASH_NOBODY:
		return password_verify_nobody(p->password);
	case HASH_VERIFY:
		return password_verify(p->password, p->old_hash, &p->good);
	case HASH_NEW:
		return password_hash(keep, p->password, &p->new_hash);
	}
	return OK;
}

/* The letter goes to the owner's mailbox only; who asks learns nothing. */
static err reset_owner(struct work *w, const struct person *p)
{
	str token = token_new(w->arena);
	int64_t last;

	TRY(link_latest(w, LINK_RESET, p->id, &last));
	if (last > w->now - MINUTE)
		return OK;
	TRY(links_kill(w, LINK_RESET, p->id));
	TRY(link_insert(w, LINK_RESET, p->id, sha256_hex(w->arena, token),
			w->now + RESET_SECONDS));
	TRY(record(w, S("account.reset_asked"), p->id));
	return letter_reset(w, p, token);
}

/* Whoever knows a NIK can ask; the mailbox is not to be filled with what comes of it. */
static err letters_wait(struct work *w, int64_t person, bool *ret)
{
	str bucket = arena_fmt(w->arena, "surat:%lld", (long long)person);
	int64_t seconds;

	TRY(throttle_wait(w, bucket, &seconds));
	*ret = seconds > 0;
	return *ret ? OK : throttle_count(w, bucket, 3, DAY);
}

/* About a person, 0: about nobody. May be repeated: at most one letter a minute leaves.
 */
static err run_reset(struct work *w, const struct job *j)
{
	struct person *p;
	bool sent, wait;

	TRY(person_find(w, j->subject, &p));
	if (p)
		TRY(letters_wait(w, p->id, &wait));
	if (p && wait)
		return OK;
	if (p && p->account == ACCOUNT_WAITING)
		return activation_resend(w, p->id, &sent);
	return p && p->account == ACCOUNT_ACTIVE ? reset_owner(w, p) : OK;
}

const struct job_kind identity_reset_job = {
	.name = STR("identity.reset"),
	.run = run_reset,
	.max_tries = 5,
};

err reset_later_for(struct work *w, int64_t person)
{
	return jobs_add(w, &identity_reset_job, person, S(""), 0);
}

/* The same steps for every NIK, known or not: the time of the answer tells nothing. */
err reset_later(struct work *w, str nik)
{
	int64_t person;

	TRY(person_holding(w, nik, &person));
	return reset_later_for(w, person);
}

/* A stolen session must not become a place to guess the password from. */
static str again_bucket(struct work *w)
{
	return arena_fmt(w->arena, "ulang:%lld", (long long)w->actor->session);
}

/*
 * The same work and the same answer whether there is such an account or not:
 * the hash of nobody is verified in its place.
 */
err sign_in_prepare(struct work *w, const struct sign_in *s, struct arena *keep,
		    struct password_work *ret)
{
	struct account a = { 0 };
	struct person *p;
	int64_t wait;

	*ret = (struct password_work){ .what = HASH_NOBODY, .password = s->password };
	TRY(guesses_wait(w, s, &wait));
	TRY(person_by_nik(w, s->nik, &p));
	if (p)
		TRY(account_find(w, p->id, &a));
	if (wait) {
		ret->what = HASH_NOTHING;
		ret->wait = wait;
	} else if (a.state == ACCOUNT_ACTIVE) {
		ret->what = HASH_VERIFY;
		ret->person = p->id;
		ret->old_hash = arena_str(keep, a.password_hash);
	}
	return OK;
}

err reauthenticate_prepare(struct work *w, struct secret password, struct arena *keep,
			   struct password_work *ret)
{
	struct account a;
	int64_t wait;

	*ret = (struct password_work){ .what = HASH_NOBODY, .password = password };
	TRY(throttle_wait(w, again_bucket(w), &wait));
	TRY(account_find(w, w->actor->person, &a));
	ret->wait = wait;
	if (wait) {
		ret->what = HASH_NOTHING;
	} else if (a.state == ACCOUNT_ACTIVE) {
		ret->what = HASH_VERIFY;
		ret->person = a.person;
		ret->old_hash = arena_str(keep, a.password_hash);
	}
	return OK;
}

static err open_session(struct work *w, const struct sign_in *s, int64_t person,
			str *ret_token)
{
	struct memberships all;
	struct sessions open;
	struct session made = {
		.person = person,
		.channel = s->channel,
		.address = s->address,
		.agent = str_left(s->agent, 200),
	};
	bool ended;

	TRY(memberships_of(w, person, &all));
	made.membership = all.count == 1 ? all.items[0].id : 0;
	TRY(sessions_open(w, person, &open));
	for (size_t i = SESSIONS_MAX - 1; i < open.count; i++)
		TRY(session_end(w, open.items[i].id, person, &ended));
	*ret_token = token_new(w->arena);
	return session_insert(w, &made, sha256_hex(w->arena, *ret_token));
}

/* While it was hashed the password may have been changed, or the account locked. */
static err still_good(struct work *w, const struct password_work *p, bool *ret)
{
	struct account a;

	*ret = p->good;
	if (!*ret)
		return OK;
	TRY(account_find(w, p->person, &a));
	*ret = a.state == ACCOUNT_ACTIVE && str_eq_secret(a.password_hash, p->old_hash);
	return OK;
}

err sign_in_finish(struct work *w, const struct sign_in *s, const struct password_work *p,
		   enum sign_in_refusal *ret, str *ret_token)
{
	bool good;

	TRY(still_good(w, p, &good));
	*ret = p->wait ? SIGN_IN_WAIT : good ? SIGNED_IN : SIGN_IN_WRONG;
	if (p->wait)
		return OK;
	if (!good)
		return guesses_count(w, s);
	TRY(guesses_forget(w, s));
	TRY(open_session(w, s, p->person, ret_token));
	TRY(account_signed_in(w, p->person));
	return record(w, S("session.opened"), p->person);
}

err reauthenticate_finish(struct work *w, const struct password_work *p,
			  enum sign_in_refusal *ret)
{
	*ret = p->wait ? SIGN_IN_WAIT : p->good ? SIGNED_IN : SIGN_IN_WRONG;
	if (p->wait)
		return OK;
	if (!p->good)
		return throttle_count(w, again_bucket(w), 5, 15 * MINUTE);
	TRY(session_authenticated(w, w->actor->session));
	return record(w, S("session.reauthenticated"), p->person);
}

err session_close(struct work *w, int64_t session, bool *ret_was_open)
{
	TRY(session_end(w, session, w->actor->person, ret_was_open));
	return *ret_was_open ? record(w, S("session.closed"), w->actor->person) : OK;
}

bool entered_lately(const struct actor *a, int64_t now, int64_t seconds)
{
	return a->authenticated_at > now - seconds;
}
