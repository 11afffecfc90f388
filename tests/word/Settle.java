import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.docx4j.XmlUtils;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;
import org.docx4j.openpackaging.parts.JaxbXmlPart;
import org.docx4j.openpackaging.parts.WordprocessingML.FootnotesPart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Accepts or rejects every tracked change of files that docx4j has read, as ECMA-376 (17.13.5) says what they are, and has docx4j
 * write what is left: {accept|reject} IN OUT, as often as wanted.
 */
public class Settle {
    static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    static List<Element> all(Document d, String... names) {
        List<Element> found = new ArrayList<>();
        for (String name : names) {
            NodeList list = d.getElementsByTagNameNS(W, name);
            for (int i = 0; i < list.getLength(); i++) found.add((Element) list.item(i));
        }
        return found;
    }

    static Element child(Element e, String name) {
        for (Node n = e == null ? null : e.getFirstChild(); n != null; n = n.getNextSibling())
            if (n instanceof Element && name.equals(n.getLocalName())) return (Element) n;
        return null;
    }

    static boolean holds(Element e, Set<String> names) {
        for (String name : names) if (child(e, name) != null) return true;
        return false;
    }

    static void remove(Node n) {
        if (n.getParentNode() != null) n.getParentNode().removeChild(n);
    }

    static void unwrap(Element e) {
        while (e.getFirstChild() != null) e.getParentNode().insertBefore(e.getFirstChild(), e);
        remove(e);
    }

    static void properties(Document d, boolean accept) {
        for (Element change : all(d, "pPrChange")) {
            Element now = (Element) change.getParentNode(), was = child(change, "pPr");
            remove(change);
            if (accept) continue;
            Element mark = child(now, "rPr"), section = child(now, "sectPr");
            while (now.getFirstChild() != null) now.removeChild(now.getFirstChild());
            while (was.getFirstChild() != null) now.appendChild(was.getFirstChild());
            if (mark != null) now.appendChild(mark);
            if (section != null) now.appendChild(section);
        }
    }

    static void rows(Document d, Set<String> gone) {
        for (Element row : all(d, "tr")) if (holds(child(row, "trPr"), gone)) remove(row);
        for (Element table : all(d, "tbl")) if (child(table, "tr") == null) remove(table);
    }

    /** What is left of a paragraph without its end is the beginning of the one behind it, whose properties stay. */
    static void join(Element p) {
        Node behind = p.getNextSibling();
        while (behind != null && !(behind instanceof Element)) behind = behind.getNextSibling();
        if (behind == null || !"p".equals(behind.getLocalName())) throw new IllegalStateException("words are left: " + p.getTextContent());
        Element properties = child((Element) behind, "pPr");
        Node at = properties == null ? behind.getFirstChild() : properties.getNextSibling();
        for (Node n = p.getFirstChild(), next; n != null; n = next) {
            next = n.getNextSibling();
            if (!"pPr".equals(n.getLocalName())) behind.insertBefore(n, at);
        }
    }

    static void paragraphs(Document d, Set<String> gone) {
        for (Element p : all(d, "p")) {
            Element mark = child(child(p, "pPr"), "rPr");
            if (mark == null || !holds(mark, gone)) continue;
            if (!p.getTextContent().isEmpty()) join(p);
            remove(p);
        }
    }

    static Document settle(Document d, boolean accept) {
        Set<String> gone = accept ? Set.of("del", "moveFrom") : Set.of("ins", "moveTo");
        Set<String> kept = accept ? Set.of("ins", "moveTo") : Set.of("del", "moveFrom");
        properties(d, accept);
        rows(d, gone);
        for (Element e : all(d, gone.toArray(new String[0])))
            if (!Set.of("rPr", "trPr").contains(e.getParentNode().getLocalName())) remove(e);
        paragraphs(d, gone);
        for (Element e : all(d, kept.toArray(new String[0]))) unwrap(e);
        for (Element e : all(d, "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")) remove(e);
        for (Element e : all(d, "delText", "delInstrText")) {
            Element t = d.createElementNS(W, "w:" + (e.getLocalName().equals("delText") ? "t" : "instrText"));
            t.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
            t.setTextContent(e.getTextContent());
            e.getParentNode().replaceChild(t, e);
        }
        return d;
    }

    static void settle(JaxbXmlPart<?> part, boolean accept) throws Exception {
        part.unmarshal(settle(XmlUtils.marshaltoW3CDomDocument(part.getContents()), accept).getDocumentElement());
    }

    public static void main(String[] words) throws Exception {
        for (int i = 0; i + 2 < words.length; i += 3) {
            WordprocessingMLPackage word = WordprocessingMLPackage.load(new File(words[i + 1]));
            FootnotesPart notes = word.getMainDocumentPart().getFootnotesPart();
            settle(word.getMainDocumentPart(), words[i].equals("accept"));
            if (notes != null) settle(notes, words[i].equals("accept"));
            word.save(new File(words[i + 2]));
        }
    }
}
