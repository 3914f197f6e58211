/*
 * Argon2id alone, 64 MiB and 2 passes, one thread per core.
 * Usage: bare_argon2 SECONDS. Prints the verifications per second.
 */
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { THREADS_MAX = 256 };

static const char password[] = "perahu kecil menyeberangi teluk";
static char hash[crypto_pwhash_STRBYTES];
static double seconds;

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct share {
	long done;
	double took;
};

static void *verify(void *arg)
{
	struct share *s = arg;
	double began = now_s();

	do {
		if (crypto_pwhash_str_verify(hash, password, strlen(password)) != 0)
			exit(1);
		s->done++;
		s->took = now_s() - began;
	} while (s->took < seconds);
	return NULL;
}

int main(int argc, char **argv)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	static struct share shares[THREADS_MAX];
	pthread_t threads[THREADS_MAX];
	double rate = 0;

	if (argc != 2 || sodium_init() < 0 || cores > THREADS_MAX ||
	    crypto_pwhash_str(hash, password, strlen(password), 2,
			      (size_t)64 * 1024 * 1024) != 0)
		return 2;
	seconds = strtod(argv[1], NULL);
	for (long i = 0; i < cores; i++)
		pthread_create(&threads[i], NULL, verify, &shares[i]);
	for (long i = 0; i < cores; i++) {
		pthread_join(threads[i], NULL);
		rate += (double)shares[i].done / shares[i].took;
	}
	printf("%.2f\n", rate);
	return 0;
}
