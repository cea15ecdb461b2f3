/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each appends to @out as UTF-8. Returned is how many bytes at the end of @in are the start of a
 * character that is not complete; @bad_bytes is set where some were not of the encoding, which
 * stand as U+FFFD. */

gsize _rapport_csv_decode_utf8         (GByteArray   *out,
                                        const guchar *in,
                                        gsize         length,
                                        gboolean      last,
                                        gboolean     *bad_bytes);
gsize _rapport_csv_decode_utf16        (GByteArray   *out,
                                        const guchar *in,
                                        gsize         length,
                                        gboolean      big_endian,
                                        gboolean      last,
                                        gboolean     *bad_bytes);
void  _rapport_csv_decode_windows_1252 (GByteArray   *out,
                                        const guchar *in,
                                        gsize         length);

G_END_DECLS
