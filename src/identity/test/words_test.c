#include "identity/words.h"

#include "test/test.h"

TEST(common_words_are_sorted)
{
	CHECK("many", common_words.count > 60000);
	for (size_t i = 1; i < common_words.count; i++) {
		str before = word_at(&common_words, i - 1),
		    word = word_at(&common_words, i);

		if (str_cmp(before, word) >= 0 || word.n < 4)
			CHECK_STR("after the one before", word, before);
	}
}

TEST(common_words_have_both_languages)
{
	bool password = false, indonesian = false;

	for (size_t i = 0; i < common_words.count; i++) {
		password = password || str_eq(word_at(&common_words, i), S("qwerty"));
		indonesian = indonesian || str_eq(word_at(&common_words, i), S("merah"));
	}
	CHECK("a password", password);
	CHECK("an Indonesian word", indonesian);
}
