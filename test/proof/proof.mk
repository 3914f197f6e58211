# make proof: the program's own builds for it. POINTS= is how many places to kill an act at
# (all of them otherwise), KILLS= how often the server is killed while it is played to.
POINTS ?= 100000
KILLS  ?= 50

$(B)/killer.so: test/proof/killer.c
	@mkdir -p $(@D)
	@echo "LD $@"; $(CC) -std=gnu17 -g -O1 $(WARN) -D_GNU_SOURCE -shared -fPIC -o $@ $<

proved: $(B)/myintress $(B)/killer.so

# Minutes long: kills, killed calls, the main job in each browser and engine.
proof: deps-test
	@$(MAKE) --no-print-directory -j$$(nproc) proved
	@PROGRAM=$(B)/myintress POINTS=$(POINTS) KILLS=$(KILLS) node test/proof/all.mjs
