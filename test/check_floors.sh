#!/bin/sh
# Usage: test/check_floors.sh.  What tools/check_floors lets pass and what it refuses,
# and that the file "floors" itself holds together.
set -u
. "$(dirname "$0")/report.sh"
check="$root/tools/check_floors floors"

cat > floors <<'END'
# a small house
0: base
1: db html
3: web jobs
4: audit identity orders
identity -> audit
orders -> audit identity
audit -> orders
sqlite3.h <- db
END

allows src/db/a.c '#include "db/b.h"'
allows src/db/a.c '#include "base/str.h"'
allows src/orders/web.c '#include "web/web.h"'
allows src/orders/web.c '#include "pages.h"'
allows src/orders/orders.c '#include "identity/identity.h"'
allows src/orders/rules.c '#include "base/str.h"'
allows src/orders/rules.c '#include "orders/orders.h"'
allows src/orders/test/a_test.c '#include "web/web.h"'
allows src/base/test/a_test.c '#include "test/test.h"'
allows src/db/a.c '#include <sqlite3.h>'
allows src/orders/a.c '#include <string.h>'
allows src/orders/test/a_test.c '#include <sqlite3.h>'

refuses src/base/a.c 1 'may not include' '#include "db/db.h"'
refuses src/db/a.c 1 'may not include' '#include "html/html.h"'
refuses src/web/a.c 1 'may not include' '#include "jobs/jobs.h"'
refuses src/web/a.c 1 'may not include' '#include "orders/orders.h"'
refuses src/identity/a.c 1 'may not include' '#include "orders/orders.h"'
refuses src/orders/a.c 1 'only identity/identity.h' '#include "identity/internal.h"'
refuses src/audit/a.c 1 'points to the right' '#include "orders/orders.h"'
refuses src/orders/a.c 1 'stands on no floor' '#include "test/test.h"'
refuses src/orders/a.c 1 'stands on no floor' '#include "elsewhere/a.h"'
refuses src/elsewhere/a.c 1 'stands on no floor' '#include "base/str.h"'
refuses src/orders/rules.c 1 'a rules file' '#include "db/db.h"'
refuses src/orders/rules_input.c 1 'a rules file' '#include "web/web.h"'
refuses src/orders/a.c 1 'wrapped elsewhere' '#include <sqlite3.h>'

# Every folder of the file stands once, and no edge points to the right.
awk '/^#/ || NF == 0 || $2 == "<-" { next }
$2 == "->" { for (i = 3; i <= NF; i++) if (!place[$1] || !place[$i] || place[$i] >= place[$1]) { print $1 " -> " $i; bad = 1 } next }
{ for (i = 2; i <= NF; i++) if (place[$i]) { print $i " stands twice"; bad = 1 } else place[$i] = ++n }
END { exit bad }' "$root/floors" > said && good=yes || good=no
report "the edges of floors point to the left" $good

finish
