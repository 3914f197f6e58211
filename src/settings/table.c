#include "settings/internal.h"

#define AT(field) offsetof(struct settings, field)

const str mode_names[MODES] = {
	[MODE_DEVELOPMENT] = STR("development"),
	[MODE_DEMO] = STR("demo"),
	[MODE_PRODUCTION] = STR("production"),
};

static bool set_mode(struct settings *s, str w)
{
	for (int m = 0; m < MODES; m++)
		if (str_eq(w, mode_names[m])) {
			s->mode = (enum mode)m;
			return true;
		}
	return false;
}

static bool set_kpa_confirmation(struct settings *s, str w)
{
	s->kpa_confirmation_always = str_eq(w, S("always"));
	return s->kpa_confirmation_always || str_eq(w, S("when_present"));
}

static str derive_public_url(struct arena *a, const struct settings *s)
{
	if (str_index(s->listen, '/') < s->listen.n)
		return S("http://localhost");
	return arena_fmt(a, "http://%.*s", P(s->listen));
}

static str derive_database(struct arena *a, const struct settings *s)
{
	return arena_fmt(a, "sqlite:%.*s/myintress.db", P(s->data_dir));
}

static str derive_mail(struct arena *a, const struct settings *s)
{
	return arena_fmt(a, "dir:%.*s/mail", P(s->data_dir));
}

static str derive_dukcapil(struct arena *a, const struct settings *s)
{
	(void)a;
	return s->mode == MODE_DEMO ? S("simulated") : S("manual");
}

