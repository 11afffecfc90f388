#include "pdf/xmp.h"

void sl_pdf_push_iso_date(sl_buf *out, sl_date d)
{
    sl_buf_push_format(out, "%04d-%02d-%02dT00:00:00Z", d.year, d.month ? d.month : 1,
                       d.day ? d.day : 1);
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

/* PDF/A knows the schemas of PDF 1.7; pdfuaid must be declared (ISO 19005-3, 6.6.2.3). */
static const char extension[] =
    "<rdf:Description rdf:about=\"\" "
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfaExtension:schemas><rdf:Bag>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>PDF/UA identification "
    "schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

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
        "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">");
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
    sl_buf_push_z(out, "<xmp:CreatorTool>sightline</xmp:CreatorTool><xmp:CreateDate>");
    sl_pdf_push_iso_date(out, book->date);
    sl_buf_push_z(out, "</xmp:CreateDate><xmp:ModifyDate>");
    sl_pdf_push_iso_date(out, book->date);
    sl_buf_push_z(out, "</xmp:ModifyDate><pdf:Producer>sightline</pdf:Producer></rdf:Description>");
    sl_buf_push_z(out, extension);
    sl_buf_push_z(out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}
