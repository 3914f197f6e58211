#include "identity/internal.h"
#include "test/test.h"

TEST(a_browser_is_called_as_people_call_it)
{
	static const struct {
		str agent;
		str words;
	} cases[] = {
		{ STR("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"),
		  STR("Edge di Windows") },
		{ STR("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"),
		  STR("Chrome di Android") },
		{ STR("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1"),
		  STR("Safari di iPhone") },
		{ STR("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
		  STR("Firefox di Linux") },
		{ STR("curl/8"), STR("Peramban lain") },
		{ STR(""), STR("Tidak disebut") },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].words.p, agent_text(test_arena(), cases[i].agent),
			  cases[i].words);
}
