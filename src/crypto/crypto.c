#include "crypto/internal.h"

void crypto_start(void)
{
	if (sodium_init() < 0)
		panic("libsodium has no source of randomness");
}

void random_bytes(void *p, size_t n)
{
	randombytes_buf(p, n);
}

int64_t random_id(void)
{
	uint64_t id;

	do {
		randombytes_buf(&id, sizeof(id));
		id >>= 2;
	} while (id == 0);
	return (int64_t)id;
}

str token_new(struct arena *a)
{
	char bytes[32];

	randombytes_buf(bytes, sizeof(bytes));
	return base64url(a, (str){ bytes, sizeof(bytes) });
}

str code_new(struct arena *a, int digits)
{
	char *p = arena_alloc(a, (size_t)digits + 1);

	for (int i = 0; i < digits; i++)
		p[i] = (char)('0' + randombytes_uniform(10));
	return (str){ p, (size_t)digits };
}

str hex(struct arena *a, str bytes)
{
	size_t size = bytes.n * 2 + 1;
	char *p = arena_alloc(a, size);

	sodium_bin2hex(p, size, (const unsigned char *)bytes.p, bytes.n);
	return (str){ p, size - 1 };
}

str base64url(struct arena *a, str bytes)
{
	int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
	size_t size = sodium_base64_encoded_len(bytes.n, variant);
	char *p = arena_alloc(a, size);

	sodium_bin2base64(p, size, (const unsigned char *)bytes.p, bytes.n, variant);
	return (str){ p, size - 1 };
}

bool base64url_read(struct arena *a, str text, str *ret)
{
	unsigned char *p = arena_alloc(a, text.n + 1);
	size_t n;

	if (sodium_base642bin(p, text.n + 1, text.p, text.n, NULL, &n, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return false;
	*ret = (str){ (char *)p, n };
	/* The library takes some bytes outside the alphabet for letters of it. */
	return str_eq(base64url(a, *ret), text);
}

str sha256_chain_hex(struct arena *a, str left, str right)
{
	unsigned char out[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, (const unsigned char *)left.p, left.n);
	crypto_hash_sha256_update(&s, (const unsigned char *)right.p, right.n);
	crypto_hash_sha256_final(&s, out);
	return hex(a, (str){ (char *)out, sizeof(out) });
}

str sha256_hex(struct arena *a, str bytes)
{
	return sha256_chain_hex(a, bytes, S(""));
}
