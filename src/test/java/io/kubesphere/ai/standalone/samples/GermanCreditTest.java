package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GermanCreditTest {
    private static final Path DIRECTORY = Sample.SAMPLES.resolve("german-credit");

    /** These bytes were compared with UCI's german.data, row by row; whoever changes them has to do it again. */
    @Test
    void bytesAreThoseThatWereCheckedAgainstTheSource() throws IOException, NoSuchAlgorithmException {
        var bytes = Files.readAllBytes(DIRECTORY.resolve("german-credit.csv"));

        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);

        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("37cb1e24f36fd75d7a399e84d32cc85641d733ec98c3be40a0e5a39c11a3c158");
    }

    @Test
    void hasAThousandRowsOfTwentyAttributesAndAVerdict() throws IOException {
        var rows = Scoring.germanCredit();

        assertThat(rows).hasSize(1000).allSatisfy(row -> assertThat(row).hasSize(21));
        assertThat(counts("creditability")).isEqualTo(Map.of("good", 700L, "bad", 300L));
    }

    /** The column that a widely used copy of the set has shuffled: with the verdict it tells which copy this is. */
    @Test
    void personalStatusBelongsToTheRowsOfTheSource() throws IOException {
        var bad = Scoring.germanCredit().stream()
                .filter(row -> row.get("creditability").equals("bad"))
                .collect(Collectors.groupingBy(row -> row.get("personal_status_and_sex"), Collectors.counting()));

        assertThat(counts("personal_status_and_sex"))
                .isEqualTo(Map.of(
                        "male : single", 548L,
                        "female : divorced/separated/married", 310L,
                        "male : married/widowed", 92L,
                        "male : divorced/separated", 50L));
        assertThat(bad)
                .isEqualTo(Map.of(
                        "male : single", 146L,
                        "female : divorced/separated/married", 109L,
                        "male : married/widowed", 25L,
                        "male : divorced/separated", 20L));
    }

    @Test
    void creditNamesAuthorSourceLicenceAndChanges() throws IOException {
        assertThat(Files.readString(DIRECTORY.resolve("CREDIT.md")))
                .contains("Hans Hofmann", "10.24432/C5NC77", "CC BY 4.0", "What was changed");
    }

    private static Map<String, Long> counts(String column) throws IOException {
        return Scoring.germanCredit().stream()
                .map(row -> row.get(column))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
