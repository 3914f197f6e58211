#include "app/test/routes.h"

#include "app/app.h"

static err nobody(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	*ret = (struct visitor){ .actor.channel =
					 request_is_api(rq) ? CHANNEL_API : CHANNEL_WEB };
	ret->actor.roles = ROLE_BIT(ROLE_PUBLIC);
	actor_default_grants(&ret->actor);
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

void start_all(void)
{
	static const struct web_app app = {
		.features = app_features,
		.who = nobody,
		.log = no_log,
	};
	struct web_app *given = NEW(test_arena(), struct web_app);

	*given = app;
	given->feature_count = app_feature_count;
	CHECK_OK(web_start(given));
}
