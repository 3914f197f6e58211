# make proof: the program's own builds for it. How much of each kind is done is said by KILLS= CUTS=
# POINTS= LETTERS= KEYS= TRIALS= SAMPLES=: docs/proof.md, and test/proof/all.mjs for what is usual.
RACED := http jobs
PROOF_SIZES = $(foreach v,KILLS CUTS POINTS LETTERS KEYS TRIALS SAMPLES,$(if $($(v)),$(v)=$($(v))))

THREAD_CFLAGS := -O1 -fsanitize=thread -fno-omit-frame-pointer -DDEBUG
thread_objs   := $(SRC:src/%.c=$(B)/thread/obj/%.o) $(GEN_C:$(B)/gen/%.c=$(B)/thread/obj/gen/%.o) \
                 $(patsubst test/%.c,$(B)/thread/obj/test/%.o,$(wildcard test/*.c))

$(B)/thread/obj/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(THREAD_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/thread/obj/test/%.o: test/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(THREAD_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/thread/obj/%.o: src/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) $(BASE_CFLAGS) $(THREAD_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/thread/libtest.a: $(thread_objs)
	@rm -f $@; ar rcs $@ $^

define thread_rules
$(B)/thread/$(1): $(patsubst src/%.c,$(B)/thread/obj/%.o,$(wildcard src/$(1)/test/*.c)) $(B)/thread/libtest.a
	@echo "LD $$@"; $(CC) $(THREAD_CFLAGS) -o $$@ $$(filter %.o,$$^) $(B)/thread/libtest.a $(LIBS) -lcmocka
endef
$(foreach t,$(RACED),$(eval $(call thread_rules,$(t))))

$(B)/thread/myintress: $(B)/thread/obj/app/main.o $(B)/thread/libtest.a
	@echo "LD $@"; $(CC) $(THREAD_CFLAGS) -o $@ $< $(B)/thread/libtest.a $(LIBS)

$(B)/killer.so $(B)/recorder.so: $(B)/%.so: test/proof/%.c
	@mkdir -p $(@D)
	@echo "LD $@"; $(CC) -std=gnu17 -g -O1 $(WARN) -D_GNU_SOURCE -shared -fPIC -o $@ $<

proved: $(B)/myintress $(B)/myintress-debug $(B)/thread/myintress $(B)/killer.so $(B)/recorder.so $(RACED:%=$(B)/thread/%)

# Minutes long: kills, killed calls, the main job in each browser and engine, sanitizers.
proof: deps-proof
	@$(MAKE) --no-print-directory -j$$(nproc) proved
	@PROGRAM=$(B)/myintress $(PROOF_SIZES) node test/proof/all.mjs
