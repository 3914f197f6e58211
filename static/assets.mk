# Style sheet, script, fonts, icons -> C tables (build/gen/assets.c, icons.c, icons.h).
