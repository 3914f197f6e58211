#pragma once

#include "forms/forms.h"
#include "pdf/pdf.h"

/* The parts of a letter whose wording is data. */
enum part {
	PART_TITLE,	/* judul */
	PART_CONSIDER,	/* menimbang */
	PART_RECALL,	/* mengingat */
	PART_DECIDE,	/* menetapkan */
	PART_CLAUSE,	/* diktum */
	PART_COPY,	/* salinan */
	PART_BASIS,	/* dasar */
	PART_INTRO,	/* pengantar */
	PART_TO,	/* kepada */
	PART_TASK,	/* untuk */
	PART_CLOSING,	/* penutup */
	PART_STATEMENT, /* pernyataan */
	PART_NOTE,	/* catatan */
	PARTS
};
extern const str part_words[PARTS];

struct form_text {
	enum part part;
	str text;
};
struct form_texts LIST_OF(struct form_text);

/* The wording in force on a day, in order. */
err store_texts(struct work *w, enum form_kind k, struct date day,
		struct form_texts *ret);

/* A letter being written. */
struct letter {
	struct arena *arena;
	struct pdf *pdf;
	enum form_kind kind;
	const struct form_request *rq;
	struct form_texts texts; /* filled in */
};

/* ---- rules.c ---- */

/* "{satker}" becomes the satker's name, "{SATKER}" the same in capitals, and so on. */
str form_fill(struct arena *a, const struct form_request *rq, str text);
str form_date(struct arena *a, struct date d); /* 23 November 2026, or dots */
str or_dots(str value);

enum { SIGNATURE = 145 }; /* points of height */

/* ---- parts.c: what the letters have in common ---- */

void letter_head(struct letter *l);
void letter_title(struct letter *l, str text);
str letter_text(const struct letter *l, enum part part); /* the first of the part */
size_t letter_count(const struct letter *l, enum part part);
enum pdf_align letter_align(const struct letter *l); /* of its paragraphs */
bool letter_blank(const struct letter *l);

/* The items of a part under one label, marked a. b. c. or 1. 2. 3. */
enum marks { MARKS_LETTERS, MARKS_NUMBERS, MARKS_NONE };
void letter_list(struct letter *l, str label, enum part part, enum marks marks);

void letter_signature(struct letter *l, enum pdf_turn turn, str verb);

/* "Pertanyaan: CSO KPPN …, Jalan …, telepon …, email …": the unknown is left out. */
str letter_contact(const struct letter *l, str before);
void letter_destination(struct letter *l);
void letter_users(struct letter *l);
/* The same table of others, with what is remarked about each. */
void letter_remarked(struct letter *l, const struct form_users *users);

/* ---- the letters ---- */

void write_sk(struct letter *l);
void write_st(struct letter *l);
void write_registration(struct letter *l);
void write_removal_letter(struct letter *l);
