# MyIntress.  Targets: all run test unit bench bench-peers proof fuzz lint fmt dist clean
PORT ?= 8080
DATA ?= data
B    ?= build
CC   ?= gcc
V    := $(shell cat VERSION)

PKGS := libmicrohttpd jansson sqlite3 libpq libsodium libcurl gmime-3.0 cairo pangocairo \
        poppler-glib libjpeg libseccomp expat minizip xlsxwriter
HAVE := $(shell pkg-config --exists $(PKGS) 2>/dev/null && echo yes)
ifeq ($(HAVE),yes)
LIB_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS)))
LIBS := $(shell pkg-config --libs $(PKGS)) -linih -lpthread -lm
endif

WARN := -Wall -Wextra -Werror -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
        -Wvla -Wformat=2 -Wundef -Wno-missing-field-initializers -Wno-missing-braces
BASE_CFLAGS := -std=gnu17 $(WARN) -DVERSION='"$(V)"' -D_GNU_SOURCE -Isrc -I$(B)/gen -I. $(LIB_CFLAGS)
# -g1: functions and lines, for a trace and a profile; whole -g takes a third more time.
PROD_CFLAGS := -O2 -g1 -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE
TEST_CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DDEBUG
PROD_LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack

SRC   := $(filter-out src/app/main.c,$(wildcard src/*/*.c))
PAGES := $(wildcard src/*/pages/*.html)
PAGED := $(sort $(foreach p,$(PAGES),$(word 2,$(subst /, ,$(p)))))
GEN_H := $(PAGED:%=$(B)/gen/%/pages.h) $(B)/gen/icons.h
GEN_C := $(PAGED:%=$(B)/gen/%/pages.c) \
         $(patsubst %,$(B)/gen/%.c,schema reference icons assets words regions)
TESTED := $(sort $(foreach t,$(wildcard src/*/test/*_test.c),$(word 2,$(subst /, ,$(t)))))

prod_objs := $(SRC:src/%.c=$(B)/obj/%.o) $(GEN_C:$(B)/gen/%.c=$(B)/obj/gen/%.o)
harness   := $(patsubst test/%.c,$(B)/tobj/test/%.o,$(wildcard test/*.c))
test_objs := $(SRC:src/%.c=$(B)/tobj/%.o) $(GEN_C:$(B)/gen/%.c=$(B)/tobj/gen/%.o)

.PHONY: all run test tests unit analysed bench bench-peers bench-tools proof proved fuzz fuzzed lint fmt dist clean deps-run deps-test deps-proof deps-bench deps-fuzz deps-dist
all: $(B)/myintress

# ---- what is generated -------------------------------------------------------
$(B)/tools/%: tools/%.c
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -g -O1 $(WARN) -D_GNU_SOURCE -o $@ $<
$(B)/tools/pagec: tools/pagec/pagec.c tools/pagec/place.c tools/pagec/place.h
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -g -O1 $(WARN) -D_GNU_SOURCE -o $@ $(filter %.c,$^)

define page_rules
$(B)/gen/$(1)/pages.h: $(wildcard src/$(1)/pages/*.html) $(B)/tools/pagec
	@mkdir -p $$(@D)
	$(B)/tools/pagec $(1) $(B)/gen/$(1) $(sort $(wildcard src/$(1)/pages/*.html))
$(B)/gen/$(1)/pages.c: $(B)/gen/$(1)/pages.h
	@:
endef
$(foreach p,$(PAGED),$(eval $(call page_rules,$(p))))

$(B)/gen/schema.c: $(wildcard src/*/schema/*.sql) $(B)/tools/embed
	@mkdir -p $(@D)
	$(B)/tools/embed schema $@ $(wildcard src/*/schema/*.sql)
$(B)/gen/reference.c: $(wildcard src/directory/reference/*.csv) $(B)/tools/embed
	@mkdir -p $(@D)
	$(B)/tools/embed reference $@ $(wildcard src/directory/reference/*.csv)

include static/assets.mk

# ---- compiling ---------------------------------------------------------------
$(B)/obj/%.o: src/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(PROD_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/obj/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(PROD_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/tobj/%.o: src/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(TEST_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/tobj/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(TEST_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/tobj/test/%.o: test/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(TEST_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/libmyintress.a: $(prod_objs)
	@rm -f $@; ar rcs $@ $^
$(B)/libtest.a: $(test_objs)
	@rm -f $@; ar rcs $@ $^

$(B)/myintress: $(B)/obj/app/main.o $(B)/libmyintress.a
	@echo "LD $@"; $(CC) $(PROD_CFLAGS) $(PROD_LDFLAGS) -o $@ $< $(B)/libmyintress.a $(LIBS)
$(B)/myintress-debug: $(B)/tobj/app/main.o $(B)/libtest.a
	@echo "LD $@"; $(CC) $(TEST_CFLAGS) -o $@ $< $(B)/libtest.a $(LIBS)

# ---- tests: one program per folder, "make unit-db" builds and runs one --------
define test_rules
$(B)/test/$(1): $(patsubst src/%.c,$(B)/tobj/%.o,$(wildcard src/$(1)/test/*.c)) $(harness) $(B)/libtest.a
	@mkdir -p $$(@D)
	@echo "LD $$@"; $(CC) $(TEST_CFLAGS) -o $$@ $$(filter %.o,$$^) $(B)/libtest.a $(LIBS) -lcmocka
unit-$(1): $(B)/test/$(1)
	$(B)/test/$(1)
endef
$(foreach t,$(TESTED),$(eval $(call test_rules,$(t))))

unit-pagec: $(B)/tools/pagec
	test/pagec.sh $<

unit: $(TESTED:%=$(B)/test/%)
	@tools/run_tests $(B) $(TESTED)

# ---- the two commands of the README, and the others --------------------------
deps-run deps-test deps-proof deps-bench deps-fuzz deps-dist: deps-%:
	@tools/deps $*
# The packages decide the flags, so they are there before this file is read again.
run: deps-run
	@$(MAKE) --no-print-directory -j$$(nproc) $(B)/myintress
	@tools/run_demo $(B)/myintress $(DATA) $(PORT)
test: deps-test
	@$(MAKE) --no-print-directory -j$$(nproc) $(B)/myintress $(B)/myintress-debug tests
	@tools/run_tests $(B) $(TESTED) pagec check_floors check_style check_words api e2e promises
tests: $(TESTED:%=$(B)/test/%)

include test/proof/proof.mk
include test/fuzz/fuzz.mk

# ---- benchmarks: ratios of two things in one run, see docs/performance.md ------
BENCH := $(addprefix $(B)/bench/,seed drive bare_sql bare_mhd bare_commit bare_argon2 spy.so)
$(B)/bench/seed: $(B)/libmyintress.a
$(B)/bench/bare_sql: test/bench/statements.c test/bench/statements.h
$(B)/bench/%: test/bench/%.c
	@mkdir -p $(@D)
	@echo "LD $@"; $(CC) $(BASE_CFLAGS) -O2 -o $@ $(filter %.c %.a,$^) $(LIBS)
$(B)/bench/%.so: test/bench/%.c
	@mkdir -p $(@D)
	@echo "LD $@"; $(CC) $(BASE_CFLAGS) -O2 -shared -fPIC -o $@ $<
bench bench-peers: deps-bench
	@$(MAKE) --no-print-directory -j$$(nproc) $(B)/myintress bench-tools
	@BUILD=$(B) python3 -B test/bench/$(subst bench-,,$@).py
bench-tools: $(BENCH)

# ---- the laws: who includes whom, limits and bans, words, layout, gcc's analyser
SOURCES := $(wildcard src/*/*.[ch] src/*/test/*.[ch] test/*.[ch] test/*/*.[ch] tools/*.[ch] tools/*/*.[ch])
SPOKEN  := $(PAGES) $(foreach f,$(filter-out src/db/%,$(SRC)),$(if $(findstring /store,$f),,$f))

lint: deps-test
	@tools/check_floors floors $(filter src/%,$(SOURCES))
	@tools/check_style $(SOURCES)
	@tools/check_words $(SPOKEN)
	@clang-format --dry-run --Werror $(SOURCES)
	@$(MAKE) --no-print-directory -j$$(nproc) analysed
	@echo "lint: floors, style, words, layout, analyser"
analysed: $(patsubst src/%.c,$(B)/lint/%.ok,$(SRC) src/app/main.c)
$(B)/lint/%.ok: src/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@$(CC) $(BASE_CFLAGS) -O1 -fanalyzer -MMD -MP -MT $@ -MF $(@:.ok=.d) -c -o /dev/null $<
	@touch $@
fmt:
	@clang-format -i $(SOURCES)

# ---- the Debian package, and what a test finds in it ---------------------------
dist: deps-dist
	@$(MAKE) --no-print-directory -j$$(nproc) $(B)/myintress
	@rm -rf $(B)/dist; mkdir -p $(B)/dist
	@debian/rules clean binary >$(B)/dist.log 2>&1 B=$(abspath $(B)) || { tail -40 $(B)/dist.log; exit 1; }
	@debian/rules clean >/dev/null
	@test/package.sh $(B)/dist
	@ls $(B)/dist/*.deb

clean:
	rm -rf $(B)

-include $(shell find $(B) -name '*.d' 2>/dev/null)
