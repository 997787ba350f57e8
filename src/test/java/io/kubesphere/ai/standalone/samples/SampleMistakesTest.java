package io.kubesphere.ai.standalone.samples;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets wrong is named, and the exit code tells parameters from input. */
class SampleMistakesTest {
    private static final String HEADER = "amount,purpose,creditability\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logistic-regression             | epochs              | 0       | epochs must be a number from 1 to 100000",
                "logistic-regression             | epochs              | 1.5     | epochs must be a whole number",
                "logistic-regression             | learning_rate       | fast    | learning_rate must be a number",
                "logistic-regression             | epoch               | 5       | AIP_PARAM_EPOCH is no parameter",
                "logistic-regression             | target              | verdict | verdict is no column",
                "logistic-regression             | positive            | BAD     | 0 of 250 rows are positive",
                "gradient-boosting               | max_depth           | 99      | max_depth must be a number from 1 to 20",
                "gradient-boosting               | subsample           | NaN     | subsample must be a number",
                "distributed-logistic-regression | validation_fraction | 1       | validation_fraction must be",
            })
    void wrongParameterIsNamed(String program, String name, String value, String message) throws Exception {
        Sample.of(program, directory).parameter(name, value).run().endedBy(2, message);
    }

    @Test
    void validationNeedsRowsOfBothClasses() throws Exception {
        write("table.csv", HEADER + "1,car,bad\n" + "2,car,good\n".repeat(20));

        input(directory.resolve("input")).run().endedBy(2, "both classes are needed");
    }

    @ParameterizedTest
    @CsvSource({"logistic-regression", "gradient-boosting", "distributed-logistic-regression"})
    void absentInputIsNamed(String program) throws Exception {
        var sample = Sample.of(program, directory);

        sample.without("AIP_INPUT_DATA").run().endedBy(3, "AIP_INPUT_DATA is not set");
        sample.with("AIP_INPUT_DATA", directory.resolve("nowhere")).run().endedBy(3, "nowhere");
    }

    @Test
    void inputMustBeExactlyOneTable() throws Exception {
        write("notes.txt", "no table");
        input(directory.resolve("input")).run().endedBy(3, "must hold one CSV file, not []");

        write("one.csv", HEADER);
        input(directory.resolve("input")).run().endedBy(3, "has no rows");

        write("two.csv", HEADER);
        input(directory.resolve("input")).run().endedBy(3, "must hold one CSV file");
    }

    @Test
    void brokenTableIsNamedWithTheRow() throws Exception {
        write("table.csv", HEADER + "1,car,bad\n2,good\n");
        input(directory.resolve("input")).run().endedBy(3, "[2, good]");

        write("table.csv", HEADER + "1,\"car,bad\n");
        input(directory.resolve("input")).run().endedBy(3, "1,\"car,bad");

        Files.write(directory.resolve("input/table.csv"), (HEADER + "1,ü,bad").getBytes(StandardCharsets.ISO_8859_1));
        input(directory.resolve("input")).run().endedBy(3, "cannot be read");
    }

    private Sample input(Path input) {
        return Sample.of("logistic-regression", directory.resolve("run")).with("AIP_INPUT_DATA", input);
    }

    private void write(String file, String text) throws Exception {
        Files.createDirectories(directory.resolve("input"));
        Files.writeString(directory.resolve("input").resolve(file), text);
    }
}
