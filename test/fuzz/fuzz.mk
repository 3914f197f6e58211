# make fuzz: each harness of this folder for SECONDS, by libFuzzer. Seeds stand in corpus/NAME;
# what is found on the way is kept in $(B)/fuzz/corpus. HARNESS= chooses some.
SECONDS ?= 30
HARNESS ?= $(patsubst test/fuzz/%.c,%,$(wildcard test/fuzz/*.c))
CLANG   ?= clang

FUZZ_CFLAGS := -O1 -w -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DDEBUG
fuzz_objs   := $(SRC:src/%.c=$(B)/fuzz/obj/%.o) $(GEN_C:$(B)/gen/%.c=$(B)/fuzz/obj/gen/%.o)

$(B)/fuzz/obj/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CLANG) $(BASE_CFLAGS) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
$(B)/fuzz/obj/%.o: src/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CLANG) $(BASE_CFLAGS) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
$(B)/fuzz/libtest.a: $(fuzz_objs)
	@rm -f $@; ar rcs $@ $^
$(B)/fuzz/%: test/fuzz/%.c $(B)/fuzz/libtest.a
	@echo "LD $@"; $(CLANG) $(BASE_CFLAGS) $(FUZZ_CFLAGS) -fsanitize=fuzzer -o $@ $< $(B)/fuzz/libtest.a $(LIBS)

fuzzed: $(HARNESS:%=$(B)/fuzz/%)

fuzz: deps-fuzz
	@$(MAKE) --no-print-directory -j$$(nproc) fuzzed
	@tools/run_fuzz $(B)/fuzz $(SECONDS) $(HARNESS)
