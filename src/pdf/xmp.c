#include "pdf/xmp.h"

#include "base/assert.h"

/* 2026-03-31T00:00:00Z */
static void push_moment(sl_buf *out, sl_date d)
{
    sl_buf_push_iso_date(out, d);
    sl_buf_push_z(out, "T00:00:00Z");
}

static void push_item(sl_buf *out, const char *name, const char *kind, sl_str text)
{
    if (!text.n)
        return;
    bool alternative = strcmp(kind, "Alt") == 0;
    sl_buf_push_format(out, "<%s><rdf:%s><rdf:li%s>", name, kind,
                       alternative ? " xml:lang=\"x-default\"" : "");
    sl_buf_push_xml(out, text);
    sl_buf_push_format(out, "</rdf:li></rdf:%s></%s>", kind, name);
}

static void push_value(sl_buf *out, const char *name, sl_str text)
{
    if (!text.n)
        return;
    sl_buf_push_format(out, "<%s>", name);
    sl_buf_push_xml(out, text);
    sl_buf_push_format(out, "</%s>", name);
}

/* --- schemas that PDF/A does not know must be declared (ISO 19005-3, 6.6.2.3) --- */

typedef struct property {
    const char *name, *type, *category, *description;
} property;

static const property ua_properties[] = {{"part", "Integer", "internal", "PDF/UA part"}};

static const property own_properties[] = {
    {"status", "Text", "external", "State of the document: draft until all owners have signed"},
    {"version", "Text", "external", "Version that its owners give it"},
    {"digest", "Text", "external", "Digest of the content that it was made from"}};

static void push_schema(sl_buf *out, const char *title, const char *uri, const char *prefix,
                        const property *properties, size_t n)
{
    sl_buf_push_format(
        out,
        "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</pdfaSchema:schema>"
        "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>%s</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>",
        title, uri, prefix);
    for (size_t i = 0; i < n; i++)
        sl_buf_push_format(out,
                           "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%s"
                           "</pdfaProperty:name><pdfaProperty:valueType>%s"
                           "</pdfaProperty:valueType><pdfaProperty:category>%s"
                           "</pdfaProperty:category><pdfaProperty:description>%s"
                           "</pdfaProperty:description></rdf:li>",
                           properties[i].name, properties[i].type, properties[i].category,
                           properties[i].description);
    sl_buf_push_z(out, "</rdf:Seq></pdfaSchema:property></rdf:li>");
}

#define UA_URI "http://www.aiim.org/pdfua/ns/id/"
#define OWN_URI "urn:sightline:document:1#"

static void push_schemas(sl_buf *out)
{
    sl_buf_push_z(out, "<rdf:Description rdf:about=\"\" "
                       "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
                       "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
                       "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
                       "<pdfaExtension:schemas><rdf:Bag>");
    push_schema(out, "PDF/UA identification schema", UA_URI, "pdfuaid", ua_properties,
                SL_COUNT(ua_properties));
    push_schema(out, "Strategy document", OWN_URI, "strategy", own_properties,
                SL_COUNT(own_properties));
    sl_buf_push_z(out, "</rdf:Bag></pdfaExtension:schemas></rdf:Description>");
}

void sl_pdf_push_xmp(sl_buf *out, const sl_book *book, int part)
{
    sl_buf_push_z(
        out,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
        "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
        "rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
        "xmlns:pdfuaid=\"" UA_URI "\" xmlns:strategy=\"" OWN_URI "\">");
    sl_buf_push_format(out,
                       "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
                       "<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>",
                       part);
    push_item(out, "dc:title", "Alt", book->title);
    push_item(out, "dc:creator", "Seq", book->authors);
    push_item(out, "dc:description", "Alt", book->subject);
    push_item(out, "dc:rights", "Alt", book->licence);
    push_item(out, "dc:language", "Bag", book->language);
    push_value(out, "pdf:Keywords", book->keywords);
    push_value(out, "strategy:status", book->status);
    push_value(out, "strategy:version", book->version);
    push_value(out, "strategy:digest", book->digest);
    sl_buf_push_z(out, "<xmp:CreatorTool>sightline</xmp:CreatorTool><xmp:CreateDate>");
    push_moment(out, book->date);
    sl_buf_push_z(out, "</xmp:CreateDate><xmp:ModifyDate>");
    push_moment(out, book->date);
    sl_buf_push_z(out, "</xmp:ModifyDate><pdf:Producer>sightline</pdf:Producer></rdf:Description>");
    push_schemas(out);
    sl_buf_push_z(out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}
