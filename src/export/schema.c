/* The schemas of what the program writes as JSON, as published. A change that a reader would trip
 * over gets a new version. */
#include "base/assert.h"
#include "export/export.h"

static const char audit_schema[] =
    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", "
    "\"$id\": \"audit\", \"type\": \"object\", \"required\": [\"version\", "
    "\"as-of\", \"totals\", \"sections\", \"most-points\", \"scores\", "
    "\"coverage\"], \"properties\": {\"version\": {\"const\": 1}, "
    "\"as-of\": {\"type\": \"string\"}, \"totals\": {\"type\": \"object\", "
    "\"additionalProperties\": {\"type\": \"object\", \"required\": [\"count\", "
    "\"of\"], \"properties\": {\"count\": {\"type\": \"integer\"}, "
    "\"of\": {\"type\": [\"integer\", \"null\"]}}, "
    "\"additionalProperties\": false}}, \"sections\": {\"type\": \"object\", "
    "\"required\": [\"untraced\", \"weak\", \"weak-own\", \"sole-source\", "
    "\"contrary\", \"orphans\", \"unused\", \"suspect\", \"stale\", \"forecast\", "
    "\"losing\", \"gaps\", \"waivers\"], "
    "\"additionalProperties\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\", \"required\": [\"id\", \"detail\"], "
    "\"properties\": {\"id\": {\"type\": \"string\"}, "
    "\"detail\": {\"type\": \"string\"}}, \"additionalProperties\": false}}}, "
    "\"most-points\": {\"type\": \"integer\"}, \"scores\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\", \"required\": [\"id\", \"total\", \"parts\"], "
    "\"properties\": {\"id\": {\"type\": \"string\"}, "
    "\"total\": {\"type\": \"integer\"}, \"parts\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\", \"required\": [\"part\", \"points\", "
    "\"earned\", \"next\"], \"properties\": {\"part\": {\"type\": \"string\"}, "
    "\"points\": {\"type\": \"integer\"}, \"earned\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"string\"}}, \"next\": {\"type\": \"string\"}}, "
    "\"additionalProperties\": false}}}, "
    "\"additionalProperties\": false}}, \"coverage\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\", \"required\": [\"title\", \"rows\", "
    "\"columns\", \"cells\"], \"properties\": {\"title\": {\"type\": \"string\"}, "
    "\"rows\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, "
    "\"columns\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, "
    "\"cells\": {\"type\": \"array\", \"items\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"integer\"}}}}, "
    "\"additionalProperties\": false}}}, \"additionalProperties\": false}"
    "\n";

static const char trace_schema[] =
    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", "
    "\"$id\": \"trace\", \"type\": \"object\", \"required\": [\"version\", "
    "\"as-of\", \"items\"], \"properties\": {\"version\": {\"const\": 1}, "
    "\"as-of\": {\"type\": \"string\"}, \"id\": {\"type\": \"string\"}, "
    "\"rests-on\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"required\": [\"id\", \"from\", \"role\", \"depth\"], "
    "\"properties\": {\"id\": {\"type\": \"string\"}, "
    "\"from\": {\"type\": \"string\"}, \"role\": {\"type\": \"string\"}, "
    "\"depth\": {\"type\": \"integer\"}}, \"additionalProperties\": false}}, "
    "\"leads-to\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"required\": [\"id\", \"from\", \"role\", \"depth\"], "
    "\"properties\": {\"id\": {\"type\": \"string\"}, "
    "\"from\": {\"type\": \"string\"}, \"role\": {\"type\": \"string\"}, "
    "\"depth\": {\"type\": \"integer\"}}, \"additionalProperties\": false}}, "
    "\"items\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"required\": [\"id\", \"strength\", \"own\", \"second\", \"entries\", "
    "\"families\", \"paths\", \"stale\", \"next-loss\", \"last-loss\", \"best\", "
    "\"other\"], \"properties\": {\"id\": {\"type\": \"string\"}, "
    "\"strength\": {\"type\": \"integer\"}, \"own\": {\"type\": \"integer\"}, "
    "\"second\": {\"type\": \"integer\"}, \"entries\": {\"type\": \"integer\"}, "
    "\"families\": {\"type\": \"integer\"}, \"paths\": {\"type\": \"integer\"}, "
    "\"stale\": {\"type\": \"integer\"}, \"next-loss\": {\"type\": [\"string\", "
    "\"null\"]}, \"last-loss\": {\"type\": [\"string\", \"null\"]}, "
    "\"best\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, "
    "\"other\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}, "
    "\"additionalProperties\": false}}}, \"additionalProperties\": false}"
    "\n";

