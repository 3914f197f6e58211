#include "db/search.h"
#include "test/test.h"

TEST(words_are_small_plain_and_each_once)
{
	static const struct {
		const char *what;
		str text, words;
	} cases[] = {
		{ "a sentence", STR("Retur SP2D, retur lagi!"), STR("retur sp2d lagi") },
		{ "affixes", STR("pembayaran"), STR("pembayaran bayar") },
		{ "two prefixes", STR("mempertanyakan"), STR("mempertanyakan tanya") },
		{ "a short word stays", STR("dia beli"), STR("dia beli") },
		{ "a number stays", STR("HAI-2026-047-00012"),
		  STR("hai 2026 047 00012") },
		{ "accents", STR("Caf\xc3\xa9 na\xc3\xafve"), STR("cafe naive") },
		{ "marks and emoji part",
		  STR("a\xe2\x80\x9c"
		      "b\xf0\x9f\x99\x8f"
		      "c"),
		  STR("a b c") },
		{ "other letters stay", STR("\xd0\x9c\xd0\xb8\xd1\x80"),
		  STR("\xd0\x9c\xd0\xb8\xd1\x80") },
		{ "a mark is no word", STR("_k047"), STR("k047") },
		{ "quotes are nothing", STR("'; DROP \"x\" * OR"), STR("drop x or") },
		{ "nothing", STR(" .,- "), STR("") },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].what, search_words(test_arena(), cases[i].text),
			  cases[i].words);
}

TEST(forms_of_one_word_have_one_stem)
{
	static const str groups[][4] = {
		{ STR("pembayaran"), STR("dibayarkan"), STR("membayar"), STR("bayar") },
		{ STR("pencairan"), STR("dicairkan"), STR("mencairkan"), STR("cair") },
		{ STR("penghapusan"), STR("menghapus"), STR("dihapuskan"), STR("hapus") },
		{ STR("pendaftaran"), STR("mendaftar"), STR("didaftarkan"),
		  STR("daftar") },
		{ STR("menyiapkan"), STR("disiapkan"), STR("penyiapan"), STR("siap") },
		{ STR("rekeningnya"), STR("rekening"), STR("rekeningnyalah"),
		  STR("rekening") },
	};

	for (size_t i = 0; i < COUNT(groups); i++)
		for (size_t j = 0; j < 4; j++)
			CHECK_STR(groups[i][j].p,
				  search_terms(test_arena(), groups[i][j]).items[0].stem,
				  groups[i][3]);
}

static str shown(str text, const char *typed, size_t width)
{
	struct search_terms terms = search_terms(test_arena(), str_from(typed));
	struct search_pieces pieces;
	struct buf b = buf_new(test_arena());

	search_snippet(test_arena(), text, &terms, width, &pieces);
	for (size_t i = 0; i < pieces.count; i++)
		buf_fmt(&b, pieces.items[i].found ? "[%.*s]" : "%.*s",
			P(pieces.items[i].text));
	return buf_str(&b);
}

TEST(what_was_found_stands_out)
{
	CHECK_STR("as it was written",
		  shown(S("SP2D sudah Dibayarkan kemarin"), "pembayaran", 100),
		  S("SP2D sudah [Dibayarkan] kemarin"));
	CHECK_STR("the beginning of a word", shown(S("Rekening bank"), "reken", 100),
		  S("[Rekening] bank"));
	CHECK_STR("nothing found", shown(S("Rekening bank"), "gaji", 100),
		  S("Rekening bank"));
	CHECK_STR("about the first",
		  shown(S("satu dua tiga empat lima enam tujuh delapan"), "lima", 12),
		  S("… pat [lima] ena …"));
	CHECK("not inside a letter",
	      str_utf8(shown(
		      S("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 lima \xc3\xa9\xc3\xa9\xc3\xa9"),
		      "lima", 9)));
	CHECK_STR("tags are text", shown(S("<b>lima</b>"), "lima", 50),
		  S("<b>[lima]</b>"));
}

static struct search_ids found(struct work *w, const char *typed, str marks, str any)
{
	struct search_terms terms = search_terms(test_arena(), str_from(typed));
	struct search_query q = { &terms, marks, any, 0, 10 };
	struct search_ids ids;

	CHECK_OK(search_find(w->db, test_arena(), &q, &ids));
	return ids;
}

static void put(struct work *w, int64_t id, const char *marks, str text)
{
	struct search_text t = { id, str_from(marks), search_words(test_arena(), text) };

	CHECK_OK(search_put(w->db, test_arena(), &t));
}

TEST_DB(both_engines_find_the_same)
{
	struct search_ids ids;

	put(w, 1, "_k047 _pesan", S("Retur SP2D rekening tidak aktif"));
	put(w, 2, "_k046 _pesan", S("Retur SP2D gaji"));
	put(w, 3, "_k047 _catatan", S("Pembayaran retur besok"));
	ids = found(w, "retur", S("_k047"), S(""));
	CHECK_INT("in scope", (int64_t)ids.count, 2);
	CHECK_INT("the newest first", ids.items[0], 3);
	CHECK_INT("all words",
		  (int64_t)found(w, "retur rekening", S("_k047"), S("")).count, 1);
	CHECK_INT("stems", (int64_t)found(w, "dibayarkan", S("_k047"), S("")).count, 1);
	CHECK_INT("beginnings", (int64_t)found(w, "reken", S("_k047"), S("")).count, 1);
	CHECK_INT("any of two", (int64_t)found(w, "retur", S(""), S("_k046 _k047")).count,
		  3);
	CHECK_INT("two marks", (int64_t)found(w, "retur", S("_k047 _pesan"), S("")).count,
		  1);
	CHECK_INT("a mark cannot be typed",
		  (int64_t)found(w, "_k046", S("_k047"), S("")).count, 0);
	CHECK_INT("no words, nothing",
		  (int64_t)found(w, "\"' *:", S("_k047"), S("")).count, 0);
	put(w, 1, "_k047 _pesan", S("Lain sama sekali"));
	CHECK_INT("replaced", (int64_t)found(w, "rekening", S("_k047"), S("")).count, 0);
	CHECK_OK(search_drop(w->db, 3));
	CHECK_INT("dropped", (int64_t)found(w, "retur", S("_k047"), S("")).count, 0);
}

TEST_DB(pages_of_what_was_found)
{
	struct search_terms terms = search_terms(test_arena(), S("retur"));
	struct search_query q = { &terms, S("_k047"), S(""), 0, 2 };
	struct search_ids ids;

	for (int64_t i = 1; i <= 5; i++)
		put(w, i, "_k047", S("retur"));
	CHECK_OK(search_find(w->db, test_arena(), &q, &ids));
	CHECK_INT("first", ids.items[1], 4);
	q.before = ids.items[1];
	CHECK_OK(search_find(w->db, test_arena(), &q, &ids));
	CHECK_INT("second", ids.items[0], 3);
}
