# Style sheet, scripts, fonts, pictures, icons, word lists -> C (build/gen). Everything
# from npm happens here, and only when an input changed.
NODE ?= node
NPM  := node_modules/.installed

$(NPM): package-lock.json
	@cmp -s $< $@ || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@cp $< $@

# Which icons are named is asked anew each time, and remade only when the answer changes.
$(shell mkdir -p $(B)/gen && static/icon_names $(B)/gen/icons.names)

$(B)/gen/icons.c $(B)/gen/icons.h &: $(B)/gen/icons.names static/icons.mjs static/c.mjs $(NPM)
	$(NODE) static/icons.mjs $< $(B)/gen
	@touch $(B)/gen/icons.c $(B)/gen/icons.h
$(B)/gen/assets.c: static/build.mjs static/c.mjs static/gaya.css static/app.js $(wildcard static/gambar/*) $(NPM)
	$(NODE) static/build.mjs $(B)/gen
	@touch $@
$(B)/gen/words.c: static/words.mjs static/c.mjs $(NPM)
	$(NODE) static/words.mjs $@
	@touch $@
$(B)/gen/regions.c: static/regions.mjs static/c.mjs $(NPM)
	$(NODE) static/regions.mjs $@
	@touch $@
