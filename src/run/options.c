#include "run/options.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/worker.h"
#include "run/flag_value.h"

typedef enum argument {
    ARGUMENT_NONE,
    ARGUMENT_FOLDER,
    ARGUMENT_WORD,
    ARGUMENT_WORDS,
    ARGUMENT_NEEDED,
    ARGUMENT_OLD_NEW
} argument;

typedef struct verb {
    const char *name, *usage, *summary;
    argument takes;
} verb;

static const verb verbs[SL_VERB__COUNT] = {
    [SL_VERB_NEW] = {"new", "DIR", "a small working strategy in a new folder", ARGUMENT_NEEDED},
    [SL_VERB_BUILD] = {"build", "[DIR]", "every output from one reading", ARGUMENT_FOLDER},
    [SL_VERB_CHECK] = {"check", "[DIR]", "every finding; nothing is written", ARGUMENT_FOLDER},
    [SL_VERB_TRACE] = {"trace", "[ID]", "the line of sight of an item, both ways", ARGUMENT_WORD},
    [SL_VERB_AUDIT] = {"audit", "[DIR]", "what a scrutiny panel would find", ARGUMENT_FOLDER},
    [SL_VERB_DIFF] = {"diff", "OLD [NEW]", "what changed since a folder or a git revision",
                      ARGUMENT_OLD_NEW},
    [SL_VERB_RENAME] = {"rename", "OLD NEW", "another ID for a thing, in every file that names it",
                        ARGUMENT_WORDS},
    [SL_VERB_FORMAT] = {"format", "[PATH...]",
                        "files as the house writes them; what they say stays the same",
                        ARGUMENT_WORDS},
    [SL_VERB_UPDATE] = {"update", "FILE [SHEET]",
                        "a newer copy of a sheet into it, row by row of one ID", ARGUMENT_WORDS},
    [SL_VERB_REVIEW] = {"review", "ID...",
                        "stamp links of these IDs or roles as read against what they lead to",
                        ARGUMENT_WORDS},
    [SL_VERB_COMMENTS] = {"comments", "FILE...",
                          "comments and tracked changes of Word files, each at its line",
                          ARGUMENT_WORDS},
    [SL_VERB_WORDS] = {"words", "[DIR]", "words of each item, its fingerprint, and words in all",
                       ARGUMENT_FOLDER},
    [SL_VERB_QUOTE] = {"quote", "[WORDS]",
                       "whether words that somebody quotes stand in this version, and where",
                       ARGUMENT_WORD},
    [SL_VERB_SCHEMA] = {"schema", "[NAME]",
                        "JSON Schema of a file or an output: strategy, item, programme, audit, ...",
                        ARGUMENT_WORD},
    [SL_VERB_EXPLAIN] = {"explain", "[CODE]", "what a finding means and how to mend it",
                         ARGUMENT_WORD},
    [SL_VERB_SERVE] = {"serve", "[DIR]",
                       "the page and the sheets in a browser, anew with every save",
                       ARGUMENT_FOLDER},
    [SL_VERB_LSP] = {"lsp", "",
                     "the Language Server Protocol on standard input and output, for editors",
                     ARGUMENT_NONE},
    [SL_VERB_COMPLETIONS] = {"completions", "SHELL", "completions for bash, zsh or fish",
                             ARGUMENT_NEEDED},
};

typedef enum flag_kind {
    FLAG_FOLDER,
    FLAG_FORMATS,
    FLAG_OUT,
    FLAG_LAYOUT,
    FLAG_DOCUMENT,
    FLAG_SINCE,
    FLAG_AUDIENCE,
    FLAG_LANGUAGE,
    FLAG_AS_OF,
    FLAG_BY,
    FLAG_ON,
    FLAG_ALL,
    FLAG_WORDING,
    FLAG_MERGE,
    FLAG_REPORT,
    FLAG_COLOR,
    FLAG_MATRIX,
    FLAG_JOBS,
    FLAG_EDITOR,
    FLAG_PORT,
    FLAG_READ_ONLY,
    FLAG_DRAFT,
    FLAG_KIND,
    FLAG_RECORD,
    FLAG_APPLY,
    FLAG_DRY_RUN,
    FLAG_STDIO,
    FLAG_QUIET,
    FLAG_VERBOSE,
    FLAG_STRICT,
    FLAG_UNCONFINED,
    FLAG_VERSION,
    FLAG_HELP
} flag_kind;

