#include "forms/internal.h"

const str form_kind_words[FORM_KINDS] = {
	[FORM_SK] = STR("sk"),
	[FORM_ST] = STR("st"),
	[FORM_LETTER] = STR("surat"),
	[FORM_REGISTRATION] = STR("formulir"),
	[FORM_CHANGE] = STR("perubahan"),
	[FORM_REMOVAL] = STR("penghapusan"),
};

const str part_words[PARTS] = {
	[PART_TITLE] = STR("judul"),	  [PART_CONSIDER] = STR("menimbang"),
	[PART_RECALL] = STR("mengingat"), [PART_DECIDE] = STR("menetapkan"),
	[PART_CLAUSE] = STR("diktum"),	  [PART_COPY] = STR("salinan"),
	[PART_BASIS] = STR("dasar"),	  [PART_INTRO] = STR("pengantar"),
	[PART_TO] = STR("kepada"),	  [PART_TASK] = STR("untuk"),
	[PART_CLOSING] = STR("penutup"),  [PART_STATEMENT] = STR("pernyataan"),
	[PART_NOTE] = STR("catatan"),
};

err store_texts(struct work *w, enum form_kind k, struct date day, struct form_texts *ret)
{
	struct rows r = work_query(
		w,
		"SELECT t.part, t.text FROM form_template t"
		" WHERE t.kind = $1 AND t.valid_from <= $2 AND t.text <> ''"
		"   AND NOT EXISTS (SELECT 1 FROM form_template n"
		"        WHERE n.kind = t.kind AND n.part = t.part AND n.ordinal = t.ordinal"
		"          AND n.valid_from > t.valid_from AND n.valid_from <= $2)"
		" ORDER BY t.part, t.ordinal",
		ARGS(arg_str(form_kind_words[k]), arg_str(date_iso(w->arena, day))));

	*ret = (struct form_texts){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct form_text){
			.part = (enum part)row_word(&r, 0, WORDS(part_words)),
			.text = row_str(&r, 1),
		};
	return rows_end(&r);
}
