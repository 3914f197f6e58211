#!/bin/sh
# Usage: test/check_words.sh.  What tools/check_words lets pass and what it refuses.
set -u
. "$(dirname "$0")/report.sh"
check="$root/tools/check_words"

allows a.html '<h1>Masuk</h1>'
allows a.html '<input name="password" type="password" id="user">'
allows a.html '<a href="/Login" data-x="Upload">Unggah</a>'
allows a.html '{# A browser, a link #}'
allows a.html '<p>{{ a->user }}{% include user(&(struct user){ .file = S("user") }) %}</p>'
allows a.html '<h1>Pendaftaran User MyIntress Tipe Satker</h1>'
allows a.html '<p
	id="a"
	data-x="Login">Masuk</p>'
refuses a.html 1 '"Login"' '<h1>Login</h1>'
refuses a.html 2 '"User"' '<p>
User baru</p>'
refuses a.html 1 '"Password"' '<label for="a">Password</label>'
refuses a.html 1 '"Upload"' '<input placeholder="Upload berkas">'
refuses a.html 1 '"Upload"' '<img alt="Upload" title="a">'
refuses a.html 1 '"Submit"' '<button value="Submit">'
refuses a.html 2 '"Submit"' '<button
	title="Submit">'
refuses a.html 1 '"silahkan"' '<p>Bila perlu, silahkan masuk</p>'
refuses a.html 1 'exclamation' '<p>Selamat datang!</p>'
refuses a.html 1 'two spaces' '<p>Isi  nama</p>'
refuses a.html 1 '"Error"' '{% include ui_notice(&(struct n){ .title = S("Error pada isian") }) %}'

allows a.c '	x = S("user");'
allows a.c '	header(S("Content-Disposition"), S("form-data; name=file"));'
allows x/api.c '	.name = STR("Password"),'
refuses x/api.c 1 '"Password"' '	.says = STR("Password lama"),'
allows a.c '	TRY(FAULT(FAULT_INTERNAL, "the file has no user!"));'
allows a.c '	return FAULT(FAULT_INTERNAL,
		     "the file has no user");'
refuses a.c 1 '"File"' '	x = STR("File terlalu besar.");'
refuses a.c 1 '"password"' '	x = S("Isi password Anda.");'
refuses a.c 1 'apology' '	x = S("Kami mohon maaf.");'
refuses a.c 1 'exclamation' '	x = S("Berhasil!");'
refuses a.c 3 '"Error"' '	panic("a user",
		1);
	x = S("Error");'

finish
