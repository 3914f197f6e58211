/* What a request is made of. Others include registration/registration.h. */
#pragma once

#include "access/access.h"
#include "identity/identity.h"

enum registration_kind { KIND_PENDAFTARAN, KIND_PERUBAHAN, KIND_PENGHAPUSAN, KINDS };
extern const str kind_words[KINDS];  /* pendaftaran perubahan penghapusan */
extern const str kind_labels[KINDS]; /* Pendaftaran baru, … */

enum registration_state {
	STATE_DRAFT,	 /* Draf */
	STATE_SUBMITTED, /* Diajukan */
	STATE_VERIFYING, /* Verifikasi KPPN: claimed */
	STATE_RETURNED,	 /* Perlu Perbaikan */
	STATE_REJECTED,	 /* Ditolak */
	STATE_ACTIVE,	 /* Aktif: none waits, at least one approved */
	STATE_DONE,	 /* Selesai: every approved person has an active account */
	STATE_WITHDRAWN, /* Dibatalkan */
	STATE_EXPIRED,	 /* Kedaluwarsa */
	STATES
};
extern const str state_words[STATES]; /* as shown to people */

/* Which way a request goes: a user whom the satker adds itself may need no KPPN. */
enum way {
	WAY_OFFICE, /* through the KPPN */
	WAY_NIK,    /* waits for the answer of Dukcapil */
	WAY_KPA,    /* waits for the confirmation of the KPA */
	WAY_OWN,    /* took effect by the satker itself */
	WAYS
};
extern const str way_words[WAYS];  /* "" nik kpa mandiri */
extern const str way_labels[WAYS]; /* what it waits for, as shown to people */

enum { ADDITIONS_A_DAY = 5 };

enum user_state {
	USER_WAITING,
	USER_APPROVED,
	USER_RETURNED,
	USER_REJECTED,
	USER_STATES
};
extern const str
	user_state_words[USER_STATES]; /* Menunggu Disetujui "Perlu Perbaikan" Ditolak */

/* Which side typed the request: a mailbox, the satker's own users, a CSO. */
enum origin { ORIGIN_PUBLIC, ORIGIN_SATKER, ORIGIN_KPPN, ORIGINS };

enum basis_type { BASIS_SK, BASIS_ST, BASIS_TYPES };
extern const str basis_words[BASIS_TYPES]; /* SK ST */

/* The decree or assignment letter that names the users. */
struct basis {
	enum basis_type type; /* BASIS_TYPES: not chosen yet */
	str number;
	struct date date; /* year 0: not typed yet; an input of year -1 is no date */
	str signer_name;  /* the KPA */
	str signer_nip;
};

enum { USERS_MAX = 50, RETURN_DAYS = 5, RETURN_REMINDER_DAYS = 3, DRAFT_DAYS = 14 };

/* What the register says of a user of the satker (Semula). */
struct registered {
	int64_t membership; /* 0: he is none */
	str name, id_number;
	str email, phone, position;
	role_set roles;
	str basis; /* number of the request that his membership comes from */
};

/* One person named in the request, as typed. */
struct applicant {
	int64_t id;
	int n; /* 1… within the request */
	str name;
	str nik;	      /* whole or masked: see registration_read() */
	enum id_type id_type; /* ID_TYPES: not chosen yet */
	str id_number;
	str email;
	str phone;
	str position;
	role_set roles;
	str note; /* why it is changed, or he goes */
	struct registered was;
	enum user_state state;
	str reason_code; /* of the return or rejection */
	str reason;
	int64_t person;	  /* after approval */
	int64_t first_by; /* who approved first, while a second officer must */
	bool waits_for_second;
	int added_in;	     /* round in which the user was added, 0 before the first */
	uint64_t fields_set; /* of an input: bit f for each enum field given */
};
struct applicants LIST_OF(struct applicant);

struct registration {
	int64_t id;
	str number; /* REG-2026-047-00318; "" for a public draft that is still empty */
	enum registration_kind kind;
	enum registration_state state;
	int64_t version;
	enum origin origin;
	str satker, satker_name;
	str kppn, kppn_name;
	str kanwil;
	enum zone zone;
	struct basis basis;
	str contact_email;
	int64_t made_by; /* person, 0: the public form */
	int round;	 /* 0 before the first submission, then 1… */
	int64_t created_at, changed_at;
	int64_t submitted_at, due_at;	/* of this round */
	int64_t returned_at, fix_until; /* while returned */
	int64_t remind_at;		/* 0: not to be reminded (again) */
	int64_t claimed_by, claimed_at, claim_until;
	str claimed_name; /* who holds it, or held it last */
	int64_t closed_at;
	str reason_code, reason; /* of the last return or rejection */
	str secret_hash;	 /* of the code for the status page */
	enum way way;
	int64_t added_at; /* when it was sent as an addition, 0: never */
	str ticket;	  /* of HAI CSO, of a removal; "" for none */
	struct applicants users;
};

