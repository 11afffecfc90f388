import jakarta.xml.bind.JAXBElement;
import java.io.File;
import org.docx4j.TraversalUtil;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;
import org.docx4j.openpackaging.parts.JaxbXmlPart;
import org.docx4j.openpackaging.parts.Part;

/** Reads every part of each file by docx4j, and writes the file anew as the second of each pair. */
public class Read {
    public static void main(String[] files) throws Exception {
        for (int i = 0; i + 1 < files.length; i += 2) {
            WordprocessingMLPackage word = WordprocessingMLPackage.load(new File(files[i]));
            int parts = 0;
            for (Part part : word.getParts().getParts().values())
                if (part instanceof JaxbXmlPart) {
                    ((JaxbXmlPart<?>) part).getContents();
                    parts++;
                }
            word.save(new File(files[i + 1]));
            System.out.println(parts + " " + word.getMainDocumentPart().getContent().size());
        }
    }
}
