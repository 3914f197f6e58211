/*
 * A sealed value is: the key's id (1 byte), nonce (24), ciphertext, tag (16).
 * The nonce is random: 192 bits are too many to meet twice.
 */
#include "crypto/internal.h"

#include <string.h>

enum {
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	FRONT = 1 + NONCE
};

str seal(const struct keys *k, struct arena *a, str place, str plain)
{
	const struct key *key = key_current(k, KEY_FIELD);
	size_t n = FRONT + plain.n + TAG;
	unsigned char *p = arena_alloc(a, n);

	p[0] = (unsigned char)key->id;
	randombytes_buf(p + 1, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		p + FRONT, NULL, (const unsigned char *)plain.p, plain.n,
		(const unsigned char *)place.p, place.n, NULL, p + 1, key->bytes);
	return (str){ (char *)p, n };
}

int sealed_key(str sealed)
{
	return sealed.n ? (unsigned char)sealed.p[0] : 0;
}

int hashed_key(str hash)
{
	int64_t id = 0;
	str before = str_cut(&hash, ':');

	return str_int(before, &id) && id > 0 && id <= KEY_IDS ? (int)id : 0;
}

bool unseal(const struct keys *k, struct arena *a, str place, str sealed, str *ret)
{
	const struct key *key = key_find(k, KEY_FIELD, sealed_key(sealed));
	const unsigned char *p = (const unsigned char *)sealed.p;
	unsigned char *plain;

	if (!key || sealed.n < FRONT + TAG)
		return false;
	plain = arena_alloc(a, sealed.n - FRONT - TAG + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    plain, NULL, NULL, p + FRONT, sealed.n - FRONT,
		    (const unsigned char *)place.p, place.n, p + 1, key->bytes) != 0)
		return false;
	*ret = (str){ (char *)plain, sealed.n - FRONT - TAG };
	return true;
}

/* The domain goes in with its length, or "ab"+"c" would be "a"+"bc". */
static str hash_with(const struct key *key, struct arena *a, str domain, str value)
{
	unsigned char out[crypto_generichash_BYTES];
	crypto_generichash_state s;
	struct buf text = buf_new(a);
	uint64_t n = domain.n;

	crypto_generichash_init(&s, key->bytes, KEY_BYTES, sizeof(out));
	crypto_generichash_update(&s, (const unsigned char *)&n, sizeof(n));
	crypto_generichash_update(&s, (const unsigned char *)domain.p, domain.n);
	crypto_generichash_update(&s, (const unsigned char *)value.p, value.n);
	crypto_generichash_final(&s, out, sizeof(out));
	buf_int(&text, key->id);
	buf_char(&text, ':');
	buf_add(&text, hex(a, (str){ (char *)out, sizeof(out) }));
	return buf_str(&text);
}

str keyed_hash(const struct keys *k, struct arena *a, enum key_purpose p, str domain,
	       str value)
{
	return hash_with(key_current(k, p), a, domain, value);
}

struct strs keyed_hashes(const struct keys *k, struct arena *a, enum key_purpose p,
			 str domain, str value)
{
	const struct key_ring *ring = &k->rings[p];
	struct strs all = { 0 };

	for (int i = ring->count - 1; i >= 0; i--)
		*PUSH(a, &all) = hash_with(&ring->keys[i], a, domain, value);
	return all;
}
