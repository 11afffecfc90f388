/* editor.h: the author's own editor, at a place of a file. Private to serve. */
#ifndef SL_SERVE_EDITOR_H
#define SL_SERVE_EDITOR_H

#include "base/str.h"

/* The address that opens it, where `editor` is one (vscode://file{file}:{line}); empty: it is a
 * program. */
sl_str sl_editor_address(sl_arena *a, const char *editor, const char *file, unsigned line,
                         unsigned column);
/* Runs a program with its own words: {file}, {line} and {column} in them are replaced; without any,
 * +LINE FILE is appended. False when it could not be started. */
bool sl_editor_run(const char *editor, const char *file, unsigned line, unsigned column);

#endif