typedef struct flag {
    const char *name;
    char letter;
    flag_kind kind;
    const char *value;   /* NULL: takes none */
    const char *summary; /* "of VERB and VERB: ..." where it belongs to these alone */
    const char *takes;   /* which values, where not any will do */
} flag;

#define DAY "a day, as 2026-03-31"

static const flag flags[] = {
    {"--directory", 'C', FLAG_FOLDER, "DIR", "the strategy's folder (default content or .)"},
    {"--formats", 'f', FLAG_FORMATS, "LIST",
     "of build and diff: pdf,html,docx,csv,json,ics,png; of diff pdf,html,docx,json",
     "pdf, html, docx, csv, json, ics and png, with commas between"},
    {"--output", 'o', FLAG_OUT, "DIR", "of build and diff: where the outputs go (default out)"},
    {"--layout", 0, FLAG_LAYOUT, "NAME",
     "of build: all of the strategy in this layout, and no other document"},
    {"--document", 0, FLAG_DOCUMENT, "NAME", "of build and diff: this one of its documents alone"},
    {"--since", 0, FLAG_SINCE, "OLD",
     "of build: pages mark what changed since this folder or git revision"},
    {"--audience", 0, FLAG_AUDIENCE, "NAME",
     "of build and diff: who the outputs are for; of quote: whose copy"},
    {"--language", 0, FLAG_LANGUAGE, "TAG", "the edition to read: cy; the strategy's own if absent",
     "a tag of BCP 47: cy, en-GB"},
    {"--as-of", 0, FLAG_AS_OF, "DATE", "the day to judge; the document's own date if absent", DAY},
    {"--by", 0, FLAG_BY, "NAME",
     "of review: who has read it; of comments: the kind of respondent; of diff: whose changes",
     "a name in UTF-8, without control characters"},
    {"--on", 0, FLAG_ON, "DATE",
     "of review: the day of the reading (default today); of comments: when it came; of diff: its "
     "day",
     DAY},
    {"--all", 0, FLAG_ALL, NULL, "of review: every link not read yet, or changed since"},
    {"--wording", 0, FLAG_WORDING, NULL,
     "of review: what changed in them is the wording alone: stamps of others stay"},
    {"--merge", 0, FLAG_MERGE, NULL,
     "of review: BASE OURS THEIRS [PATH]: reviews.lock of two branches into OURS; for git config"},
    {"--format", 0, FLAG_REPORT, "FORM",
     "human, short, json, sarif or github; csv of trace and audit",
     "human, short, json, sarif and github; csv of trace and audit"},
    {"--matrix", 0, FLAG_MATRIX, NULL, "of trace: what the end of the line rests on, as a table"},
    {"--jobs", 'j', FLAG_JOBS, "N", "of build: threads beside the main one, 0 to 3", "0 to 3"},
    {"--color", 0, FLAG_COLOR, "WHEN", "auto, always or never", "auto, always and never"},
    {"--draft", 0, FLAG_DRAFT, NULL,
     "of build: draft.pdf and draft.html despite errors, which stand in them"},
    {"--kind", 0, FLAG_KIND, "NAME",
     "of new: small, lis, growth-plan, action-plan or corporate-plan (default small)"},
    {"--editor", 0, FLAG_EDITOR, "CMD",
     "of serve: what a click opens, with {file} and {line}; $VISUAL if absent"},
    {"--port", 0, FLAG_PORT, "N", "of serve: the port on this machine; a free one if absent",
     "1 to 65535"},
    {"--read-only", 0, FLAG_READ_ONLY, NULL,
     "of serve: nothing is changed, and a click says where a thing stands and opens nothing"},
    {"--record", 0, FLAG_RECORD, NULL,
     "of comments: put them on record as responses, in engagement/word.yaml"},
    {"--apply", 0, FLAG_APPLY, NULL,
     "of comments: make tracked changes of prose in the sources, which are shown as a diff first"},
    {"--dry-run", 0, FLAG_DRY_RUN, NULL,
     "of format and update: say what would be written, and write nothing; of comments: with "
     "--apply, show the diff alone"},
    {"--stdio", 0, FLAG_STDIO, NULL, "of lsp: over standard input and output, as it does anyway"},
    {"--quiet", 'q', FLAG_QUIET, NULL, "findings of error level only"},
    {"--verbose", 'v', FLAG_VERBOSE, NULL, "notes too"},
    {"--strict", 0, FLAG_STRICT, NULL, "warnings end the run as errors do"},
    {"--unconfined", 0, FLAG_UNCONFINED, NULL, "the kernel does not keep the run to its folders"},
    {"--version", 0, FLAG_VERSION, NULL, "the program's version"},
    {"--help", 'h', FLAG_HELP, NULL, "this text"},
};

