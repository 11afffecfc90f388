import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates files against PDF/UA-1 and PDF/A in one process: {@code Conformance ua1,3a=FILE...}.
 * Prints one line for each file and flavour ({@code PASS ua1 FILE} or {@code FAIL ua1 FILE RULE...});
 * the exit status says only whether every file could be read.
 */
public final class Conformance {
    private Conformance() {
    }

    private static String failures(ValidationResult result) {
        StringBuilder text = new StringBuilder();
        result.getFailedChecks().forEach((rule, count) -> text.append(' ').append(rule.getClause()).append('-')
            .append(rule.getTestNumber()).append('x').append(count));
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                text.append(" | ").append(assertion.getMessage().replaceAll("\\s+", " "))
                    .append(" at ").append(assertion.getLocation().getContext());
                break;
            }
        }
        return text.toString();
    }

    private static void validate(String file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, -1, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s %s%s%n", result.isCompliant() ? "PASS" : "FAIL", flavour.getId(), file,
                result.isCompliant() ? "" : failures(result));
        }
    }

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean unread = false;
        for (String argument : args) {
            String[] parts = argument.split("=", 2);
            for (String id : parts[0].split(",")) {
                try {
                    validate(parts[1], PDFAFlavour.byFlavourId(id));
                } catch (Exception problem) {
                    System.out.printf("UNREAD %s %s %s%n", id, parts[1], problem);
                    unread = true;
                }
            }
        }
        System.exit(unread ? 1 : 0);
    }
}
