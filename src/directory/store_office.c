#include "directory/internal.h"

#define KPPN_SELECT                                                                      \
	"SELECT k.code, k.name, k.kanwil, w.name, k.zone, k.address, k.phone, k.email"   \
	"  FROM kppn k JOIN kanwil w ON w.code = k.kanwil"

static struct kppn read_kppn(struct rows *r)
{
	return (struct kppn){
		.code = row_str(r, 0),
		.name = row_str(r, 1),
		.kanwil = row_str(r, 2),
		.kanwil_name = row_str(r, 3),
		.zone = (enum zone)row_word(r, 4, WORDS(zone_names)),
		.address = row_str(r, 5),
		.phone = row_str(r, 6),
		.email = row_str(r, 7),
	};
}

err kppn_find(struct work *w, str code, struct kppn **ret)
{
	struct rows r =
		work_query(w, KPPN_SELECT " WHERE k.code = $1", ARGS(arg_str(code)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct kppn);
		**ret = read_kppn(&r);
	}
	return rows_end(&r);
}

err kppn_list(struct work *w, str search, struct kppns *ret)
{
	struct rows r = work_query(w,
				   KPPN_SELECT " /* may scan: all 182 */"
					       " WHERE k.code LIKE $1 ESCAPE '!'"
					       "    OR lower(k.name) LIKE $1 ESCAPE '!'"
					       " ORDER BY k.code",
				   ARGS(arg_str(like_part(w->arena, search))));

	*ret = (struct kppns){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_kppn(&r);
	return rows_end(&r);
}

err kppn_add(struct work *w, const struct kppn *k)
{
	return work_exec(
		w,
		"INSERT INTO kppn (code, name, kanwil, zone, address, phone, email)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)"
		" ON CONFLICT (code) DO NOTHING",
		ARGS(arg_str(k->code), arg_str(k->name), arg_str(k->kanwil),
		     arg_str(zone_names[k->zone]), arg_str(k->address), arg_str(k->phone),
		     arg_str(k->email)),
		NULL);
}

err kppn_change(struct work *w, const struct kppn *k)
{
	return work_exec(
		w,
		"UPDATE kppn SET name = $2, kanwil = $3, zone = $4, address = $5,"
		"                phone = $6, email = $7"
		" WHERE code = $1",
		ARGS(arg_str(k->code), arg_str(k->name), arg_str(k->kanwil),
		     arg_str(zone_names[k->zone]), arg_str(k->address), arg_str(k->phone),
		     arg_str(k->email)),
		NULL);
}

err kanwil_add(struct work *w, str code, str name)
{
	return work_exec(w,
			 "INSERT INTO kanwil (code, name) VALUES ($1, $2)"
			 " ON CONFLICT (code) DO NOTHING",
			 ARGS(arg_str(code), arg_str(name)), NULL);
}

err kanwil_rename(struct work *w, str code, str name)
{
	return work_exec(w, "UPDATE kanwil SET name = $2 WHERE code = $1",
			 ARGS(arg_str(code), arg_str(name)), NULL);
}

err ministry_add(struct work *w, str code, str name)
{
	return work_exec(w,
			 "INSERT INTO ministry (code, name) VALUES ($1, $2)"
			 " ON CONFLICT (code) DO NOTHING",
			 ARGS(arg_str(code), arg_str(name)), NULL);
}

err eselon1_add(struct work *w, str ba, str code, str name)
{
	return work_exec(w,
			 "INSERT INTO eselon1 (ba, code, name) VALUES ($1, $2, $3)"
			 " ON CONFLICT (ba, code) DO NOTHING",
			 ARGS(arg_str(ba), arg_str(code), arg_str(name)), NULL);
}

err akun_add(struct work *w, str code, str bkpk, str name)
{
	return work_exec(w,
			 "INSERT INTO akun (code, bkpk, name) VALUES ($1, $2, $3)"
			 " ON CONFLICT (code) DO NOTHING",
			 ARGS(arg_str(code), arg_str(bkpk), arg_str(name)), NULL);
}

/* The one column of the one row, or "". */
static err read_name(struct rows *r, str *ret)
{
	*ret = rows_next(r) ? row_str(r, 0) : S("");
	return rows_end(r);
}

err kanwil_name(struct work *w, str code, str *ret)
{
	struct rows r = work_query(w, "SELECT name FROM kanwil WHERE code = $1",
				   ARGS(arg_str(code)));

	return read_name(&r, ret);
}

err ministry_name(struct work *w, str code, str *ret)
{
	struct rows r = work_query(w, "SELECT name FROM ministry WHERE code = $1",
				   ARGS(arg_str(code)));

	return read_name(&r, ret);
}

err eselon1_name(struct work *w, str ba, str code, str *ret)
{
	struct rows r =
		work_query(w, "SELECT name FROM eselon1 WHERE ba = $1 AND code = $2",
			   ARGS(arg_str(ba), arg_str(code)));

	return read_name(&r, ret);
}

static err read_codes(struct work *w, struct rows *r, struct strs *ret)
{
	*ret = (struct strs){ 0 };
	while (rows_next(r))
		*PUSH(w->arena, ret) = row_str(r, 0);
	return rows_end(r);
}

err kppn_codes(struct work *w, struct strs *ret)
{
	struct rows r = work_query(w, "SELECT code FROM kppn ORDER BY code", NO_ARGS);

	return read_codes(w, &r, ret);
}

err ministry_codes(struct work *w, struct strs *ret)
{
	struct rows r = work_query(w, "SELECT code FROM ministry ORDER BY code", NO_ARGS);

	return read_codes(w, &r, ret);
}

/* *ret is the SHA-256 of the file as it was loaded, "" before the first time. */
err reference_loaded(struct work *w, str name, str *ret)
{
	struct rows r = work_query(w, "SELECT sha256 FROM reference_file WHERE name = $1",
				   ARGS(arg_str(name)));

	return read_name(&r, ret);
}

err reference_note(struct work *w, str name, str sha256)
{
	return work_exec(w,
			 "INSERT INTO reference_file (name, sha256) VALUES ($1, $2)"
			 " ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256",
			 ARGS(arg_str(name), arg_str(sha256)), NULL);
}
