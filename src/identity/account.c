/* Activation, sign-in and forgotten passwords: the built-in DIGIT. */
#include "audit/audit.h"
#include "identity/internal.h"

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

static str link_bucket(struct work *w, const struct link *l)
{
	return arena_fmt(w->arena, "tautan:%lld", (long long)l->id);
}

static err set_password(struct work *w, enum link_kind k, const struct link *l,
			struct secret password, bool *ret)
{
	str hash;

	TRY(link_use(w, l->id, ret));
	if (!*ret)
		return OK;
	TRY(password_hash(w->arena, password, &hash));
	if (k == LINK_ACTIVATION)
		return account_activate(w, l->person, hash, ret);
	TRY(account_password(w, l->person, hash));
	return sessions_end_all(w, l->person, 0);
}

/* The NIK is the second datum: who got the letter by mistake does not know it. */
static err check_owner(struct work *w, const struct link *l, str nik,
		       enum activation_refusal *ret)
{
	struct person *p;

	TRY(person_by_nik(w, nik, &p));
	if (p && p->id == l->person)
		return OK;
	*ret = ACTIVATION_NIK;
	return throttle_count(w, link_bucket(w, l), 3, DAY);
}

static err finish(struct work *w, enum link_kind k, const struct person *p)
{
	if (k == LINK_ACTIVATION) {
		TRY(record(w, S("account.activated"), p->id));
		return identity_hooks.activated ? identity_hooks.activated(w, p->id) : OK;
	}
	TRY(record(w, S("account.password_reset"), p->id));
	return letter_password_changed(w, p);
}

err link_consume(struct work *w, enum link_kind k, str token, str nik, struct secret password,
		 enum activation_refusal *ret, enum password_fault *ret_fault)
{
	struct password_context context;
	struct person *p;
	struct link *l;
	int64_t wait;
	bool won;

	*ret = ACTIVATION_LINK_DEAD;
	*ret_fault = PASSWORD_FINE;
	TRY(link_open(w, k, token, &l));
	if (!l)
		return OK;
	TRY(throttle_wait(w, link_bucket(w, l), &wait));
	*ret = wait ? ACTIVATION_WAIT : ACTIVATION_DONE;
	if (!wait)
		TRY(check_owner(w, l, nik, ret));
	if (*ret)
		return OK;
	TRY(person_find(w, l->person, &p));
	context = context_of(p, nik);
	*ret_fault = password_check(w->arena, password.value, &context);
	*ret = *ret_fault ? ACTIVATION_PASSWORD : ACTIVATION_DONE;
	if (*ret)
		return OK;
	TRY(set_password(w, k, l, password, &won));
	*ret = won ? ACTIVATION_DONE : ACTIVATION_LINK_DEAD;
	return won ? finish(w, k, p) : OK;
}

/* Neutral: who asks learns nothing; the letter goes to the owner's mailbox only. */
err reset_ask(struct work *w, str nik)
{
	str token = token_new(w->arena);
	struct person *p;
	int64_t last;

	TRY(person_by_nik(w, nik, &p));
	if (!p)
		return OK;
	if (p->account == ACCOUNT_WAITING)
		return activation_ask(w, nik);
	if (p->account != ACCOUNT_ACTIVE)
		return OK;
	TRY(link_latest(w, LINK_RESET, p->id, &last));
	if (last > w->now - MINUTE)
		return OK;
	TRY(links_kill(w, LINK_RESET, p->id));
	TRY(link_insert(w, LINK_RESET, p->id, sha256_hex(w->arena, token), w->now + RESET_SECONDS));
	TRY(record(w, S("account.reset_asked"), p->id));
	return letter_reset(w, p, token);
}

err activation_ask(struct work *w, str nik)
{
	struct person *p;
	bool sent;

	TRY(person_by_nik(w, nik, &p));
	return p ? activation_resend(w, p->id, &sent) : OK;
}

/* Throttled per client class and NIK: a stranger's failures never slow the owner. */
static str nik_bucket(struct work *w, const struct sign_in *s)
{
	return arena_fmt(w->arena, "masuk:%.*s:%.*s", P(nik_hash(w, s->nik)),
			 P(client_class(w->arena, s->address)));
}

static str address_bucket(struct work *w, const struct sign_in *s)
{
	return arena_fmt(w->arena, "masuk:%.*s", P(client_class(w->arena, s->address)));
}

str client_class(struct arena *a, str address)
{
	size_t last = address.n;

	if (str_index(address, ':') < address.n)
		return str_left(address, 19); /* /64 as written; good enough for a class */
	while (last && address.p[last - 1] != '.')
		last--;
	return arena_fmt(a, "%.*s0/24", P(str_left(address, last)));
}

static err wait_of(struct work *w, const struct sign_in *s, int64_t *ret)
{
	int64_t address;

	TRY(throttle_wait(w, nik_bucket(w, s), ret));
	TRY(throttle_wait(w, address_bucket(w, s), &address));
	*ret = *ret > address ? *ret : address;
	return OK;
}

/* The same work and the same answer whether there is such an account or not. */
static err verify(struct work *w, const struct sign_in *s, int64_t *ret_person, bool *ret)
{
	struct account a = { 0 };
	struct person *p;

	*ret = false;
	TRY(person_by_nik(w, s->nik, &p));
	if (p)
		TRY(account_find(w, p->id, &a));
	if (a.state != ACCOUNT_ACTIVE)
		return password_verify_nobody(s->password);
	*ret_person = p->id;
	return password_verify(s->password, a.password_hash, ret);
}

static err open_session(struct work *w, const struct sign_in *s, int64_t person, str *ret_token)
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

err sign_in(struct work *w, const struct sign_in *s, enum sign_in_refusal *ret, str *ret_token,
	    int64_t *ret_person)
{
	int64_t wait;
	bool good;

	*ret_person = 0;
	TRY(wait_of(w, s, &wait));
	*ret = SIGN_IN_WAIT;
	if (wait)
		return OK;
	TRY(verify(w, s, ret_person, &good));
	*ret = good ? SIGNED_IN : SIGN_IN_WRONG;
	if (!good) {
		TRY(throttle_count(w, nik_bucket(w, s), 10, 15 * MINUTE));
		return throttle_count(w, address_bucket(w, s), 100, 15 * MINUTE);
	}
	TRY(throttle_clear(w, nik_bucket(w, s)));
	TRY(open_session(w, s, *ret_person, ret_token));
	return record(w, S("session.opened"), *ret_person);
}

err reauthenticate(struct work *w, struct secret password, bool *ret)
{
	struct account a;

	TRY(account_find(w, w->actor->person, &a));
	*ret = false;
	if (a.state != ACCOUNT_ACTIVE)
		return password_verify_nobody(password);
	TRY(password_verify(password, a.password_hash, ret));
	if (!*ret)
		return OK;
	TRY(session_authenticated(w, w->actor->session));
	return record(w, S("session.reauthenticated"), a.person);
}

bool entered_lately(const struct actor *a, int64_t now, int64_t seconds)
{
	return a->authenticated_at > now - seconds;
}