/* What people and jobs do with a request. */
enum act {
	ACT_CHANGE,
	ACT_SUBMIT,
	ACT_WITHDRAW,
	ACT_CLAIM,
	ACT_RELEASE,
	ACT_NIK_CHECK,
	ACT_RETURN,
	ACT_REJECT,
	ACT_APPROVE,
	ACT_SECOND,
	ACT_EXPIRE,    /* a job's */
	ACT_ACTIVATED, /* the last approved person has an active account */
	ACT_ADD,       /* the satker adds a user itself */
	ACT_CONFIRM,   /* its KPA confirms that */
	ACT_DECLINE,   /* or does not */
	ACTS
};

/* What stands in the way of one officer approving one user alone. */
enum obstacle {
	OBSTACLE_NONE,
	OBSTACLE_SECOND, /* irregular: a second officer and a reason */
	OBSTACLE_LAST,	 /* the satker's last active user goes: the same */
	OBSTACLE_NIK,	 /* no positive answer of Dukcapil: the same */
	OBSTACLE_NEVER,	 /* Meninggal, format salah: nobody may */
};
struct user_obstacle {
	int user; /* n */
	enum obstacle what;
	bool blocked; /* not at all: the e-mail is another person's, or the roles */
};
struct user_obstacles LIST_OF(struct user_obstacle);

/* Which field a complaint, a flag or a difference is about. */
enum field {
	FIELD_NONE,
	FIELD_SATKER,
	FIELD_KIND,
	FIELD_BASIS_TYPE,
	FIELD_BASIS_NUMBER,
	FIELD_BASIS_DATE,
	FIELD_SIGNER_NAME,
	FIELD_SIGNER_NIP,
	FIELD_CONTACT_EMAIL,
	FIELD_SK,
	FIELD_FORM,
	FIELD_USERS,
	FIELD_NAME,
	FIELD_NIK,
	FIELD_ID_TYPE,
	FIELD_ID_NUMBER,
	FIELD_EMAIL,
	FIELD_PHONE,
	FIELD_POSITION,
	FIELD_ROLES,
	FIELD_NOTE,
	FIELDS
};
#define FIELD_BIT(f) ((uint64_t)1 << (f))
extern const str field_words[FIELDS];  /* API and forms: "nik", "basis.number", … */
extern const str field_labels[FIELDS]; /* "NIK", "Nomor SK", … */

enum severity { SEVERITY_REFUSE, SEVERITY_WARN, SEVERITY_HINT };

/* Everything that the rules find, at once; finding_text() gives the sentence. */
struct finding {
	int user; /* n, 0: the request itself */
	enum field field;
	str code; /* "nik_length", "role_conflict", … */
	enum severity severity;
	str value, other; /* what goes into the sentence */
};
struct findings LIST_OF(struct finding);

/* The sentence of a finding, in Indonesian. */
str finding_text(struct arena *a, const struct finding *f);

/* "users[1].nik", "basis.number": the field of a finding as the API names it. */
str finding_path(struct arena *a, const struct finding *f);

/* One thing to be corrected, set by the officer at a return. */
struct flag {
	int user; /* n, 0: the request itself */
	enum field field;
	str code; /* NIK_TIDAK_SESUAI … */
	str note;
	bool fixed; /* not as it was sent any more */
	str answer; /* of the applicant, why it stays as it was; "" for none */
};
struct flags LIST_OF(struct flag);

/* One field that is not what it was. */
struct difference {
	int user; /* n, 0: the request itself */
	enum field field;
	str before, after;
};
struct differences LIST_OF(struct difference);

/* A reason as data: code and Indonesian words, for returns or rejections. */
struct reason {
	str code;
	str words;
	enum field field; /* that it usually is about; FIELD_NONE for any */
};
extern const struct reason return_reasons[];
extern const size_t return_reason_count;
extern const struct reason reject_reasons[];
extern const size_t reject_reason_count;

/* The reason of the code in either list, or NULL. */
const struct reason *reason_of(str code);

/* The last day on which a returned request can be sent again, in its office's zone. */
struct date registration_fix_day(const struct registration *r);

/* "Pendaftaran User MyIntress Tipe Satker [Nama Satker]", and so of the other kinds. */
str registration_title(struct arena *a, const struct registration *r);

/* What is wrong with the reason of a rejection. */
enum {
	REJECT_CODE = 1,  /* none of the list */
	REJECT_WORDS = 2, /* missing */
	REJECT_LONG = 4,  /* words */
};

/* What the satker's history calls an event of the trail; "" for what it leaves out. */
str registration_event_words(str event);
