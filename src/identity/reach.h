/* The units that a scope reaches, as a common table of a statement. */
#pragma once

#include "directory/directory.h"

enum reach {
	REACH_SATKER,
	REACH_KPPN,
	REACH_KANWIL,
	REACH_BA,
	REACH_ESELON1,
	REACH_NATION,
	REACHES
};

/* False when the scope reaches nothing. */
bool reach_of(const struct satker_scope *s, enum reach *ret);

/* $1 is the code of the scope's unit, $2 today. */
#define REACH_OF(units) "WITH reach (kind, code) AS (" units ") "
#define SATKER_NOW(condition)                                                            \
	" SELECT 'satker', satker FROM satker_period WHERE " condition                   \
	" AND valid_from <= $2 AND valid_to >= $2"

#define UNITS_OF_SATKER "SELECT 'satker', $1 WHERE $2 <> ''"
#define UNITS_OF_KPPN "SELECT 'kppn', $1 UNION ALL" SATKER_NOW("kppn = $1")
#define UNITS_OF_KANWIL                                                                  \
	"SELECT 'kanwil', $1 UNION ALL SELECT 'kppn', code FROM kppn WHERE kanwil = $1"  \
	" UNION ALL" SATKER_NOW("kppn IN (SELECT code FROM kppn WHERE kanwil = $1)")
#define UNITS_OF_BA                                                                      \
	"SELECT 'kl', $1 UNION ALL"                                                      \
	" SELECT 'eselon1', ba || code FROM eselon1 WHERE ba = $1"                       \
	" UNION ALL" SATKER_NOW("ba = $1")
#define UNITS_OF_ESELON1                                                                 \
	"SELECT 'eselon1', $1 UNION ALL" SATKER_NOW(                                     \
		"ba = substr($1, 1, 3) AND eselon1 = substr($1, 4, 2)")

/* One statement for each reach; the nation's needs no list of units. */
#define FOR_EACH_REACH(statement, of_nation)                                             \
	{                                                                                \
		[REACH_SATKER] = statement(REACH_OF(UNITS_OF_SATKER)),                   \
		[REACH_KPPN] = statement(REACH_OF(UNITS_OF_KPPN)),                       \
		[REACH_KANWIL] = statement(REACH_OF(UNITS_OF_KANWIL)),                   \
		[REACH_BA] = statement(REACH_OF(UNITS_OF_BA)),                           \
		[REACH_ESELON1] = statement(REACH_OF(UNITS_OF_ESELON1)),                 \
		[REACH_NATION] = of_nation,                                              \
	}
