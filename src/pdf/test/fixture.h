/* PDF for the tests of reading; nothing is kept as a file in the repository. */
#pragma once

#include "base/base.h"

/* One page of the size ("595 842") with the content, and further objects from 5. */
str fixture_page(struct arena *a, str size, str content, str objects);

/* A scan: one grey photograph over the whole page. */
str fixture_scan(struct arena *a);

/* Forms that draw the next one twice, forty deep. */
str fixture_bomb(struct arena *a);

/* Writes it to the test's directory. */
str fixture_file(struct arena *a, str name, str bytes);

/* All text of page (from 1), as pdftotext reads it. */
str fixture_text(struct arena *a, str pdf, int page);
