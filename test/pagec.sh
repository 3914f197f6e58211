#!/bin/sh
# Usage: test/pagec.sh PAGEC.  What the page compiler makes of good pages, and that it
# refuses every bad one, at its line and for its reason.
set -u
pagec=$(realpath "$1")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

report() { # report WHAT GOOD
	if [ "$2" = yes ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "pagec: $1"
		sed 's/^/	/' "$dir/said" "$dir/pages.c" 2>/dev/null
	fi
}

compile() { # compile PAGE: the text of the page, from its first line on
	rm -f "$dir/pages.c" "$dir/pages.h"
	printf '%s' "$1" > "$dir/x.html"
	(cd "$dir" && "$pagec" test . x.html) > "$dir/said" 2>&1
}

# makes WHAT PAGE LINE...: pages.c has these lines, white space aside.
makes() {
	what=$1
	compile "$2" && good=yes || good=no
	shift 2
	for line in "$@"; do
		sed 's/^[[:space:]]*//' "$dir/pages.c" 2>/dev/null | grep -qxF -- "$line" || good=no
	done
	report "$what" "$good"
}

# lacks WHAT PAGE LINE: compiles, without this line.
lacks() {
	compile "$2" && ! grep -qF -- "$3" "$dir/pages.c" && good=yes || good=no
	report "$1" "$good"
}

# refuses LINE REASON BODY: the body of a page, whose first line is line 2.
refuses() {
	good=no
	compile "{% page x(int a) %}
$3" || grep -qF -- "x.html:$1: " "$dir/said" && grep -qF -- "$2" "$dir/said" && good=yes
	[ -e "$dir/pages.c" ] && good=no
	report "refuses: $3" "$good"
}

makes "a page is a function" '{% page x(const struct y *v) %}
<p>a</p>
' 'void page_x(struct html *out, const struct y *v)' 'html_literal(out, "<p>a</p>\n", 9);'
makes "a page without arguments" '{% page x() %}<p>a</p>' 'void page_x(struct html *out)'
makes "pages follow each other" '{% page x() %}a{% page y() %}b' \
	'void page_x(struct html *out)' 'void page_y(struct html *out)'
makes "a hole in text" '{% page x(str a) %}
<p>{{ a }}</p>' '#line 2 "x.html"' 'html(out, (a));'
makes "a hole in a value" '{% page x(str a) %}<p title="{{ a }}">' 'html(out, (a));'
makes "a comma in a hole" '{% page x() %}{{ ((struct d){ 1, 2 }) }}' \
	'html(out, (((struct d){ 1, 2 })));'
makes "the place of a hole over lines" '{% page x() %}
{# a
   b #}
<p>
{{ a }}' '#line 5 "x.html"'
makes "if" '{% page x(int a) %}{% if a > 1 %}b{% elif a %}c{% else %}d{% end %}' \
	'if (a > 1) {' '} else if (a) {' '} else {' '}'
makes "if between attributes" '{% page x(int a) %}<input{% if a %} checked{% end %} name="b">' \
	'html_literal(out, " checked", 8);' 'html_literal(out, " name=\"b\">", 10);'
makes "one space before each attribute" '{% page x(int a) %}<p
	{% if a %}title="b"{% end %}{% if a %}hidden{% end %}
	class = "c"id="d" >' 'html_literal(out, "<p", 2);' 'html_literal(out, " title=\"b\"", 10);' \
	'html_literal(out, " hidden", 7);' 'html_literal(out, " class=\"c\" id=\"d\">", 18);'
makes "if in a value" '{% page x(int a) %}<p class="a{% if a %} b{% end %}">' \
	'html_literal(out, " b", 2);'
makes "each over a value" '{% page x(struct v *v) %}{% each struct t *i : v->list %}{{ i->n }}{% end %}' \
	'{ const __auto_type i_list = (v->list); for (size_t i_index = 0; i_index < i_list.count; i_index++) { const struct t *i = &i_list.items[i_index];' \
	'}}'
makes "each over a pointer" '{% page x(struct l *l) %}{% each const str *s : l %}{{ *s }}{% end %}' \
	'{ const __auto_type s_list = *(l); for (size_t s_index = 0; s_index < s_list.count; s_index++) { const str *s = &s_list.items[s_index];'
makes "include" '{% page x(int a) %}{% include y(a, f(1)) %}{% include z() %}' \
	'page_y(out, a, f(1));' 'page_z(out);'
makes "icons" '{% page x() %}{% icon "chevron-down" %}{% icon-s "x" %}{% icon-l "send" %}' \
	'html_icon(out, ICON_CHEVRON_DOWN);' 'html_icon_small(out, ICON_X);' \
	'html_icon_large(out, ICON_SEND);'
makes "csrf" '{% page x() %}<form method="post">{% csrf %}<input name="a"></form>' \
	'html_csrf(out);'
makes "a form that gets needs no csrf" '{% page x() %}<form method="get"><input name="a"></form>'
makes "links" '{% page x(str a) %}<a href="/p/{{ a }}"></a><a href="#{{ a }}"></a><a href="?q={{ a }}"></a><a href="mailto:{{ a }}"></a><a href="tel:{{ a }}"></a>'
makes "a path" '{% page x(str a) %}<a href="{% path a %}{{ a }}">' 'html_path(out, (a));'
makes "a script with src" '{% page x(str a) %}<script src="{% path a %}" defer> </script>'
makes "quotes and back slashes" '{% page x() %}<p title='"'"'"\'"'"'>' \
	'html_literal(out, "<p title='"'"'\"\\'"'"'>", 14);'
makes "white space shrinks" '{% page x() %}
<p   class="a  b"
     id="c"  >a   b
  c</p>

' 'html_literal(out, "<p class=\"a  b\" id=\"c\">a b\n"' '"c</p>\n", 33);'
makes "white space stays in pre" '{% page x() %}<pre>a  b
  c</pre>  <b>' 'html_literal(out, "<pre>a  b\n"' '"  c</pre> <b>", 23);'
makes "white space stays in textarea" '{% page x(str a) %}<textarea>
{{ a }}  </textarea>' 'html_literal(out, "<textarea>\n", 11);' \
	'html_literal(out, "  </textarea>", 13);'
makes "a directive alone on its line leaves nothing" '{% page x(int a) %}
<ul>
  {% if a %}
  <li>
  {% end %}
</ul>' 'html_literal(out, "<ul>\n", 5);' 'html_literal(out, "<li>\n", 5);' \
	'html_literal(out, "</ul>", 5);'
lacks "comments stay behind" '{# one #}{% page x() %}{# two #}<p>' 'two'

refuses 2 'needs quotes' '<a href={{ a }}>'
refuses 2 'needs quotes' '<a href=x>'
refuses 3 'needs quotes' '<p>
<a title= {{ a }}>'
refuses 2 'name of a tag' '<a{{ a }}>'
refuses 2 'written &lt;' '<{{ a }}>x'
refuses 2 'written &lt;' '1 < 2'
refuses 2 'written &lt;' '<textarea><p></textarea>'
refuses 2 'written &lt;' '<script src="/a"><b></script>'
refuses 2 'name of a tag' '</{{ a }}>'
refuses 2 'name of a tag' '<a {{ a }}>' 
refuses 2 'name of a tag' '<a x{{ a }}="b">'
refuses 2 'inline script' '<script src="/a">alert(1)</script>'
refuses 2 'hole in a script' '<script src="/a">{{ a }}</script>'
refuses 2 'without src' '<script>'
refuses 2 'without src' '<script defer></script>'
refuses 2 '<style>' '<style>{{ a }}</style>'
refuses 2 'style=' '<p style="color:red">'
refuses 2 'style=' '<p STYLE="color:red">'
refuses 2 'srcdoc=' '<iframe srcdoc="x">'
refuses 2 'on…=' '<p onclick="x()">'
refuses 2 'on…=' '<p data-hx-on:click="x()">'
refuses 2 'literal path' '<a href="{{ a }}">'
refuses 2 'literal path' '<a href="/{{ a }}">'
refuses 2 'literal path' '<a href="//{{ a }}">'
refuses 2 'literal path' '<a href="/\{{ a }}">'
refuses 2 'literal path' '<a href="https://{{ a }}">'
refuses 2 'literal path' '<a href="x{{ a }}">'
refuses 2 'literal path' '<img src="{{ a }}">'
refuses 2 'literal path' '<form action="{{ a }}">'
refuses 2 'literal path' '<button formaction="{{ a }}">'
refuses 2 'literal path' '<p data-hx-get="{{ a }}">'
refuses 2 'literal path' "<a href='{{ a }}'>"
refuses 2 'literal path' '<a HREF = "{{ a }}">'
refuses 2 'literal path' '<a href="{% if a %}/b{% end %}{{ a }}">'
refuses 2 'javascript:' '<a href="JavaScript:alert(1)">'
refuses 2 'start of a link' '<a href="/x{% path a %}">'
refuses 2 'start of a link' '<a title="{% path a %}">'
refuses 2 'start of a link' '{% path a %}'
refuses 2 'unknown {% raw %}' '{% raw a %}'
refuses 2 'unknown {% endif %}' '{% if a %}{% endif %}'
refuses 3 'without {% end %}' '<p>
{% if a %}
<p>'
refuses 2 'without {% end %}' '{% each int *i : a %}'
refuses 2 'without a beginning' '{% end %}'
refuses 2 'without a beginning' '{% else %}'
refuses 2 'of an each' '{% each int *i : a %}{% else %}{% end %}'
refuses 2 'of an each' '{% each int *i : a %}{% elif b %}{% end %}'
refuses 2 'wants more' '{% if %}{% end %}'
refuses 2 'takes nothing' '{% if a %}{% else if b %}{% end %}'
refuses 2 'takes nothing' '{% if a %}{% end if %}'
refuses 2 'is wanted' '{% each i in a %}{% end %}'
refuses 2 'is wanted' '{% include y %}'
refuses 2 'is no name' '{% include y->z(a) %}'
refuses 2 'is wanted' '{% icon send %}'
refuses 2 'inside a tag' '<p title="{% icon "send" %}">'
refuses 2 'inside a tag' '<p title="{% include y(a) %}">'
refuses 2 'middle of a tag' '{% if a %}<p title="{% end %}'
refuses 2 'middle of a tag' '{% if a %}<p{% else %}<b>{% end %}'
refuses 2 'middle of a tag or attribute' '<p title={% if a %}"b"{% end %}>'
refuses 2 '{{ without }}' '{{ a'
refuses 2 '{% without %}' '{% if a'
refuses 2 '{# without #}' '{# a'
refuses 2 'empty hole' '{{ }}'
refuses 2 'HTML comments' '<!-- a -->'
refuses 4 'without {% csrf %}' '<form method="post" action="/a">
<p>
</form>'
refuses 2 'without {% csrf %}' '<form method="POST">'
refuses 2 'comes first' '<form method="post"><input name="a">{% csrf %}</form>'
refuses 2 'comes first' '<form method="post"><button>'
refuses 2 'first in a post form' '<form>{% csrf %}</form>'
refuses 2 'ends inside' '<p title="a'
refuses 2 'ends inside' '<p title="a" '

compile '<p>{% page x() %}' && good=no || good=yes
report "refuses text before the first page" "$good"
compile '{{ a }}{% page x() %}' && good=no || good=yes
report "refuses a hole before the first page" "$good"
compile '{% if a %}{% end %}{% page x() %}' && good=no || good=yes
report "refuses a directive before the first page" "$good"
compile '' && good=no || good=yes
report "refuses an empty file" "$good"
compile '{# a #}' && good=no || good=yes
report "refuses a file without a page" "$good"
(cd "$dir" && "$pagec" test . nothing.html) > "$dir/said" 2>&1 && good=no || good=yes
report "refuses a missing file" "$good"

echo "pagec: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
