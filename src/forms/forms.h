/*
 * Letters for printing and signing: the SK (keputusan) or ST (surat tugas) that
 * names a satker's users, and the Formulir Pendaftaran, filled in from what was
 * typed or blank; so the forms of changes and removals, and a removal's letter. Their
 * wording is data (form_template); what is missing leaves dots to be filled in by hand.
 * The text of the PDF holds every field, and its foot which draft it is of, so that a
 * signed one can be recognised.
 */
#pragma once

#include "work/work.h"

struct registration;

enum form_kind {
	FORM_SK,
	FORM_ST,
	FORM_LETTER, /* asks for a removal */
	FORM_REGISTRATION,
	FORM_CHANGE, /* Semula, Menjadi */
	FORM_REMOVAL,
	FORM_KINDS
};
extern const str form_kind_words[FORM_KINDS]; /* sk st surat formulir perubahan
						 penghapusan */

struct form_user {
	str name;
	str nik;       /* whole: it is what the letter is for */
	str id_number; /* NIP or NRP, "" for none */
	str email;
	str phone;
	str position;
	str roles; /* labels: "Operator, KPA" */
	str note;  /* Keterangan, of a change or a removal */
};
struct form_users LIST_OF(struct form_user);

struct form_office {
	str name;
	str address, phone, email; /* "" leaves the line out */
};

struct form_request {
	str draft; /* number of the request, for the foot; "" for a blank one */
	enum form_kind basis; /* FORM_SK, FORM_ST or FORM_LETTER */
	enum form_kind form;  /* that goes with it */
	str number;	      /* of the SK or ST */
	struct date date;     /* of the SK or ST; zero: not known */
	str place;	      /* where it is signed */
	str satker, satker_name;
	str ministry, eselon1;
	struct form_office kppn;
	str signer_name, signer_nip; /* the KPA */
	struct form_users users;
	struct form_users was; /* Semula, of a change */
};

/* The letter of that kind as PDF; the wording is that of the letter's date. */
err forms_make(struct work *w, enum form_kind k, const struct form_request *rq,
	       str *ret_pdf);

/* To be filled in by hand, for the satker of one KPPN. */
err forms_blank(struct work *w, enum form_kind k, const struct form_office *kppn,
		str *ret_pdf);

/* What a registration says, with its satker and KPPN as they were on the day of the
 * letter. */
err forms_request_of(struct work *w, const struct registration *r,
		     struct form_request *ret);

/* GET /api/v1/registrations/{number}/forms/… */
struct feature;
extern const struct feature forms_feature;
