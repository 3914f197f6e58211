/* From dots to a file: PNG with few shades for text, JPEG for what was scanned. */
#include "pdf/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <jpeglib.h>

enum { COLOUR_APART = 12, JPEG_QUALITY = 60, PNG_MOST = 120 << 10 };

static uint32_t *row_of(cairo_surface_t *s, int y)
{
	unsigned char *p = cairo_image_surface_get_data(s);

	return (uint32_t *)(void *)(p + (ptrdiff_t)cairo_image_surface_get_stride(s) * y);
}

static int red(uint32_t dot)
{
	return dot >> 16 & 255;
}

static int green(uint32_t dot)
{
	return dot >> 8 & 255;
}

static int blue(uint32_t dot)
{
	return dot & 255;
}

static bool coloured(uint32_t dot)
{
	return abs(red(dot) - green(dot)) > COLOUR_APART ||
	       abs(green(dot) - blue(dot)) > COLOUR_APART;
}

static bool has_colour(cairo_surface_t *s)
{
	for (int y = 0; y < cairo_image_surface_get_height(s); y++) {
		const uint32_t *row = row_of(s, y);

		for (int x = 0; x < cairo_image_surface_get_width(s); x++)
			if (coloured(row[x]))
				return true;
	}
	return false;
}

/* ---- PNG ---- */

/* 16 shades: the eye sees the same letter, the file is half as large. */
static int fewer_shades(int value)
{
	return (value + 8) / 17 * 17;
}

static cairo_surface_t *grey(cairo_surface_t *s)
{
	int width = cairo_image_surface_get_width(s);
	int height = cairo_image_surface_get_height(s);
	cairo_surface_t *g = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
	int stride = cairo_image_surface_get_stride(g);

	cairo_surface_flush(g);
	for (int y = 0; y < height; y++) {
		unsigned char *to =
			cairo_image_surface_get_data(g) + (ptrdiff_t)stride * y;
		const uint32_t *from = row_of(s, y);

		for (int x = 0; x < width; x++)
			to[x] = (unsigned char)fewer_shades(green(from[x]));
	}
	cairo_surface_mark_dirty(g);
	return g;
}

static void reduce_colours(cairo_surface_t *s)
{
	cairo_surface_flush(s);
	for (int y = 0; y < cairo_image_surface_get_height(s); y++) {
		uint32_t *row = row_of(s, y);

		for (int x = 0; x < cairo_image_surface_get_width(s); x++)
			row[x] = (uint32_t)(fewer_shades(red(row[x])) << 16 |
					    fewer_shades(green(row[x])) << 8 |
					    fewer_shades(blue(row[x])));
	}
	cairo_surface_mark_dirty(s);
}

static cairo_status_t keep_bytes(void *closure, const unsigned char *p, unsigned int n)
{
	buf_add(closure, (str){ (const char *)p, n });
	return CAIRO_STATUS_SUCCESS;
}

static str png(struct arena *a, cairo_surface_t *s, bool colour)
{
	struct buf b = buf_new(a);

	if (colour)
		reduce_colours(s);
	else
		s = grey(s);
	if (cairo_surface_write_to_png_stream(s, keep_bytes, &b) != CAIRO_STATUS_SUCCESS)
		panic("png");
	return buf_str(&b);
}

/* ---- JPEG ---- */

/* The library expects this not to return; the parent reads a death as a broken file. */
static _Noreturn void jpeg_failed(j_common_ptr c)
{
	(void)c;
	_exit(1);
}

static void jpeg_row(JSAMPLE *to, const uint32_t *from, int width, bool colour)
{
	for (int x = 0; x < width; x++) {
		if (colour) {
			*to++ = (JSAMPLE)red(from[x]);
			*to++ = (JSAMPLE)green(from[x]);
			*to++ = (JSAMPLE)blue(from[x]);
		} else {
			*to++ = (JSAMPLE)green(from[x]);
		}
	}
}

static void jpeg_rows(struct jpeg_compress_struct *c, struct arena *a, cairo_surface_t *s)
{
	int width = cairo_image_surface_get_width(s);
	JSAMPLE *row = NEW_ARRAY(a, JSAMPLE, (size_t)width * 3);

	while (c->next_scanline < c->image_height) {
		jpeg_row(row, row_of(s, (int)c->next_scanline), width,
			 c->input_components == 3);
		jpeg_write_scanlines(c, &row, 1);
	}
}

static str jpeg(struct arena *a, cairo_surface_t *s, bool colour)
{
	struct jpeg_compress_struct c = { 0 };
	struct jpeg_error_mgr errors;
	unsigned char *out = NULL;
	unsigned long n = 0;

	c.err = jpeg_std_error(&errors);
	errors.error_exit = jpeg_failed;
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &out, &n);
	c.image_width = (JDIMENSION)cairo_image_surface_get_width(s);
	c.image_height = (JDIMENSION)cairo_image_surface_get_height(s);
	c.input_components = colour ? 3 : 1;
	c.in_color_space = colour ? JCS_RGB : JCS_GRAYSCALE;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, JPEG_QUALITY, TRUE);
	c.optimize_coding = TRUE;
	jpeg_start_compress(&c, TRUE);
	jpeg_rows(&c, a, s);
	jpeg_finish_compress(&c);
	return (str){ (const char *)out, n };
}

str picture_encode(struct arena *a, cairo_surface_t *page, bool scan, bool *ret_jpeg)
{
	bool colour = has_colour(page);
	str photo = jpeg(a, page, colour);
	str drawing;

	*ret_jpeg = true;
	if (scan)
		return photo;
	drawing = png(a, page, colour);
	*ret_jpeg = drawing.n > PNG_MOST && photo.n < drawing.n;
	return *ret_jpeg ? photo : drawing;
}
