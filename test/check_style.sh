#!/bin/sh
# Usage: test/check_style.sh.  What tools/check_style lets pass and what it refuses.
set -u
. "$(dirname "$0")/report.sh"
check="$root/tools/check_style"

body() { # body LINES: a function of so many lines
	echo 'static void f(void)'
	echo '{'
	i=3
	while [ $i -lt "$1" ]; do echo '	g();'; i=$((i + 1)); done
	echo '}'
}
lines() { yes 'int a;' | head -n "$1"; }
wide() { printf '%*s' "$1" '' | tr ' ' "$2"; }

allows src/x/a.c "$(lines 600)"
refuses src/x/a.c 601 '601 lines' "$(lines 601)"
allows src/x/a.h "$(lines 300)"
refuses src/x/a.h 301 '301 lines' "$(lines 301)"
allows src/x/internal.h "$(lines 600)"
allows src/x/a.c "$(body 60)"
refuses src/x/a.c 1 'a function of 61 lines' "$(body 61)"
refuses src/x/a.c 1 'a function of 62 lines' "$(body 61 | sed 's/f(void)/f(int a,\n	int b)/')"

allows src/x/a.c "int $(wide 95 a);"
refuses src/x/a.c 1 '101 columns' "int $(wide 96 a);"
refuses src/x/a.c 1 '104 columns' "			int $(wide 75 a);"
allows src/x/a.c "int $(wide 80 a)	b	c;"
allows src/x/a.c "	say(\"$(wide 200 a)\");"
allows src/x/a.c "int $(wide 87 a); /* × */"

refuses src/x/a.c 1 '//' '	a(); // b'
allows src/x/a.c '	a("http://b");'
allows src/x/a.c '/* http://b */'
refuses src/x/a.c 1 'without an issue' '/* TODO: b */'
allows src/x/a.c '/* TODO: b (issue 7) */'
allows src/x/a.c '	a("/tmp/XXXXXX");'

refuses src/x/a.c 1 'malloc()' '	char *p = malloc(1);'
refuses src/x/a.c 1 'free()' '	free (p);'
allows src/base/a.c '	free(p);'
allows src/x/a.c '	arena_free(p);'
allows src/x/a.c '	x.free(p);'
allows src/x/a.c '	x->free(p);'
allows src/x/a.c '	a("free(p)"); /* free(p) */'
allows src/x/a.c '/*
 * free(p)
 */'
refuses src/x/a.c 1 'free()' '	/* a */ free(p); /* b */'
refuses src/x/a.c 1 'sprintf()' '	sprintf(p, "%d", 1);'
allows src/x/a.c '	snprintf(p, 1, "%d", 1);'
refuses src/x/a.c 1 'atoi()' '	a(1, atoi(p));'
refuses src/x/a.c 1 'time()' '	a = time(NULL);'
allows src/base/a.c '	a = time(NULL);'
refuses src/x/a.c 1 'getenv()' '	getenv("A");'
allows src/settings/a.c '	getenv("A");'
refuses src/x/a.c 1 'system()' '	system("ls");'
refuses src/x/a.c 1 'longjmp()' '	longjmp(a, 1);'

refuses src/x/a.c 1 'goto' '	goto out;'
allows src/http/a.c '	goto out;'
refuses src/x/a.c 1 'whole rupiah' '	double a;'
refuses src/x/a.c 1 'whole rupiah' 'static float f(void);'
allows src/pdf/a.c '	double a;'
allows src/x/a.c '/* a double */'
refuses src/x/a.c 1 'store.c' '	work_query(w, "SELECT 1", NO_ARGS);'
refuses src/x/a.c 1 'store.c' '	work_exec(w, "WITH a AS (SELECT 1) DELETE FROM b", NO_ARGS, NULL);'
allows src/x/store.c '	work_query(w, "SELECT 1", NO_ARGS);'
allows src/x/store_user.c '	work_query(w, "SELECT 1", NO_ARGS);'

refuses src/x/a.c 1 'static that can change' 'static int count;'
refuses src/x/a.c 1 'static that can change' 'static struct a table[4] = { 0 };'
refuses src/x/a.c 1 'static that can change' '	static bool done;'
refuses src/x/a.c 1 'static that can change' 'static const struct a *now;'
allows src/x/a.c 'static const struct a table[] = { 0 };'
allows src/x/a.c 'static const struct a *const all[] = { 0 };'
allows src/x/a.c 'static _Thread_local struct a *now;'
allows src/x/a.c 'static struct a make(void)'
allows src/db/a.c 'static int count;'

deep() { # deep LEVELS
	echo 'static void f(void)'
	echo '{'
	i=1 tabs='	'
	while [ $i -le "$1" ]; do echo "${tabs}if (a)"; tabs="$tabs	" i=$((i + 1)); done
	echo "${tabs}g();"
	echo '}'
}
allows src/x/a.c "$(deep 3)"
refuses src/x/a.c 6 'nested 4 deep' "$(deep 4)"

allows src/x/a.c 'void f(int a, int b, int c, int d, int e);'
refuses src/x/a.c 1 '6 parameters' 'void f(int a, int b, int c, int d, int e, int f);'
refuses src/x/a.c 1 '6 parameters' 'static void f(int a, int b, int c,
		int d, int e, int f)
{
}'
allows src/x/a.c 'void f(int a, int b, int c, int d, int (*e)(int, int));'
allows src/x/a.c 'void f(int a, const char *b, ...) __attribute__((format(printf, 2, 3)));'
allows test/x/a.c 'int PQsend(int a, int b, int c, int d, int e, int f)'

refuses src/x/a.c 2 'leads elsewhere' '#define A(x) \
	if (x) return x'
refuses src/x/a.c 1 'leads elsewhere' '#define A goto out'
allows src/x/a.c '#define TRY(x) do { if (x) return x; } while (0)'
allows src/x/a.c '#define A(x) static inline int x(void) { return 1; }'

finish
