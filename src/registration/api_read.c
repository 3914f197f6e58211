/* From a checked body to what the operations take. */
#include "registration/api.h"

/* ---- single values ---- */

/* The text of a member into *at; its bit when it is given. */
static uint64_t read_text(const struct json *j, str name, enum field f, str *at)
{
	const struct json *value = json_get(j, name);

	if (!value || value->kind != JSON_TEXT)
		return 0;
	*at = value->text;
	return FIELD_BIT(f);
}

/* "" is "not chosen", which is count; another word is more: the rules complain. */
static uint64_t read_choice(const struct json *j, str name, enum field f,
			    struct words words, unsigned *at)
{
	str text = S("");

	if (!read_text(j, name, f, &text))
		return 0;
	*at = (unsigned)api_word(text, words.items, words.count);
	if (text.n && *at == words.count)
		*at = (unsigned)words.count + 1;
	return FIELD_BIT(f);
}

/* A date that is none has the year -1: the rules complain about it. */
static uint64_t read_date(const struct json *j, str name, enum field f, struct date *at)
{
	str text = S("");

	if (!read_text(j, name, f, &text))
		return 0;
	*at = (struct date){ 0 };
	if (text.n && !date_parse_iso(text, at))
		at->year = -1;
	return FIELD_BIT(f);
}

static uint64_t read_roles(const struct json *j, role_set *at)
{
	const struct json *list = json_get(j, S("roles"));

	if (!list || list->kind != JSON_LIST)
		return 0;
	*at = 0;
	for (size_t i = 0; i < list->count; i++)
		*at |= ROLE_BIT(api_word(json_text(&list->items[i]), role_words, ROLES));
	return FIELD_BIT(FIELD_ROLES);
}

/* ---- what the applicant typed ---- */

static uint64_t read_basis(const struct json *j, struct basis *b)
{
	unsigned type = BASIS_TYPES;
	uint64_t set =
		read_choice(j, S("type"), FIELD_BASIS_TYPE, WORDS_OF(basis_words), &type);

	b->type = (enum basis_type)type;
	return set | read_text(j, S("number"), FIELD_BASIS_NUMBER, &b->number) |
	       read_date(j, S("date"), FIELD_BASIS_DATE, &b->date) |
	       read_text(j, S("signer_name"), FIELD_SIGNER_NAME, &b->signer_name) |
	       read_text(j, S("signer_nip"), FIELD_SIGNER_NIP, &b->signer_nip);
}

/* A number too large for the type is no number of a user either. */
static int small_int(int64_t n)
{
	return n > INT32_MAX ? INT32_MAX : n < INT32_MIN ? INT32_MIN : (int)n;
}

static struct applicant user_of(const struct json *j, int place)
{
	const struct json *n = json_get(j, S("n"));
	struct applicant u = { .n = place };
	unsigned type = ID_TYPES;

	if (n && n->kind == JSON_INT)
		u.n = n->number ? small_int(n->number) : -1;
	u.fields_set = read_text(j, S("name"), FIELD_NAME, &u.name) |
		       read_text(j, S("nik"), FIELD_NIK, &u.nik) |
		       read_choice(j, S("id_type"), FIELD_ID_TYPE,
				   WORDS_OF(id_type_words), &type) |
		       read_text(j, S("id_number"), FIELD_ID_NUMBER, &u.id_number) |
		       read_text(j, S("email"), FIELD_EMAIL, &u.email) |
		       read_text(j, S("phone"), FIELD_PHONE, &u.phone) |
		       read_text(j, S("position"), FIELD_POSITION, &u.position) |
		       read_roles(j, &u.roles) |
		       read_text(j, S("note"), FIELD_NOTE, &u.note);
	u.was.membership = json_int(json_get(j, S("membership")));
	u.id_type = (enum id_type)type;
	return u;
}

static struct flags answers_of(struct arena *a, const struct json *list)
{
	struct flags answers = { 0 };

	for (size_t i = 0; list && i < list->count; i++) {
		const struct json *j = &list->items[i];
		size_t f =
			api_word(json_text(json_get(j, S("field"))), field_words, FIELDS);

		*PUSH(a, &answers) = (struct flag){
			.user = small_int(json_int(json_get(j, S("user")))),
			.field = f < FIELDS ? (enum field)f : FIELD_NONE,
			.answer = json_text(json_get(j, S("answer"))),
		};
	}
	return answers;
}

struct registration_input input_of(struct arena *a, const struct json *body)
{
	const struct json *users = json_get(body, S("users"));
	struct registration_input in = { .kind = KIND_PENDAFTARAN };
	unsigned kind = KIND_PENDAFTARAN;

	in.fields_set =
		read_text(body, S("satker"), FIELD_SATKER, &in.satker) |
		read_choice(body, S("kind"), FIELD_KIND, WORDS_OF(kind_words), &kind) |
		read_text(body, S("contact_email"), FIELD_CONTACT_EMAIL,
			  &in.contact_email) |
		read_basis(json_get(body, S("basis")), &in.basis);
	in.kind = kind < KINDS ? (enum registration_kind)kind : KIND_PENDAFTARAN;
	in.answers = answers_of(a, json_get(body, S("answers")));
	in.users_set = users && users->kind == JSON_LIST;
	for (size_t i = 0; in.users_set && i < users->count; i++)
		*PUSH(a, &in.users) = user_of(&users->items[i], (int)i + 1);
	return in;
}

/* ---- what an officer decides ---- */

int64_t version_of(const struct json *body)
{
	const struct json *version = json_get(body, S("version"));

	if (!version || version->kind != JSON_INT)
		return ANY_VERSION;
	return version->number > 0 ? version->number : 0;
}

static void read_users(struct arena *a, const struct json *list, struct decision *d)
{
	int *users;

	if (!list || list->kind != JSON_LIST)
		return;
	users = NEW_ARRAY(a, int, list->count + 1);
	for (size_t i = 0; i < list->count; i++)
		users[i] = small_int(json_int(&list->items[i]));
	d->users = users;
	d->user_count = list->count;
}

static void read_flags(struct arena *a, const struct json *list, struct decision *d)
{
	struct flags flags = { 0 };

	for (size_t i = 0; list && i < list->count; i++) {
		const struct json *j = &list->items[i];
		size_t f =
			api_word(json_text(json_get(j, S("field"))), field_words, FIELDS);

		*PUSH(a, &flags) = (struct flag){
			.user = small_int(json_int(json_get(j, S("user")))),
			.field = f < FIELDS ? (enum field)f : FIELD_NONE,
			.code = json_text(json_get(j, S("code"))),
			.note = json_text(json_get(j, S("note"))),
		};
	}
	d->flags = flags.items;
	d->flag_count = flags.count;
}

struct decision decision_of(struct arena *a, str number, const struct json *body)
{
	struct decision d = {
		.number = number,
		.version = version_of(body),
		.code = json_text(json_get(body, S("code"))),
		.reason = json_text(json_get(body, S("reason"))),
	};

	read_users(a, json_get(body, S("users")), &d);
	read_flags(a, json_get(body, S("flags")), &d);
	return d;
}
