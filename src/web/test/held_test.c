/* A form that waited for a password goes where it wanted, and nowhere else. */
#include "test/test.h"
#include "web/internal.h"

static int acts;
static str heard;

static err post_act(struct work *w, const struct request *rq, struct reply *rp)
{
	CHECK("the password is fresh", w->actor->authenticated_at == w->now);
	acts++;
	heard = form_str(rq, "alasan");
	return reply_redirect(rp, S("/selesai"));
}

static err post_never(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	(void)rq;
	acts += 100;
	return reply_empty(rp, 200);
}

/* Stands for the page that asks for the password. */
static err post_again(struct work *w, const struct request *rq, struct reply *rp)
{
	struct held_form h = { .path = form_str(rq, "lanjut"),
			       .fields = form_all(w->arena, rq, "isian[]"),
			       .session = S("baru") };

	return form_resume(w, rq, rp, &h);
}

static err prepare(struct work *w, const struct request *rq, struct arena *keep,
		   void **ret)
{
	(void)w;
	(void)rq;
	*ret = NEW(keep, int);
	return OK;
}

static err act_before(struct arena *keep, void *note)
{
	(void)keep;
	(void)note;
	return OK;
}

static const struct before before = { prepare, act_before };
static const struct api_operation says = { .summary = STR("Tidak"), .status = 200 };

static const struct route held_routes[] = {
	{ POST, "/ulang", CAN_READ_PUBLIC, post_again, ROUTE_EACH_TIME },
	{ POST, "/putusan", CAN_READ_PUBLIC, post_act },
	{ POST, "/rahasia", CAN_READ_AUDIT, post_never },
	{ POST, "/siap", CAN_READ_PUBLIC, post_never, 0, &before },
	{ POST, "/api/v1/act", CAN_READ_PUBLIC, post_never, .api = &says },
	{ 0 },
};
static const struct feature held = { .name = STR("held"), .routes = { held_routes } };
static const struct feature *const helds[] = { &held };

static err nobody(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ .actor.roles = ROLE_BIT(ROLE_PUBLIC) };
	actor_default_grants(&ret->actor);
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static struct http_reply again(struct work *w, str form)
{
	struct web_app *app = NEW(test_arena(), struct web_app);
	struct http_request rq = { .arena = test_arena(),
				   .method = S("POST"),
				   .path = S("/ulang") };
	struct http_reply rp = { 0 };
	str token = csrf_token(w->keys, test_arena(), S("lama"));

	*app = (struct web_app){ .features = helds,
				 .feature_count = 1,
				 .who = nobody,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	rq.body = arena_fmt(test_arena(), "_csrf=%.*s&%.*s", P(token), P(form));
	*PUSH(rq.arena, &rq.headers) =
		(struct http_pair){ S("Cookie"), S("__Host-sesi=lama") };
	*PUSH(rq.arena, &rq.headers) =
		(struct http_pair){ S("Content-Type"),
				    S("application/x-www-form-urlencoded") };
	web_handle(w, &rq, &rp);
	return rp;
}

static str location(const struct http_reply *rp)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, S("Location")))
			return rp->headers.items[i].value;
	return S("");
}

TEST_DB(a_held_form_acts_once)
{
	str form = S("lanjut=/putusan&isian%5B%5D=_nonce%3Dabc&"
		     "isian%5B%5D=alasan%3Dsatu+%3D+dua");
	struct http_reply rp;

	acts = 0;
	rp = again(w, form);
	CHECK_STR("its own answer", location(&rp), S("/selesai"));
	CHECK_STR("what was typed", heard, S("satu = dua"));
	rp = again(w, form);
	CHECK_STR("the same answer", location(&rp), S("/selesai"));
	CHECK_INT("acts", acts, 1);
}

TEST_DB(a_held_form_opens_no_other_door)
{
	static const struct {
		const char *what;
		str form;
		int status;
		str location;
	} cases[] = {
		{ "what the visitor may not", STR("lanjut=/rahasia&isian%5B%5D=a%3Db"),
		  403, STR("") },
		{ "what hashes first", STR("lanjut=/siap&isian%5B%5D=a%3Db"), 303,
		  STR("/siap") },
		{ "the API", STR("lanjut=/api/v1/act&isian%5B%5D=a%3Db"), 303,
		  STR("/api/v1/act") },
		{ "no path of ours",
		  STR("lanjut=https://jauh.example/&isian%5B%5D=a%3Db"), 303, STR("/") },
		{ "a field twice",
		  STR("lanjut=/putusan&isian%5B%5D=a%3Db&isian%5B%5D=a%3Dc"), 303,
		  STR("/putusan") },
	};

	acts = 0;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct http_reply rp = again(w, cases[i].form);

		CHECK_INT(cases[i].what, rp.status, cases[i].status);
		CHECK_STR(cases[i].what, location(&rp), cases[i].location);
	}
	CHECK_INT("acts", acts, 0);
}
