/* lsp.h: the Language Server Protocol 3.17 over two file descriptors. lsp/ alone includes
 * <jansson.h>.
 */
#ifndef SL_LSP_LSP_H
#define SL_LSP_LSP_H

#include "session/options.h"

/* Serves until the editor says that it is done; false when it is gone without that. */
bool sl_lsp_serve(const sl_options *options, int in, int out);

#endif
