/* The frame around a page: header, navigation, notice of the last request, footer. */
#include "web/internal.h"
#include "web/pages.h"

enum { SECTIONS_MAX = 8 };

static const struct nav_entry public_nav[] = {
	{ .label = STR("Beranda"), .path = STR("/") },
	{ .label = STR("Cara mendaftar"), .path = STR("/#cara") },
	{ .label = STR("Format SK"), .path = STR("/#unduhan") },
	{ .label = STR("Cek status"), .path = STR("/cek-status") },
	{ .label = STR("Bantuan"), .path = STR("/#bantuan") },
};

static const struct nav_entry account_nav[] = {
	{ .label = STR("Profil & keamanan akun"),
	  .path = STR("/profil"),
	  .icon = STR("user") },
	{ .label = STR("Tampilan"), .path = STR("/preferensi"), .icon = STR("sun") },
};

static bool shown_to(const struct nav_item *n, const struct actor *a)
{
	return actor_can(a, n->permission) && (n->roles == 0 || n->roles & a->roles);
}

static struct nav_entry entry_of(const struct nav_item *n, str active)
{
	return (struct nav_entry){
		.label = n->label,
		.path = n->path,
		.icon = n->icon,
		.current = str_eq(n->path, active),
	};
}

struct entry_list LIST_OF(struct nav_entry);

struct nav_builder {
	struct nav_section sections[SECTIONS_MAX];
	struct entry_list entries[SECTIONS_MAX];
	size_t count;
};

static struct entry_list *section_of(struct nav_builder *b, str title)
{
	size_t s = 0;

	while (s < b->count && !str_eq(b->sections[s].title, title))
		s++;
	if (s == SECTIONS_MAX)
		panic("more navigation than fits");
	if (s == b->count)
		b->sections[b->count++].title = title;
	return &b->entries[s];
}

static struct nav_sections navigation(struct arena *a, const struct request *rq,
				      str active)
{
	struct nav_builder *b = NEW(a, struct nav_builder);

	for (size_t f = 0; f < the_app->feature_count; f++)
		for (const struct nav_item *n = the_app->features[f]->nav;
		     n && n->label.n; n++)
			if (shown_to(n, &rq->visitor.actor))
				*PUSH(a, section_of(b, n->section)) = entry_of(n, active);
	for (size_t s = 0; s < b->count; s++)
		b->sections[s].entries =
			(struct nav_entries){ b->entries[s].items, b->entries[s].count };
	return (struct nav_sections){ b->sections, b->count };
}

static str portal_of(enum unit_kind k)
{
	static const str names[UNIT_KINDS] = {
		[UNIT_NONE] = STR("Sistem Perbendaharaan Terintegrasi"),
		[UNIT_SATKER] = STR("Portal Satker"),
		[UNIT_KPPN] = STR("Portal KPPN"),
		[UNIT_KANWIL] = STR("Portal Kanwil"),
		[UNIT_PUSAT] = STR("Portal Kantor Pusat"),
		[UNIT_ESELON1] = STR("Portal Eselon I"),
		[UNIT_KL] = STR("Portal Kementerian/Lembaga"),
	};

	return names[k];
}

static struct frame_visitor visitor_of(struct arena *a, const struct visitor *v)
{
	return (struct frame_visitor){
		.signed_in = v->actor.person != 0,
		.name = v->actor.name,
		.initials = text_initials(a, v->actor.name),
		.role_label = v->role_label,
		.unit_name = v->unit_name,
		.unit_detail = v->unit_detail,
		.of_satker = v->actor.unit_kind == UNIT_SATKER,
		.memberships = { v->memberships, v->membership_count },
	};
}

/* The notice travels in a sealed cookie: nothing is stored, nobody can write one. */
static struct flash read_flash(struct reply *rp)
{
	str cookie = request_cookie(rp->rq, S("__Host-kabar"));
	str sealed, plain;
	struct flash f = { 0 };

	if (cookie.n == 0)
		return f;
	reply_cookie(rp, S("__Host-kabar"), S(""), 0);
	if (!base64url_read(rp->arena, cookie, &sealed) ||
	    !unseal(rp->w->keys, rp->arena, S("cookie|kabar"), sealed, &plain))
		return f;
	f.tone = str_cut(&plain, '|');
	f.text = plain;
	return f;
}

static struct frame frame_of(struct reply *rp)
{
	const struct request *rq = rp->rq;
	const struct page *p = &rp->page;

	return (struct frame){
		.layout = p->layout == LAYOUT_APP && !rq->visitor.actor.person
				  ? LAYOUT_PUBLIC
				  : p->layout,
		.title = p->title,
		.description = p->description,
		.theme = rq->visitor.theme,
		.version = S(VERSION),
		.portal = portal_of(rq->visitor.actor.unit_kind),
		.exit_path = p->exit_path,
		.has_errors = p->has_errors,
		.demo = the_app->settings->mode == MODE_DEMO,
		.rail = p->rail,
		.htmx = p->htmx,
		.visitor = visitor_of(rp->arena, &rq->visitor),
		.public_nav = { public_nav, COUNT(public_nav) },
		.account_nav = { account_nav, COUNT(account_nav) },
		.crumbs = p->crumbs,
	};
}

/* The page stands behind FRAME_ROOM bytes: it is the larger part and stays there. */
static str put_around(struct reply *rp, str before, str after)
{
	struct buf *page = &rp->body;
	struct buf whole = buf_new(rp->arena);
	size_t spare = FRAME_ROOM - before.n;

	if (before.n <= FRAME_ROOM) {
		buf_add(page, after);
		memcpy(page->p + spare, before.p, before.n);
		return str_skip(buf_str(page), spare);
	}
	buf_add(&whole, before);
	buf_add(&whole, str_skip(buf_str(page), FRAME_ROOM));
	buf_add(&whole, after);
	return buf_str(&whole);
}

void frame_page(struct reply *rp)
{
	struct buf around = buf_new(rp->arena);
	struct html out = rp->html;
	struct frame f = frame_of(rp);
	size_t cut = 0;

	f.content = (struct gap){ &cut };
	f.nav = navigation(rp->arena, rp->rq, rp->page.active);
	f.flash = read_flash(rp);
	out.buf = &around;
	page_frame(&out, &f);
	rp->wire->body = put_around(rp, str_left(buf_str(&around), cut),
				    str_skip(buf_str(&around), cut));
	rp->has_page = false;
	http_reply_header(rp->wire, rp->arena, S("Content-Type"),
			  S("text/html; charset=utf-8"));
}

void frame_error(struct reply *rp, int status, str text)
{
	struct error_view v = {
		.status = status,
		.text = text,
		.reference = status >= 500 ? rp->rq->id : S(""),
		.signed_in = rp->rq->visitor.actor.person != 0,
	};
	struct page page = { .title = status_title(status),
			     .layout = v.signed_in ? LAYOUT_APP : LAYOUT_PUBLIC };

	page_error(reply_page(rp, status, page), &v);
}