static void push_short_help(sl_buf *out)
{
    sl_buf_push_z(out,
                  "sightline compiles a strategy's Markdown and YAML into PDF and HTML\n"
                  "  sightline new DIR       start a small working strategy\n"
                  "  sightline build [DIR]   write strategy.pdf, strategy.html and data into out\n"
                  "  sightline check [DIR]   report what is wrong; write nothing\n"
                  "  sightline audit [DIR]   say what a scrutiny panel would find\n"
                  "  sightline --help        list every verb and flag\n");
}

static void push_flag(sl_buf *out, const flag *f)
{
    sl_buf_push_format(out, "  %c%c%s %-12s %-5s %s\n", f->letter ? '-' : ' ',
                       f->letter ? f->letter : ' ', f->letter ? "," : " ", f->name,
                       f->value ? f->value : "", f->summary);
}

static void push_statuses(sl_buf *out)
{
    sl_buf_push_z(out,
                  "\nexit status: 0 nothing wrong, or warnings only; 1 findings of error level;\n"
                  "2 wrong usage; 3 could not read or write; 70 a defect of the program\n");
}

/* Whether a flag is for a verb: its summary says of which it is, one or several, or it is for all.
 */
static bool belongs(const flag *f, sl_verb v)
{
    bool is_said = false;
    sl_str rest = sl_str_from(f->summary), part, word;
    while (sl_str_split(&rest, ';', &part)) {
        sl_str verbs_of = sl_str_trim(part);
        size_t colon = sl_str_find_char(verbs_of, ':', 0);
        if (!sl_str_starts(verbs_of, "of ") || colon == SIZE_MAX)
            continue;
        is_said = true;
        verbs_of = sl_str_slice(verbs_of, 0, colon);
        while (sl_str_split(&verbs_of, ' ', &word))
            if (sl_str_equal_z(word, verbs[v].name))
                return true;
    }
    return !is_said;
}

static void push_verb_help(sl_buf *out, sl_verb v)
{
    sl_buf_push_format(out, "usage: sightline %s %s [FLAGS]\n\n%s\n\nflags:\n", verbs[v].name,
                       verbs[v].usage, verbs[v].summary);
    for (size_t i = 0; i < SL_COUNT(flags); i++)
        if (belongs(&flags[i], v))
            push_flag(out, &flags[i]);
    if (v == SL_VERB_REVIEW)
        sl_buf_push_z(
            out, "\ngit merges reviews.lock by it: in .gitattributes, then once in each clone\n"
                 "  reviews.lock merge=sightline-lock\n"
                 "  git config merge.sightline-lock.driver "
                 "'sightline review --merge %O %A %B %P'\n");
    push_statuses(out);
}

static void push_help(sl_buf *out)
{
    sl_buf_push_z(out, "usage: sightline VERB [ARGUMENT] [FLAGS]\n\nverbs:\n");
    for (int i = 0; i < SL_VERB__COUNT; i++)
        sl_buf_push_format(out, "  %-12s%-8s %s\n", verbs[i].name, verbs[i].usage,
                           verbs[i].summary);
    sl_buf_push_z(out, "\nflags:\n");
    for (size_t i = 0; i < SL_COUNT(flags); i++)
        push_flag(out, &flags[i]);
    push_statuses(out);
}