static const char export_schema[] =
    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", "
    "\"$id\": \"export\", \"type\": \"object\", \"required\": [\"version\", "
    "\"title\", \"status\", \"edition\", \"date\", \"digest\", \"framework\", "
    "\"items\", \"links\", \"evidence\", \"gaps\"], "
    "\"properties\": {\"version\": {\"const\": 1}, "
    "\"title\": {\"type\": \"string\"}, \"status\": {\"type\": \"string\"}, "
    "\"edition\": {\"type\": \"string\"}, \"date\": {\"type\": \"string\"}, "
    "\"digest\": {\"type\": \"string\"}, \"framework\": {\"type\": \"string\"}, "
    "\"items\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"required\": [\"id\", \"type\", \"number\", \"title\", \"cites\", \"front\"], "
    "\"properties\": {\"id\": {\"type\": \"string\"}, "
    "\"type\": {\"type\": \"string\"}, \"number\": {\"type\": \"string\"}, "
    "\"title\": {\"type\": \"string\"}, \"cites\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"string\"}}, \"front\": {\"type\": \"object\"}, "
    "\"texts\": {\"type\": \"object\", \"additionalProperties\": {\"type\": "
    "\"string\"}}}}}, "
    "\"links\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"required\": [\"role\", \"from\", \"to\", \"line\"], "
    "\"properties\": {\"role\": {\"type\": \"string\"}, "
    "\"from\": {\"type\": \"string\"}, \"to\": {\"type\": \"string\"}, "
    "\"line\": {\"type\": \"boolean\"}, \"at\": {\"type\": \"string\"}}, "
    "\"additionalProperties\": false}}, \"evidence\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\", \"required\": [\"number\", \"statement\", \"entry\"], "
    "\"properties\": {\"number\": {\"type\": \"integer\"}, "
    "\"value\": {\"type\": \"number\"}, \"value-to\": {\"type\": \"number\"}, "
    "\"statement\": {\"type\": \"string\"}, \"entry\": {\"type\": \"object\"}}, "
    "\"additionalProperties\": false}}, \"gaps\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\"}}, \"glossary\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\", \"required\": [\"id\", \"term\", \"means\"], "
    "\"properties\": {\"id\": {\"type\": \"string\"}, \"term\": {\"type\": \"string\"}, "
    "\"short\": {\"type\": \"string\"}, \"means\": {\"type\": \"string\"}}, "
    "\"additionalProperties\": false}}}}"
    "\n";

static const char changes_schema[] =
    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", "
    "\"$id\": \"changes\", \"type\": \"object\", \"required\": [\"version\", \"from\", "
    "\"to\", \"changes\"], \"properties\": {\"version\": {\"const\": 1}, "
    "\"from\": {\"type\": \"string\"}, \"to\": {\"type\": \"string\"}, "
    "\"changes\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"required\": [\"id\", \"kind\", \"how\", \"title\", \"fields\", \"text\"], "
    "\"properties\": {\"id\": {\"type\": \"string\"}, "
    "\"kind\": {\"type\": \"string\"}, \"how\": {\"enum\": [\"new\", \"changed\", "
    "\"removed\"]}, \"title\": {\"type\": \"string\"}, "
    "\"fields\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"required\": [\"label\", \"deleted\", \"inserted\"], "
    "\"properties\": {\"label\": {\"type\": \"string\"}, "
    "\"deleted\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, "
    "\"inserted\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}, "
    "\"additionalProperties\": false}}, \"text\": {\"type\": \"array\", "
    "\"items\": {\"type\": \"object\", \"required\": [\"block\", \"words\"], "
    "\"properties\": {\"block\": {\"type\": \"string\"}, "
    "\"words\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
    "\"properties\": {\"kept\": {\"type\": \"string\"}, "
    "\"deleted\": {\"type\": \"string\"}, \"inserted\": {\"type\": \"string\"}}, "
    "\"additionalProperties\": false}}}, \"additionalProperties\": false}}}, "
    "\"additionalProperties\": false}}}, \"additionalProperties\": false}"
    "\n";

const char *sl_export_schema(const char *name)
{
    static const struct {
        const char *name, *schema;
    } schemas[] = {{"audit", audit_schema},
                   {"trace", trace_schema},
                   {"export", export_schema},
                   {"changes", changes_schema}};
    for (size_t i = 0; i < SL_COUNT(schemas); i++)
        if (strcmp(schemas[i].name, name) == 0)
            return schemas[i].schema;
    return NULL;
}
