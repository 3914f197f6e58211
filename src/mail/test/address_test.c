#include "mail/mail.h"
#include "test/test.h"

#define A16 "aaaaaaaaaaaaaaaa"
#define A64 A16 A16 A16 A16
#define LABEL63 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const struct {
	const char *address;
	bool valid;
} cases[] = {
	{ "siti@satker.example", true },
	{ "siti.rahma+digit@mail.kemenkeu.example", true },
	{ "o'neil_1-2@x.example", true },
	{ "1@2.3a", true },
	{ A64 "@x.example", true },
	{ "a@" LABEL63 ".example", true },
	{ "", false },
	{ "siti", false },
	{ "@x.example", false },
	{ "siti@", false },
	{ "siti@satker", false },
	{ "siti@.example", false },
	{ "siti@satker.", false },
	{ "siti@satker..example", false },
	{ "siti@-satker.example", false },
	{ "siti@satker-.example", false },
	{ "siti@sat_ker.example", false },
	{ "siti@@satker.example", false },
	{ "siti@a@satker.example", false },
	{ ".siti@satker.example", false },
	{ "siti.@satker.example", false },
	{ "si..ti@satker.example", false },
	{ "si ti@satker.example", false },
	{ " siti@satker.example", false },
	{ "siti@satker.example ", false },
	{ "siti@satker.example\n", false },
	{ "siti@satker.example,a@b.example", false },
	{ "<siti@satker.example>", false },
	{ "\"siti\"@satker.example", false },
	{ "siti@[127.0.0.1]", false },
	{ "s\xc3\xafti@satker.example", false },
	{ "siti@s\xc3\xa4tker.example", false },
	{ A64 "a@x.example", false },
	{ "a@b" LABEL63 ".example", false },
	{ A64 "@" LABEL63 "." LABEL63 "." LABEL63 ".ex", false },
};

TEST(addresses_that_can_be_written_to)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(cases[i].address,
			  mail_address_valid(str_from(cases[i].address)), cases[i].valid);
	CHECK("NUL", !mail_address_valid(S("a\0b@c.example")));
}

TEST(the_address_within_a_sender)
{
	CHECK_STR("alone", mail_address_of(S(" a@b.example ")), S("a@b.example"));
	CHECK_STR("named", mail_address_of(S("Nama <a@b.example>")), S("a@b.example"));
	CHECK_STR("open", mail_address_of(S("Nama <a@b.example")), S("a@b.example"));
}
