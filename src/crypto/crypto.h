/*
 * Hashes, tokens, passwords, sealed values and sealed files, by libsodium.
 * Every key has an id, which stands in front of what the key made, so that keys
 * can be turned while old values stay readable.
 */
#pragma once

#include "base/base.h"

enum key_purpose {
	KEY_FIELD,   /* seals columns and files */
	KEY_LOOKUP,  /* keyed hashes: which row has this NIK */
	KEY_SESSION, /* CSRF tokens, draft and cursor marks */
	KEY_AUDIT,   /* hashes of personal values in the audit trail */
	KEYS
};

struct keys;

void crypto_start(void); /* once per process */

/*
 * Reads DIR/{field,lookup,session,audit}.keys (mode 0600, created with one
 * random key each when missing and create is set). One line a key: id, creation
 * instant, base64; the last line is the one in use. *ret lives until exit.
 */
err keys_open(str dir, bool create, const struct keys **ret);

/* Adds a new key for the purpose; what the old ones made stays readable. */
err keys_rotate(str dir, enum key_purpose p, int64_t now);

/*
 * Takes a key that is not in use out of the file: what it made is lost for ever, so
 * the caller has looked that nothing is left. *ret_found is false when there is none
 * of that id, or it is in use.
 */
err keys_retire(str dir, enum key_purpose p, int id, bool *ret_found);

/* The id of the key that makes new values. */
int key_in_use(const struct keys *k, enum key_purpose p);

struct key_line {
	enum key_purpose purpose;
	int id;
	int64_t created; /* Unix seconds */
	bool current;
};
struct key_lines LIST_OF(struct key_line);
err keys_list(struct arena *a, str dir, struct key_lines *ret);

/*
 * Seals a column's value (XChaCha20-Poly1305). place is "table|column|row id"
 * and is bound in: opened at another place, changed or cut it is false.
 */
str seal(const struct keys *k, struct arena *a, str place, str plain);
bool unseal(const struct keys *k, struct arena *a, str place, str sealed, str *ret);

/* The id of the key that sealed it, for turning keys. */
int sealed_key(str sealed);

/* Likewise of a keyed hash; 0 when it is none. */
int hashed_key(str hash);

/* Keyed BLAKE2b-256 of value for the purpose, as lower-case hex with the key's id in
 * front ("1:…"). */
str keyed_hash(const struct keys *k, struct arena *a, enum key_purpose p, str domain,
	       str value);

/*
 * All forms the hash may have, one per key of that purpose, current first: a
 * look-up tries each until keys are turned through.
 */
struct strs keyed_hashes(const struct keys *k, struct arena *a, enum key_purpose p,
			 str domain, str value);

str sha256_hex(struct arena *a, str bytes);
err sha256_file_hex(struct arena *a, str path, str *ret);   /* of its bytes, in pieces */
str sha256_chain_hex(struct arena *a, str left, str right); /* of left || right */
str token_new(struct arena *a); /* 256 random bits, base64url, 43 characters */
str code_new(struct arena *a, int digits);
void random_bytes(void *p, size_t n);
int64_t random_id(void); /* positive, 62 bits */
str base64url(struct arena *a, str bytes);
bool base64url_read(struct arena *a, str text, str *ret);
str hex(struct arena *a, str bytes);

/*
 * Argon2id, 64 MiB, 2 passes. At most as many at once in the whole process
 * tree as there are cores (files DIR/hash.N locked while hashing; DIR is given
 * once by crypto_password_lanes()).
 */
void crypto_password_lanes(str dir);
err password_hash(struct arena *a, struct secret password, str *ret);
err password_verify(struct secret password, str hash, bool *ret);

/*
 * Does the same work as a verification and is always false: who has no account
 * must wait as long as who typed a wrong password.
 */
err password_verify_nobody(struct secret password);

/*
 * Files at rest (secretstream, 64 KiB chunks), written in constant memory and
 * durable when OK: a power cut leaves the whole file or none, and at most a
 * "PATH.*.part" beside it. sealed_file_read() checks every chunk, the end and
 * the place; a file that fails is a fault.
 */
struct sealed_at {
	str path;
	str place; /* "document|id" */
};
struct sealed_file {
	int64_t bytes;	 /* of the plain file */
	char sha256[65]; /* of the plain bytes, lower-case hex */
};
err sealed_file_write(const struct keys *k, struct sealed_at at, str plain_path,
		      struct sealed_file *ret);
err sealed_file_write_bytes(const struct keys *k, struct sealed_at at, str plain,
			    struct sealed_file *ret);
err sealed_file_read(const struct keys *k, struct arena *a, struct sealed_at at,
		     size_t limit, str *ret);

/* The id of the key that sealed the file; 0 when there is none, or it is not one of ours.
 */
err sealed_file_key(str path, int *ret);
