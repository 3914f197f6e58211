# Sourced by the tests of the checkers: counts, and shows what was said when one fails.
# They work in a directory of their own; $root is the project's.
root=$(realpath "$(dirname "$0")/..")
name=$(basename "$0" .sh)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
passed=0 failed=0

report() { # report WHAT GOOD
	if [ "$2" = yes ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: $1"
		sed 's/^/	/' said
	fi
}

# allows FILE TEXT: $check finds nothing in it
allows() {
	mkdir -p "$(dirname "$1")"
	printf '%s\n' "$2" > "$1"
	$check "$1" > said 2>&1 && good=yes || good=no
	report "allows in $1: $2" $good
}

# refuses FILE LINE REASON TEXT
refuses() {
	mkdir -p "$(dirname "$1")"
	printf '%s\n' "$4" > "$1"
	good=no
	$check "$1" > said 2>&1 || { grep -qF -- "$1:$2: " said && grep -qF -- "$3" said && good=yes; }
	report "refuses in $1: $4" $good
}

finish() {
	echo "$name: $passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
