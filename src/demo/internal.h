/* Shared by the files of this folder only. */
#pragma once

#include "demo/demo.h"
#include "directory/directory.h"
#include "documents/documents.h"
#include "identity/identity.h"

/* ---- chance.c: numbers that are the same each time (splitmix64) ---- */

struct chance {
	uint64_t state;
};

/* The numbers of one thing: what is drawn for one does not move the others. */
struct chance chance_of(str kind, int64_t index);
uint64_t chance_next(struct chance *c);
int64_t chance_below(struct chance *c, int64_t n); /* 0 to n - 1 */
bool chance_once_in(struct chance *c, int64_t n);

/* ---- person.c: people who do not exist ---- */

enum { PEOPLE_MAX = 89000 };

struct demo_person {
	str name;
	str nik; /* region 99 */
	str nip;
	str email, phone;
};

/* The person of an index below PEOPLE_MAX; tail (90 to 99) ends the NIK, 0 leaves it. */
struct demo_person demo_person(struct arena *a, int64_t index, int tail, struct date day);

/* ---- satker.c: units that do not exist ---- */

struct demo_satker {
	str code; /* 9xxxxx */
	str name;
	str ba, eselon1;
	str kppn;
};
struct demo_satkers LIST_OF(struct demo_satker);

/* The first count satker; the first 20 are the same for every count. */
void demo_satker_list(struct arena *a, const struct kppns *offices, int count,
		      struct demo_satkers *ret);

/* ---- fill.c ---- */

/* One line of DATA/demo-accounts.csv. */
struct demo_account {
	struct demo_person person;
	enum role role;
	enum unit_kind unit_kind;
	str unit;
};
struct demo_accounts LIST_OF(struct demo_account);

enum { DAYS_BACK = 14 };

/* One filling of a database, through all of its units of work. */
struct filling {
	const struct demo_order *order;
	struct arena *keep; /* what is below lives here */
	str password_hash;
	struct kppns offices;
	struct demo_satkers satker;
	int64_t people; /* made so far: the index of the next */
	struct demo_accounts accounts;
	struct date days[DAYS_BACK + 1]; /* the last working days before the order's */
	int64_t requests, payments;
};

/* A place in a unit. */
struct post {
	enum unit_kind unit_kind;
	str unit;
	role_set roles;
	str basis;
	bool listed; /* among the accounts that people sign in with */
};

/* A new person with an active account takes the post. */
err fill_post(struct work *w, struct filling *f, const struct post *post,
	      struct demo_person *ret);

/* The same person in one more unit. */
err fill_second_post(struct work *w, struct filling *f, const struct post *post,
		     const struct demo_person *p);

/* ---- offices.c: parts of a filling, each a unit of work ---- */

/* Addresses of the KPPN, and people in every office. */
err fill_offices(struct work *w, struct filling *f, size_t from, size_t to);

/* ---- units.c ---- */

/* The satker themselves; their KPA and users; one person in several of them. */
err fill_codes(struct work *w, struct filling *f, size_t from, size_t to);
err fill_satker(struct work *w, struct filling *f, size_t from, size_t to);
err fill_shared_operator(struct work *w, struct filling *f, size_t from, size_t to);

/* Has the satker of the index people on the list, and a request? */
bool satker_is_listed(size_t index);
enum { WHOLE = 18, EMPTY = 20 }; /* with everybody, then with nobody */

/* ---- play.c: requests in every state ---- */

err play_requests(struct work *w, struct filling *f);

/* ---- payments.c: one batch; runs units of work of its own ---- */

err fill_payments(struct work *w, struct filling *f);

/* ---- script.c: what happens to which request, and when ---- */

enum deed {
	DEED_NONE,
	DEED_DRAFT,
	DEED_SUBMIT,
	DEED_CLAIM,
	DEED_RETURN,
	DEED_CORRECT,
	DEED_REJECT,
	DEED_APPROVE,
	DEED_WITHDRAW,
	DEED_EXPIRE,
	DEEDS
};

/* One request. */
struct story {
	size_t satker; /* its index */
	int users;
	int tails[3]; /* of their NIKs: what Dukcapil answers; 0: that they match */
	bool known;   /* the one user works in the satker after this one */
	const struct scene *scenes;
	str number; /* of the request, once it has one */
};
struct stories LIST_OF(struct story);

struct scene {
	int days;   /* working days before the order's day */
	int minute; /* of the day in the satker's zone */
	enum deed deed;
};

/* The stories whose satker are there. */
void script(struct arena *a, size_t satker_count, struct stories *ret);

/* The scenes of all stories, in the order in which they happen. */
struct cue {
	size_t story;
	struct scene scene;
};
struct cues LIST_OF(struct cue);
void script_cues(struct arena *a, const struct stories *stories, struct cues *ret);

/* ---- deeds.c ---- */

/* Does what the scene says, in the unit of work of w. */
err do_deed(struct work *w, struct filling *f, struct story *story, enum deed deed);

/* The SK and the form of a draft: their bytes, then as handed in. */
err make_papers(struct work *w, const struct filling *f, const struct story *story,
		str ret_pdf[DOCUMENT_KINDS]);
err attach_papers(struct work *w, const struct filling *f, const struct story *story,
		  const struct document_taken taken[DOCUMENT_KINDS]);

/* ---- accounts.c ---- */

/* Writes the list. */
err accounts_write(str path, const struct filling *f);

/* Writes a file for its owner's eyes only. */
err file_write(struct arena *a, str path, str bytes);
