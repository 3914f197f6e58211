#pragma once

#include "documents/documents.h"

/* ---- rules.c ---- */

/* The last part of what the browser called the file, without control characters. */
str document_name(struct arena *a, str given);

/* ---- antivirus.c ---- */

enum verdict { VERDICT_CLEAN, VERDICT_VIRUS, VERDICT_NONE };

/* Asks clamd on its socket. Whatever is not "stream: OK" is not clean. */
enum verdict antivirus_ask(str socket_path, str file);

/* ---- vault.c: data_dir/berkas/AA/ID, and ID.n for the picture of page n ---- */

struct vault {
	struct arena *arena;
	const struct settings *settings;
	const struct keys *keys;
};

err vault_put(const struct vault *v, str id, str plain_path, struct sealed_file *ret);
err vault_get(const struct vault *v, str id, str *ret);
err vault_put_page(const struct vault *v, str id, int n, str picture);

/* *ret_there is false when there is no picture of the page. */
err vault_get_page(const struct vault *v, str id, int n, bool *ret_there, str *ret);

/* Names in one of the 256 directories that were last changed between the instants. */
err vault_list(const struct vault *v, int directory, int64_t from, int64_t until,
	       struct strs *ret);
err vault_remove(const struct vault *v, str name);

/* The id of the key that sealed it, 0 when it is gone; is that not the one in use? */
err vault_key(const struct vault *v, str name, int *ret);
err vault_stale(const struct vault *v, str name, bool *ret);

/* The same bytes under the key in use. */
err vault_renew(const struct vault *v, str name);

/* The file of the document, its pictures and what was left half written of them. */
err vault_erase(const struct vault *v, str id);

/* ---- store.c ---- */

/* Does nothing (*ret_added false) when the row is there already. */
err store_document(struct work *w, const struct document *d, bool *ret_added);
err store_replace(struct work *w, const struct document_place *p, str *ret_old_sha256);
err store_rendered(struct work *w, str id);

/* Removes the rows of the owner; *ret is what they were. */
err store_forget(struct work *w, const struct document_owner *owner,
		 struct documents *ret);
