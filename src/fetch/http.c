#include "fetch/internal.h"

enum { HEADERS_LIMIT = 64 * 1024 };

static size_t take_body(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;

	(void)size;
	if (n > t->limit - t->body.n) {
		t->too_large = true;
		return 0;
	}
	buf_add(&t->body, (str){ p, n });
	return n;
}

/* libcurl bounds a header line, but not how many of them there are. */
static size_t count_header(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;

	(void)p;
	(void)size;
	t->header_bytes += n;
	t->too_large = t->header_bytes > HEADERS_LIMIT;
	return t->too_large ? 0 : n;
}

static enum fetch_outcome outcome_of(const struct transfer *t, CURLcode res)
{
	if (t->too_large)
		return FETCH_TOO_LARGE;
	switch (res) {
	case CURLE_OK:
		return FETCH_ANSWERED;
	case CURLE_FILESIZE_EXCEEDED:
		return FETCH_TOO_LARGE;
	case CURLE_OPERATION_TIMEDOUT:
		return FETCH_TIMEOUT;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
		return FETCH_UNREACHABLE;
	default:
		return FETCH_BROKEN;
	}
}

static void prepare_body(struct transfer *t, struct arena *a,
			 const struct fetch_call *call)
{
	str type = arena_fmt(a, "Content-Type: %.*s", P(call->content_type));

	SET(t, CURLOPT_POST, 1L);
	SET(t, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->body.n);
	SET(t, CURLOPT_POSTFIELDS, call->body.n ? call->body.p : "");
	transfer_append(t, arena_cstr(a, type));
	/* Nobody here answers 100, and libcurl would wait a second for it. */
	transfer_append(t, "Expect:");
	SET(t, CURLOPT_HTTPHEADER, t->list);
}

static void prepare(struct transfer *t, struct arena *a, const struct fetch_call *call)
{
	t->limit = call->limit;
	transfer_deadlines(t, call->connect_ms, call->total_ms);
	SET(t, CURLOPT_URL, arena_cstr(a, call->url));
	SET(t, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SET(t, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)call->limit);
	SET(t, CURLOPT_WRITEFUNCTION, take_body);
	SET(t, CURLOPT_WRITEDATA, t);
	SET(t, CURLOPT_HEADERFUNCTION, count_header);
	SET(t, CURLOPT_HEADERDATA, t);
	if (!str_eq(call->method, S("GET")))
		prepare_body(t, a, call);
	SET(t, CURLOPT_CUSTOMREQUEST, arena_cstr(a, call->method));
}

struct fetch_answer fetch_http(struct arena *a, const struct fetch_call *call)
{
	struct fetch_answer answer = { 0 };
	struct transfer t;
	CURLcode res;
	long status = 0;

	transfer_open(&t, a, "http,https");
	prepare(&t, a, call);
	res = curl_easy_perform(t.curl);
	answer.outcome = outcome_of(&t, res);
	if (answer.outcome == FETCH_ANSWERED) {
		curl_easy_getinfo(t.curl, CURLINFO_RESPONSE_CODE, &status);
		answer.status = (int)status;
		answer.body = buf_str(&t.body);
	} else {
		answer.detail = transfer_detail(&t, a, res);
	}
	transfer_close(&t);
	return answer;
}
