#include "word/container.h"

#include "base/limits.h"
#include "late/office.h"

/* --- writing --- */

/* 1 January 1980, the first day that ZIP knows. */
enum { DAY = 1 << 5 | 1, LEVEL = 2 };

static bool add_file(const sl_office *o, zip_t *zip, const sl_part_file *f)
{
    zip_source_t *source = o->zip_source_buffer(zip, f->bytes.n ? f->bytes.p : "", f->bytes.n, 0);
    if (!source)
        return false;
    zip_int64_t i = o->zip_file_add(zip, f->name.p, source, ZIP_FL_ENC_UTF_8);
    if (i < 0) {
        o->zip_source_free(source);
        return false;
    }
    zip_uint64_t at = (zip_uint64_t)i;
    return o->zip_file_set_dostime(zip, at, 0, DAY, 0) == 0 &&
           o->zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_DOS, 0) == 0 &&
           o->zip_set_file_compression(zip, at, f->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                       f->stored ? 0 : LEVEL) == 0;
}

static bool take_bytes(const sl_office *o, zip_source_t *source, sl_buf *out)
{
    zip_stat_t stat;
    if (o->zip_source_stat(source, &stat) || o->zip_source_open(source))
        return false;
    char *p = sl_buf_reserve(out, stat.size);
    zip_int64_t n = o->zip_source_read(source, p, stat.size);
    o->zip_source_close(source);
    if (n < 0 || (zip_uint64_t)n != stat.size)
        return false;
    out->n += stat.size;
    return true;
}

bool sl_container_emit(sl_buf *out, const sl_part_files *files)
{
    const sl_office *o = sl_office_open();
    if (!o)
        return false;
    zip_error_t error;
    o->zip_error_init(&error);
    zip_source_t *source = o->zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = source ? o->zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;
    bool good = zip != NULL;
    if (good)
        o->zip_source_keep(source);
    for (size_t i = 0; good && i < files->n; i++)
        good = add_file(o, zip, &files->at[i]);
    if (zip && (!good || o->zip_close(zip))) {
        good = false;
        o->zip_discard(zip);
    }
    good = good && take_bytes(o, source, out);
    if (source)
        o->zip_source_free(source);
    o->zip_error_fini(&error);
    return good;
}

/* --- reading --- */

struct sl_container {
    const sl_office *office;
    zip_t *zip;
    size_t n, left; /* entries; bytes that may still be unpacked */
};

static void release(void *handle)
{
    sl_container *c = handle;
    c->office->zip_discard(c->zip);
}

sl_container *sl_container_open(sl_arena *a, sl_str bytes, const char **why)
{
    const sl_office *o = sl_office_open();
    *why = "the module 'sightline-word.so' is not there: install sightline whole";
    if (!o)
        return NULL;
    *why = "it is no ZIP file";
    zip_error_t error;
    o->zip_error_init(&error);
    zip_source_t *source = o->zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    zip_t *zip = source ? o->zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    o->zip_error_fini(&error);
    if (!zip) {
        if (source)
            o->zip_source_free(source);
        return NULL;
    }
    sl_container *c = SL_NEW(a, sl_container);
    *c = (sl_container){o, zip, (size_t)o->zip_get_num_entries(zip, 0), SL_LIMIT_OFFICE_BYTES};
    sl_arena_defer(a, release, c);
    *why = "it holds more parts than are read";
    return c->n <= SL_LIMIT_OFFICE_PARTS ? c : NULL;
}

size_t sl_container_count(const sl_container *c)
{
    return c->n;
}

sl_str sl_container_name(const sl_container *c, size_t i)
{
    zip_stat_t stat;
    c->office->zip_stat_init(&stat);
    if (c->office->zip_stat_index(c->zip, i, 0, &stat) || !(stat.valid & ZIP_STAT_NAME))
        return SL_STR_NONE;
    return sl_str_from(stat.name);
}

bool sl_container_read(sl_container *c, sl_arena *a, size_t i, sl_str *bytes, const char **why)
{
    const sl_office *o = c->office;
    zip_stat_t stat;
    o->zip_stat_init(&stat);
    *bytes = SL_STR_NONE;
    *why = "a part of it is damaged";
    if (o->zip_stat_index(c->zip, i, 0, &stat) || !(stat.valid & ZIP_STAT_SIZE))
        return false;
    /* What it says of its size is believed only as far as the limit goes; more is never unpacked.
     */
    if (stat.size > c->left) {
        *why = "its parts are larger than is read";
        return false;
    }
    zip_file_t *file = o->zip_fopen_index(c->zip, i, 0);
    if (!file) {
        *why = "a part of it is encrypted or damaged";
        return false;
    }
    char *p = sl_arena_alloc(a, stat.size + 1);
    zip_int64_t n = o->zip_fread(file, p, stat.size);
    bool whole = o->zip_fclose(file) == 0 && n >= 0 && (zip_uint64_t)n == stat.size;
    c->left -= stat.size;
    *bytes = (sl_str){p, stat.size};
    return whole;
}

bool sl_container_find(sl_container *c, sl_arena *a, sl_str name, sl_str *bytes, const char **why)
{
    *bytes = SL_STR_NONE;
    for (size_t i = 0; i < c->n; i++)
        if (sl_str_equal(sl_container_name(c, i), name))
            return sl_container_read(c, a, i, bytes, why);
    return true;
}
