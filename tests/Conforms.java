import java.io.FileInputStream;
import java.util.List;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF whether files follow PDF/UA-1 and PDF/A-2a; prints a line for every rule broken. */
public class Conforms {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A)) {
                check(file, flavour);
            }
        }
    }

    static void check(String file, PDFAFlavour flavour) throws Exception {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new FileInputStream(file), flavour)) {
            ValidationResult result = foundry.createValidator(flavour, false).validate(parser);
            var broken = new TreeSet<String>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                var rule = assertion.getRuleId();
                broken.add(rule.getClause() + "-" + rule.getTestNumber() + " " + assertion.getMessage());
            }
            for (String rule : broken) {
                System.out.println(flavour + " " + file + " " + rule);
            }
            System.out.println(flavour + " " + file + " " + (result.isCompliant() ? "ok" : "broken"));
        }
    }
}