static sl_parsed fail(sl_buf *err, const char *what, const char *word, const sl_str *near)
{
    sl_buf_push_format(err, "sightline: %s '%s'", what, word);
    if (near)
        sl_buf_push_format(err, "; did you mean '%.*s'?", SL_FMT(*near));
    sl_buf_push_z(err, "\nsightline --help lists the verbs and flags\n");
    return SL_PARSED_WRONG;
}

static sl_parsed wrong_value(sl_buf *err, const flag *f, const char *value)
{
    sl_buf_push_format(err, "sightline: %s takes %s: not '%s'\n", f->name,
                       f->takes ? f->takes : "another value", value);
    return SL_PARSED_WRONG;
}

static const flag *lookup_flag(sl_str name)
{
    for (size_t i = 0; i < SL_COUNT(flags); i++)
        if (sl_str_equal_z(name, flags[i].name) ||
            (name.n == 2 && flags[i].letter && name.p[1] == flags[i].letter))
            return &flags[i];
    return NULL;
}

/* False when the value is none that the flag takes. */
static bool set_flag(sl_options *o, const flag *f, const char *value)
{
    switch (f->kind) {
    case FLAG_FOLDER:
        o->folder = value;
        return true;
    case FLAG_FORMATS:
        return sl_flag_read_formats(o, value);
    case FLAG_OUT:
        o->out = value;
        return true;
    case FLAG_LAYOUT:
        o->layout = value;
        return true;
    case FLAG_DOCUMENT:
        o->document = value;
        return true;
    case FLAG_SINCE:
        o->since = value;
        return true;
    case FLAG_AUDIENCE:
        o->audience = value;
        return true;
    case FLAG_LANGUAGE:
        o->language = value;
        return true;
    case FLAG_AS_OF:
        return sl_date_parse(sl_str_from(value), &o->as_of) && o->as_of.day;
    case FLAG_BY:
        o->by = value;
        return sl_flag_is_name(sl_str_from(value));
    case FLAG_ON:
        return sl_date_parse(sl_str_from(value), &o->on) && o->on.day;
    case FLAG_ALL:
        o->all = true;
        return true;
    case FLAG_WORDING:
        o->wording = true;
        return true;
    case FLAG_MERGE:
        o->merge = true;
        return true;
    case FLAG_REPORT:
        return sl_flag_read_report(o, value);
    case FLAG_COLOR:
        return sl_flag_read_color(o, value);
    case FLAG_MATRIX:
        o->matrix = true;
        return true;
    case FLAG_JOBS:
        o->jobs = (unsigned)(value[0] - '0');
        return value[0] >= '0' && o->jobs <= SL_WORKERS_MOST && !value[1];
    case FLAG_KIND:
        o->kind = sl_str_from(value);
        return o->kind.n > 0;
    case FLAG_QUIET:
        o->quiet = true;
        return true;
    case FLAG_VERBOSE:
        o->verbose = true;
        return true;
    case FLAG_STRICT:
        o->strict = true;
        return true;
    case FLAG_UNCONFINED:
        o->unconfined = true;
        return true;
    case FLAG_EDITOR:
        o->editor = value;
        return *value != 0;
    case FLAG_PORT:
        return sl_num_parse(sl_str_from(value), &o->port) && o->port && o->port < 65536;
    case FLAG_READ_ONLY:
        o->read_only = true;
        return true;
    case FLAG_DRAFT:
        o->draft = true;
        return true;
    case FLAG_APPLY:
        o->apply = true;
        return true;
    case FLAG_DRY_RUN:
        o->dry_run = true;
        return true;
    case FLAG_RECORD:
        o->record = true;
        return true;
    case FLAG_STDIO:
    case FLAG_VERSION:
    case FLAG_HELP:
        return true;
    }
    SL_NEVER("flag");
}

static sl_parsed unknown_flag(sl_buf *err, const char *word)
{
    sl_str names[SL_COUNT(flags)];
    for (size_t i = 0; i < SL_COUNT(flags); i++)
        names[i] = sl_str_from(flags[i].name);
    return fail(err, "there is no flag", word,
                sl_str_nearest(sl_str_from(word), names, SL_COUNT(flags)));
}

