/* Who is asking: a person's session, else the bearer of a draft's token. */
#include "app/app.h"

#include "identity/identity.h"
#include "registration/registration.h"

static str draft_token(const struct request *rq)
{
	str bearer = request_header(rq, S("Authorization"));

	if (!request_is_api(rq))
		return request_cookie(rq, S("__Host-draf"));
	return str_starts(bearer, S("Bearer ")) ? str_trim(str_skip(bearer, 7)) : S("");
}

/* A draft's token also opens matrix rows 2.3 and 2.6 for its own request (decisions.md).
 */
static void open_draft(struct actor *a, int64_t draft)
{
	static const enum permission own[] = { CAN_READ_REGISTRATION, CAN_OPEN_SK,
					       CAN_SUBMIT_REGISTRATION,
					       CAN_CORRECT_REGISTRATION,
					       CAN_WITHDRAW_REGISTRATION };

	a->draft = draft;
	for (size_t i = 0; i < COUNT(own); i++)
		a->grants[own[i]] = (struct grant){ SCOPE_OWN, 0 };
}

err app_who(struct work *w, const struct request *rq, struct visitor *ret)
{
	str token = draft_token(rq);
	int64_t draft = 0;

	TRY(identity_who(w, rq, ret));
	if (ret->actor.person || token.n == 0)
		return OK;
	TRY(draft_by_token(w, token, &draft));
	if (draft)
		open_draft(&ret->actor, draft);
	return OK;
}