const struct setting settings_table[SETTINGS] = {
	{
		.key = STR("mode"),
		.kind = SETTING_WORD,
		.set_word = set_mode,
		.fallback = STR("development"),
		.allowed = STR("demo, development, production"),
		.help = STR("production menolak kunci demo, simulated dan dir:"),
	},
	{
		.key = STR("listen"),
		.at = AT(listen),
		.valid = valid_listen,
		.fallback = STR("127.0.0.1:8080"),
		.allowed = STR("ALAMAT:PORT atau jalur soket unix"),
		.help = STR("tempat server mendengarkan"),
	},
	{
		.key = STR("public_url"),
		.at = AT(public_url),
		.valid = valid_public_url,
		.derive = derive_public_url,
		.derived = STR("http:// dan listen"),
		.allowed = STR("http://… atau https://… tanpa jalur"),
		.help = STR("alamat yang diketik pengguna; https dalam production"),
	},
	{
		.key = STR("data_dir"),
		.at = AT(data_dir),
		.valid = valid_data_dir,
		.fallback = STR("./data"),
		.allowed = STR("jalur direktori"),
		.help = STR("tempat berkas, kunci dan basis data SQLite"),
	},
	{
		.key = STR("database"),
		.at = AT(database),
		.valid = valid_database,
		.derive = derive_database,
		.derived = STR("sqlite:DATA/myintress.db"),
		.allowed = STR("sqlite:JALUR atau postgresql://…"),
		.help = STR("basis data; PostgreSQL boleh dengan beberapa host"),
	},
	{
		.key = STR("mail"),
		.at = AT(mail),
		.valid = valid_mail,
		.derive = derive_mail,
		.derived = STR("dir:DATA/mail"),
		.allowed = STR("dir:JALUR, smtp://… atau smtps://…"),
		.help = STR(
			"jalan surat keluar; dir: menulis satu berkas .eml per surat"),
	},
	{
		.key = STR("mail_from"),
		.at = AT(mail_from),
		.valid = valid_mail_from,
		.fallback = STR("MyIntress <no-reply@myintress.example>"),
		.allowed = STR("alamat email, boleh dengan nama di depannya"),
		.help = STR("pengirim surat; wajib diisi dalam production"),
	},
	{
		.key = STR("mailbox"),
		.at = AT(mailbox),
		.valid = valid_mailbox,
		.allowed = STR("imaps://…, imap://…@127.0.0.1:… atau kosong"),
		.help = STR("kotak surat yang dibaca"),
	},
	{
		.key = STR("dukcapil"),
		.at = AT(dukcapil),
		.valid = valid_dukcapil,
		.derive = derive_dukcapil,
		.derived = STR("simulated dalam demo, selain itu manual"),
		.allowed = STR("simulated, manual, http://… atau https://…"),
		.help = STR("cara memeriksa NIK"),
	},
	{
		.key = STR("dukcapil_customer"),
		.at = AT(dukcapil_customer),
		.valid = valid_any,
		.allowed = STR("teks"),
		.help = STR("nama pelanggan pada alamat Dukcapil"),
	},
	{
		.key = STR("dukcapil_user"),
		.at = AT(dukcapil_user),
		.valid = valid_any,
		.allowed = STR("teks"),
		.help = STR("akun Dukcapil"),
	},
	{
		.key = STR("dukcapil_password"),
		.kind = SETTING_SECRET,
		.at = AT(dukcapil_password),
		.valid = valid_any,
		.allowed = STR("teks"),
		.help = STR("kata sandi Dukcapil"),
	},
	{
		.key = STR("dukcapil_threshold"),
		.kind = SETTING_NUMBER,
		.at = AT(dukcapil_threshold),
		.most = 100,
		.fallback = STR("95"),
		.allowed = STR("0 sampai 100"),
		.help = STR("ambang kemiripan nama"),
	},
	{
		.key = STR("digit"),
		.at = AT(digit),
		.valid = valid_digit,
		.fallback = STR("builtin"),
		.allowed = STR("builtin atau oidc:…"),
		.help = STR("tempat akun DIGIT: di sini, atau penyedia OpenID Connect"),
	},
	{
		.key = STR("antivirus"),
		.at = AT(antivirus),
		.valid = valid_antivirus,
		.allowed = STR("jalur soket clamd, diawali /, atau kosong"),
		.help = STR(
			"tanpa ini dokumen bertanda tidak dipindai; wajib dalam production"),
	},
	{
		.key = STR("trusted_proxies"),
		.at = AT(trusted_proxies),
		.valid = valid_proxies,
		.allowed = STR("ALAMAT, ALAMAT/BIT atau unix, dipisah koma atau spasi"),
		.help = STR("proksi yang X-Forwarded-For-nya dipercaya"),
	},
	{
		.key = STR("metrics_listen"),
		.at = AT(metrics_listen),
		.valid = valid_metrics_listen,
		.allowed = STR("ALAMAT:PORT, jalur soket unix atau kosong"),
		.help = STR("tempat /metrics bagi Prometheus"),
	},
	{
		.key = STR("processes"),
		.kind = SETTING_NUMBER,
		.at = AT(processes),
		.most = 64,
		.fallback = STR("0"),
		.allowed = STR("0 sampai 64"),
		.help = STR("proses web; 0: satu per inti, satu pada SQLite"),
	},
	{
		.key = STR("session_idle"),
		.kind = SETTING_DURATION,
		.at = AT(session_idle),
		.least = MINUTE,
		.most = DAY,
		.fallback = STR("30 min"),
		.allowed = STR("1 min sampai 24 jam: 1800, 30 min, 2 jam"),
		.help = STR("sesi berakhir setelah diam selama ini"),
	},
	{
		.key = STR("kpa_confirmation"),
		.kind = SETTING_WORD,
		.set_word = set_kpa_confirmation,
		.fallback = STR("when_present"),
		.allowed = STR("when_present, always"),
		.help = STR(
			"kapan KPA mengonfirmasi penambahan pengguna oleh satker sendiri"),
	},
	{
		.key = STR("clock_offset"),
		.kind = SETTING_NUMBER,
		.at = AT(clock_offset),
		.most = (int64_t)3650 * DAY,
		.fallback = STR("0"),
		.allowed = STR("0 sampai 315360000 detik, boleh diawali +"),
		.help = STR("jam dimajukan sekian detik, tidak dalam production; "
			    "dibaca lagi pada SIGHUP, hanya maju"),
	},
};

const struct setting *setting_find(str key)
{
	for (size_t i = 0; i < SETTINGS; i++)
		if (str_eq(settings_table[i].key, key))
			return &settings_table[i];
	return NULL;
}

static bool in_range(const struct setting *d, int64_t n)
{
	return n >= d->least && n <= d->most;
}

bool setting_store(const struct setting *d, str text, struct settings *s)
{
	char *field = (char *)s + d->at;
	int64_t n = 0;

	switch (d->kind) {
	case SETTING_TEXT:
		*(str *)(void *)field = text;
		return d->valid(text);
	case SETTING_SECRET:
		((struct secret *)(void *)field)->value = text;
		return d->valid(text);
	case SETTING_NUMBER:
		if (!str_int(str_starts(text, S("+")) ? str_skip(text, 1) : text, &n))
			return false;
		*(int64_t *)(void *)field = n;
		return in_range(d, n);
	case SETTING_DURATION:
		if (!read_duration(text, &n))
			return false;
		*(int64_t *)(void *)field = n;
		return in_range(d, n);
	case SETTING_WORD:
		return d->set_word(s, text);
	}
	return false;
}