static sl_parsed unknown_verb(sl_buf *err, const char *word)
{
    sl_str names[SL_VERB__COUNT];
    for (size_t i = 0; i < SL_VERB__COUNT; i++)
        names[i] = sl_str_from(verbs[i].name);
    return fail(err, "there is no verb", word,
                sl_str_nearest(sl_str_from(word), names, SL_VERB__COUNT));
}

/* One word that is no flag: the verb, then its argument. */
static sl_parsed take_word(sl_options *o, char *word, bool *has_verb, sl_buf *err)
{
    if (!*has_verb) {
        for (int i = 0; i < SL_VERB__COUNT; i++)
            if (strcmp(word, verbs[i].name) == 0) {
                o->verb = (sl_verb)i;
                *has_verb = true;
                return SL_PARSED_RUN;
            }
        return unknown_verb(err, word);
    }
    if (verbs[o->verb].takes == ARGUMENT_NONE)
        return fail(err, "one argument too many:", word, NULL);
    if (verbs[o->verb].takes == ARGUMENT_WORDS) {
        o->words[o->word_count++] = word;
        return SL_PARSED_RUN;
    }
    if (verbs[o->verb].takes == ARGUMENT_OLD_NEW && o->argument && !o->folder) {
        o->folder = word;
        return SL_PARSED_RUN;
    }
    if (o->argument)
        return fail(err, "one argument too many:", word, NULL);
    o->argument = word;
    return SL_PARSED_RUN;
}

/* A flag and, where it takes one, its value: "--x=v", "--x v", "-xv" or "-x v". */
static sl_parsed take_flag(sl_options *o, int argc, char **argv, int *i, bool has_verb, sl_buf *out,
                           sl_buf *err)
{
    sl_str word = sl_str_from(argv[*i]), name = word;
    const char *value = NULL;
    size_t equals = sl_str_find_char(word, '=', 0);
    if (sl_str_starts(word, "--") && equals != SIZE_MAX) {
        name = sl_str_slice(word, 0, equals);
        value = word.p + equals + 1;
    } else if (!sl_str_starts(word, "--") && word.n > 2) {
        name = sl_str_slice(word, 0, 2);
        value = word.p + 2;
    }
    const flag *f = lookup_flag(name);
    if (!f)
        return unknown_flag(err, argv[*i]);
    if (f->kind == FLAG_HELP || f->kind == FLAG_VERSION) {
        if (f->kind == FLAG_HELP && has_verb)
            push_verb_help(out, o->verb);
        else if (f->kind == FLAG_HELP)
            push_help(out);
        else
            sl_buf_push_z(out, "sightline " SL_VERSION
                               "\nwith cmark, libyaml, HarfBuzz, FreeType, SQLite, libdeflate, "
                               "Brotli, Jansson; loaded when "
                               "needed: cairo, Pango, librsvg, libmicrohttpd, libzip, libxml2\n");
        return SL_PARSED_DONE;
    }
    if (f->value && !value && *i + 1 < argc)
        value = argv[++*i];
    if ((f->value != NULL) != (value != NULL))
        return fail(err, f->value ? "a value is missing after" : "no value belongs to", f->name,
                    NULL);
    return set_flag(o, f, value) ? SL_PARSED_RUN : wrong_value(err, f, value);
}

static const char *default_folder(void)
{
    return access("strategy.yaml", F_OK) != 0 && access("content/strategy.yaml", F_OK) == 0
               ? "content"
               : ".";
}

