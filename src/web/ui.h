/*
 * The parts that all pages are built of. A page includes them:
 *
 *	{% include ui_field(&v->nik) %}
 *	{% include ui_tag(&states[r->state]) %}
 *	{% include ui_empty(&(struct ui_empty){ .icon = S("inbox"), … }) %}
 *
 * Absent texts are "" (the zero value) and leave their part out. Labels, hints
 * and errors are Indonesian, plain text, escaped.
 */
#pragma once

#include "html/html.h"

/* One line of input. */
struct ui_field {
	str id;	  /* also what the error summary links to */
	str name; /* "" is the id */
	str label;
	str hint;
	str value; /* never of a password: the page asks for it again */
	str error; /* "" when the value is fine */
	str good;  /* what was found right about it */
	str type;  /* "" is text; email, tel, password, search */
	str inputmode;
	str autocomplete; /* "off" for data of other people */
	str placeholder;
	str class;     /* of the input: angka, l-16 l-18 for widths */
	str wrap;      /* of the whole: penuh for both columns, cari in .saring */
	int maxlength; /* 0 is no limit */
	bool optional; /* says "(opsional)" */
	bool readonly;
	bool required;
};

/* Several lines of input; shows how many characters are left when there is a limit. */
struct ui_textarea {
	str id;
	str name; /* "" is the id */
	str label;
	str hint;
	str value;
	str error;
	str wrap;
	int maxlength;
	int rows; /* 0 is as the style sheet says */
	bool optional;
	bool required;
};

struct ui_option {
	str value;
	str label;
	str hint;
	bool chosen;
	bool disabled;
};
struct ui_options LIST_OF(struct ui_option);

/* A drop-down. */
struct ui_select {
	str id;
	str name; /* "" is the id */
	str form; /* id of the form that it belongs to; "": the one around it */
	str label;
	str hint;
	str error;
	str wrap;
	struct ui_options options;
	bool optional;
	bool required;
};

/* Check boxes or radio buttons under one heading. */
struct ui_choices {
	str id;	  /* of the first; those after it have -2, -3 … */
	str name; /* "" is the id; ends in "[]" for check boxes */
	str legend;
	str hint;
	str error;
	struct ui_options options;
	bool many;  /* check boxes, else radio buttons */
	bool cards; /* each in a box of its own */
	bool two_columns;
};

/* One check box. */
struct ui_check {
	str id;
	str name;  /* "" is the id */
	str value; /* "" is "1" */
	str label;
	str hint;
	str error;
	bool checked;
	bool card;
	bool required;
};

/* Choosing a file to upload; the form is multipart. */
struct ui_file {
	str id;
	str name; /* "" is the id */
	str label;
	str hint;
	str error;
	str accept; /* .pdf */
	bool optional;
	bool many;
};

/* A notice in the page. */
struct ui_notice {
	str tone; /* "" or "info", "ok", "awas", "bahaya" */
	str title;
	str text;
};

/* A state: always an icon and a word, never a colour alone. */
struct ui_tag {
	str tone; /* "" is netral; "ok", "awas", "bahaya", "info", "ungu" */
	str icon; /* "" is the tone's */
	str label;
};

/* One step of a history, inside <ol class="lini x">. */
struct ui_event {
	str state; /* "usai", "kini", "jeda", "gagal", "nanti" */
	str icon;  /* "" is the state's */
	str title;
	str by;	    /* who, before the time */
	int64_t at; /* 0 when it has not happened */
	str text;   /* a second line: the reason, the letter */
};

/* Instead of a list that has nothing to show. */
struct ui_empty {
	str icon;
	str title;
	str text;
	str action;    /* words of the button */
	str path;      /* where it leads */
	bool filtered; /* a filter hides the rows, so the button is the quiet one */
};

/* Below a list. Each path is whole, with its filters and its cursor. */
struct ui_pager {
	str shown; /* Menampilkan 50 permohonan */
	str previous_path;
	str next_path;
};

/* A line of <dl class="rincian">. */
struct ui_row {
	str label;
	str value;	 /* "" shows an en dash */
	bool digits;	 /* numbers of one width */
	str change_path; /* of "Ubah" */
	str change_what; /* read out after it: "Ubah data satker" */
};

/* How far a task of several pages is. */
struct ui_steps {
	const str *items;
	size_t count;
	size_t now; /* from 1 */
};

/* A question that opens to the lines that answer it; nothing when there are none. */
struct ui_reasons {
	str title; /* Mengapa tenggat ini? */
	struct strs lines;
	bool open;
};

/* Steps with a name, a time and a state, side by side: <ol class="alir-status x">. */
struct ui_progress {
	const struct ui_event *items;
	size_t count;
};

/* ---- what the pages of these parts ask ---- */

static inline str ui_or(str text, str otherwise)
{
	return text.n ? text : otherwise;
}

str ui_tone_icon(str tone);
str ui_state_icon(str state);

/* The ids of hint and error, for aria-describedby: "nik-p nik-g". */
str ui_described(struct arena *a, str id, str hint, str error);
