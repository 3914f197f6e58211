#!/bin/sh
# Usage: test/package.sh DIR.  What is in the Debian package that "make dist" left in DIR.
set -u
there=$(realpath "$1")
. "$(dirname "$0")/report.sh"
version=$(cat "$root/VERSION")
deb=$there/myintress_${version}_$(dpkg --print-architecture).deb
tree=$dir/tree
conf=$tree/etc/myintress/myintress.conf

# holds WHAT COMMAND...: it succeeds
holds() {
	what=$1
	shift
	"$@" > said 2>&1 && good=yes || good=no
	report "$what" $good
}

says() { # says WORDS COMMAND...: its output has these words, whatever its status
	words=$1
	shift
	"$@" > said 2>&1
	grep -qF -- "$words" said && good=yes || good=no
	report "says $words" $good
}

program() {
	MYINTRESS_DATA_DIR=$dir/data "$tree/usr/bin/myintress" "$@"
}

# Every key of the settings file, those in comments too, is one that the program knows.
knows_keys() {
	sed 's/^#\([a-z_]* =\)/\1/; /_file =/d' "$conf" > all.conf
	program -c all.conf check > keys.said 2>&1
	! grep -e 'all.conf:[0-9]*:' keys.said
}

refuses_unconfigured() {
	! program -c "$conf" serve > refused 2>&1 && grep -q 'public_url: harus https' refused && [ "$(wc -l < refused)" = 1 ]
}

names_commands() {
	zcat "$tree/usr/share/man/man1/myintress.1.gz" > page
	program --help | sed -n '/^Perintah/,/^$/s/^  \([a-z]*\).*/\1/p' | sort -u | while read -r command; do
		grep -q "^\.B $command" page || exit 1
	done
}

has_mode() { # has_mode MODE PATH
	[ "$(stat -c %a "$tree$2")" = "$1" ]
}

holds "the package has the program's version" test -f "$deb"
holds "the change log has it too" test "$(sed -n '1s/.*(\(.*\)).*/\1/p' "$root/debian/changelog")" = "$version"
holds "it can be taken apart" dpkg-deb -x "$deb" tree
dpkg-deb -e "$deb" control
holds "lintian finds nothing" lintian --allow-root --fail-on error,warning "$deb"
says "$version" program --version
says /etc/myintress/myintress.conf cat control/conffiles
says "fonts-dejavu-core" cat control/control
says "libmicrohttpd12" cat control/control
says "u myintress" cat "$tree/usr/lib/sysusers.d/myintress.conf"
says "/var/lib/myintress 0700 myintress" cat "$tree/usr/lib/tmpfiles.d/myintress.conf"
says "try-restart" cat control/postinst
says "deb-systemd-invoke stop" cat control/prerm
holds "the program may be run by everybody, and written by root" has_mode 755 /usr/bin/myintress
holds "the settings' keys are known" knows_keys
holds "unconfigured it refuses to start, in one line" refuses_unconfigured
holds "the manual page names every command" names_commands
# What the unit refers to stands outside the package.
cp -n /lib/systemd/system/*.target "$tree/lib/systemd/system/"
holds "systemd reads the unit" systemd-analyze verify --man=no --root="$tree" myintress.service
holds "the unit is exposed by 1.5 of 10 at most" \
	systemd-analyze security --offline=true --threshold=15 --no-pager "$tree/lib/systemd/system/myintress.service"
finish