sl_parsed sl_options_parse(sl_options *o, int argc, char **argv, sl_buf *out, sl_buf *err)
{
    *o = (sl_options){
        .out = "out", .pdf = true, .html = true, .csv = true, .json = true, .ics = true};
    o->jobs = sl_workers_default();
    const char *no_color = getenv("NO_COLOR");
    o->color = isatty(STDERR_FILENO) && !(no_color && *no_color);
    o->words = argv; /* words move to the front, behind what is read already */
    bool has_verb = false, only_words = false;
    if (argc < 2) {
        push_short_help(out);
        return SL_PARSED_DONE;
    }
    for (int i = 1; i < argc; i++) {
        sl_parsed p;
        if (!only_words && strcmp(argv[i], "--") == 0) {
            only_words = true;
            continue;
        }
        if (!only_words && argv[i][0] == '-' && argv[i][1])
            p = take_flag(o, argc, argv, &i, has_verb, out, err);
        else
            p = take_word(o, argv[i], &has_verb, err);
        if (p != SL_PARSED_RUN)
            return p;
    }
    if (!has_verb)
        return fail(err, "a verb is missing before", argv[argc - 1], NULL);
    bool needed =
        verbs[o->verb].takes == ARGUMENT_NEEDED || verbs[o->verb].takes == ARGUMENT_OLD_NEW;
    if (needed && !o->argument)
        return fail(err, "an argument is missing after", verbs[o->verb].name, NULL);
    if (o->verb == SL_VERB_RENAME && o->word_count != 2)
        return fail(err, "name the old ID and the new one after", verbs[o->verb].name, NULL);
    if (o->verb == SL_VERB_COMMENTS && !o->word_count)
        return fail(err, "name the Word files that came back after", verbs[o->verb].name, NULL);
    if (o->verb == SL_VERB_REVIEW && o->merge) {
        if ((o->word_count == 3 || o->word_count == 4) && !o->all && !o->wording && !o->by)
            return SL_PARSED_RUN;
        sl_buf_push_z(err, "sightline: name three files after 'review --merge': BASE OURS THEIRS, "
                           "then what they are versions of, and no other flag of review\n");
        return SL_PARSED_WRONG;
    }
    if (o->verb == SL_VERB_REVIEW && !o->by)
        return fail(err, "say who has read it with --by NAME after", verbs[o->verb].name, NULL);
    if (o->verb == SL_VERB_REVIEW && !o->word_count == !o->all) {
        sl_buf_push_z(err, o->all
                               ? "sightline: name IDs or roles, or say --all: not both\n"
                               : "sightline: name the IDs or roles that were read after 'review', "
                                 "or say --all for every link that waits\n");
        return SL_PARSED_WRONG;
    }
    if (o->verb == SL_VERB_COMMENTS && ((o->apply && o->record) || (o->dry_run && !o->apply))) {
        sl_buf_push_z(err, o->dry_run
                               ? "sightline: --dry-run goes with --apply\n"
                               : "sightline: --record and --apply are two runs: record first\n");
        return SL_PARSED_WRONG;
    }
    if (o->verb == SL_VERB_DIFF && o->formats_given && (o->csv || o->ics || o->png)) {
        sl_buf_push_z(err, "sightline: what changed is made as pdf, html, docx and json\n");
        return SL_PARSED_WRONG;
    }
    if (o->draft && o->formats_given && (o->csv || o->json || o->ics || o->png)) {
        sl_buf_push_z(err,
                      "sightline: a draft is made as pdf, html and docx: leave the others out\n");
        return SL_PARSED_WRONG;
    }
    if (verbs[o->verb].takes == ARGUMENT_FOLDER && o->argument)
        o->folder = o->argument;
    if (!o->folder)
        o->folder = default_folder();
    return SL_PARSED_RUN;
}

void sl_options_push_completions(sl_buf *out, const char *shell)
{
    sl_buf words;
    sl_buf_init(&words);
    for (int i = 0; i < SL_VERB__COUNT; i++)
        sl_buf_push_format(&words, "%s ", verbs[i].name);
    for (size_t i = 0; i < SL_COUNT(flags); i++)
        sl_buf_push_format(&words, "%s ", flags[i].name);
    if (strcmp(shell, "bash") == 0)
        sl_buf_push_format(out, "complete -o default -W '%s' sightline\n", words.p);
    else if (strcmp(shell, "zsh") == 0)
        sl_buf_push_format(out, "#compdef sightline\n_arguments '*: :(%s)' '*:file:_files'\n",
                           words.p);
    else if (strcmp(shell, "fish") == 0)
        sl_buf_push_format(out, "complete -c sightline -a '%s'\n", words.p);
    sl_buf_done(&words);
}
