#include "data/yaml_write.h"

typedef struct writing {
    sl_buf *out;
    sl_yaml_leaves_out *leaves_out;
    void *context;
} writing;

static void push_indent(sl_buf *out, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        sl_buf_push_z(out, "  ");
}

/* A folded scalar may hold what a plain one may not. */
static bool is_plain(const sl_yaml *y)
{
    sl_str s = y->text;
    bool plain = !y->quoted && !y->literal && s.n && !strchr("-?:,[]{}#&*!|>'\"%@` ", s.p[0]);
    plain = plain || (!y->quoted && s.n > 1 && s.p[0] == '-' && s.p[1] != ' ');
    for (size_t i = 0; plain && i < s.n; i++) {
        bool last = i + 1 == s.n;
        plain = s.p[i] != '\n' && !(s.p[i] == ':' && (last || s.p[i + 1] == ' ')) &&
                !(s.p[i] == '#' && s.p[i - 1] == ' ') && !(last && s.p[i] == ' ');
    }
    return plain;
}

static void push_scalar(sl_buf *out, const sl_yaml *y)
{
    if (!y->text.n && !y->quoted && !y->literal)
        return; /* null */
    if (!is_plain(y))
        sl_buf_push_json(out, y->text);
    else
        sl_buf_push_str(out, y->text);
}

/* A key as it may stand before its colon. */
static void push_key(sl_buf *out, sl_str key)
{
    bool plain = key.n > 0;
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                          (i > 0 && (c == '-' || (c >= '0' && c <= '9'))));
    }
    if (plain)
        sl_buf_push_str(out, key);
    else
        sl_buf_push_json(out, key);
}

static bool is_kept(const writing *w, const sl_yaml *y)
{
    return !w->leaves_out || !w->leaves_out(w->context, y);
}

static size_t count_kept(const writing *w, const sl_yaml *y)
{
    size_t n = 0;
    SL_EACH (child, y)
        n += is_kept(w, child);
    return n;
}

static void push_value(const writing *w, const sl_yaml *y, unsigned depth);

/* The children, each on lines of its own; in_line: the first follows what is there already. */
static void push_children(const writing *w, const sl_yaml *y, unsigned depth, bool in_line)
{
    SL_EACH (child, y) {
        if (!is_kept(w, child))
            continue;
        if (!in_line)
            push_indent(w->out, depth);
        in_line = false;
        if (y->kind == SL_YAML_MAP) {
            push_key(w->out, child->key);
            sl_buf_push_char(w->out, ':');
        } else {
            sl_buf_push_char(w->out, '-');
        }
        bool map_in_list = y->kind == SL_YAML_LIST && child->kind == SL_YAML_MAP;
        if (map_in_list && count_kept(w, child)) {
            sl_buf_push_char(w->out, ' ');
            push_children(w, child, depth + 1, true);
        } else {
            push_value(w, child, depth + 1);
        }
    }
}

static void push_value(const writing *w, const sl_yaml *y, unsigned depth)
{
    if (y->kind == SL_YAML_SCALAR) {
        sl_buf_push_char(w->out, ' ');
        push_scalar(w->out, y);
        sl_buf_push_char(w->out, '\n');
    } else if (!count_kept(w, y)) {
        sl_buf_push_z(w->out, y->kind == SL_YAML_MAP ? " {}\n" : " []\n");
    } else {
        sl_buf_push_char(w->out, '\n');
        push_children(w, y, depth, false);
    }
}

void sl_yaml_write(sl_buf *out, const sl_yaml *y, sl_yaml_leaves_out *leaves_out, void *context)
{
    writing w = {out, leaves_out, context};
    if (y->kind == SL_YAML_SCALAR) {
        push_scalar(out, y);
        sl_buf_push_char(out, '\n');
    } else if (count_kept(&w, y)) {
        push_children(&w, y, 0, false);
    } else {
        sl_buf_push_z(out, y->kind == SL_YAML_MAP ? "{}\n" : "[]\n");
    }
}
