#include "crypto/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* First the costs in use, then those that older hashes may still name. */
static const struct cost {
	str text;
	unsigned long long passes;
	size_t memory;
} costs[] = {
	{ STR("m=65536,t=2,p=1"), 2, 64 * 1024 * 1024 },
};

/*
 * Of a random password nobody has kept. Its costs are those in use, or the time
 * would tell who has an account.
 */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$Vu+fDYD95Yx+ofpydBszUg$"
			     "DaK+p5rilj8nyNRQjucg+dADZy79j1YnsvR8f6pkKkU";

static struct {
	struct path dir;
	int count;
} lanes;

void crypto_password_lanes(str dir)
{
	err e = path_of(dir, "", &lanes.dir);

	if (e)
		panic("%s", e->text);
	lanes.count = (int)sysconf(_SC_NPROCESSORS_ONLN);
}

int password_lanes(void)
{
	return lanes.count;
}

/* Opened anew each time: a lock belongs to the opening, and forks share those. */
static err lane_open(uint32_t n, int *ret_lane)
{
	char name[32];
	struct path path;

	snprintf(name, sizeof(name), "/hash.%u", n);
	TRY(path_of(str_from(lanes.dir.text), name, &path));
	*ret_lane = open(path.text, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*ret_lane < 0)
		return FAULT(FAULT_UNAVAILABLE, "%s: %s", path.text, strerror(errno));
	return OK;
}

err lane_enter(int *ret_lane)
{
	*ret_lane = -1;
	if (lanes.count == 0)
		return OK;
	for (uint32_t n = 0; n < (uint32_t)lanes.count; n++) {
		TRY(lane_open(n, ret_lane));
		if (flock(*ret_lane, LOCK_EX | LOCK_NB) == 0)
			return OK;
		close(*ret_lane);
	}
	TRY(lane_open(randombytes_uniform((uint32_t)lanes.count), ret_lane));
	while (flock(*ret_lane, LOCK_EX) != 0) {
		if (errno == EINTR)
			continue;
		close(*ret_lane);
		return FAULT(FAULT_UNAVAILABLE, "flock: %s", strerror(errno));
	}
	return OK;
}

void lane_leave(int lane)
{
	if (lane < 0)
		return;
	/* A child forked meanwhile holds the opening, too: closing would not do. */
	flock(lane, LOCK_UN);
	close(lane);
}

err password_hash(struct arena *a, struct secret password, str *ret)
{
	char *out = arena_alloc(a, crypto_pwhash_STRBYTES);
	int lane, failed;

	TRY(lane_enter(&lane));
	failed = crypto_pwhash_str(out, password.value.p, password.value.n,
				   costs[0].passes, costs[0].memory);
	lane_leave(lane);
	if (failed)
		return FAULT(FAULT_UNAVAILABLE, "no memory to hash a password");
	*ret = str_from(out);
	return OK;
}

struct stored {
	const struct cost *cost;
	unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char hash[32];
};

static const struct cost *find_cost(str text)
{
	for (size_t i = 0; i < COUNT(costs); i++)
		if (str_eq(costs[i].text, text))
			return &costs[i];
	return NULL;
}

static bool read_bytes(str text, unsigned char *ret, size_t size)
{
	size_t n;

	return sodium_base642bin(ret, size, text.p, text.n, NULL, &n, NULL,
				 sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
	       n == size;
}

/* "$argon2id$v=19$COST$SALT$HASH" */
static bool read_stored(str text, struct stored *ret)
{
	str front = S("$argon2id$v=19$");
	bool ours = str_starts(text, front);

	text = str_skip(text, front.n);
	ret->cost = find_cost(str_cut(&text, '$'));
	return ours && ret->cost &&
	       read_bytes(str_cut(&text, '$'), ret->salt, sizeof(ret->salt)) &&
	       read_bytes(text, ret->hash, sizeof(ret->hash));
}

/*
 * Not crypto_pwhash_str_verify(): it answers lack of memory as if the password
 * were wrong.
 */
err password_verify(struct secret password, str hash, bool *ret)
{
	unsigned char out[sizeof((struct stored){ 0 }.hash)];
	struct stored s;
	int lane, failed;

	*ret = false;
	if (!read_stored(hash, &s))
		return FAULT(FAULT_INTERNAL, "not a password hash of ours");
	TRY(lane_enter(&lane));
	failed = crypto_pwhash(out, sizeof(out), password.value.p, password.value.n,
			       s.salt, s.cost->passes, s.cost->memory,
			       crypto_pwhash_ALG_ARGON2ID13);
	lane_leave(lane);
	if (failed)
		return FAULT(FAULT_UNAVAILABLE, "no memory to verify a password");
	*ret = sodium_memcmp(out, s.hash, sizeof(out)) == 0;
	return OK;
}

str nobody_hash(void)
{
	return str_from(nobody);
}

err password_verify_nobody(struct secret password)
{
	bool matches;

	return password_verify(password, nobody_hash(), &matches);
}
