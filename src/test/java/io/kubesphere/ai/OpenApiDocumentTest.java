package io.kubesphere.ai;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document that programs are written against, read by a parser that is not ours. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class OpenApiDocumentTest {

    @Test
    void documentIsValid() {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed =
                new OpenAPIV3Parser().readContents(given().get("/openapi/v3").asString(), List.of(), options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void everyOperationSaysWhatItDoesAndHowItFails() {
        assertThat(operations()).allSatisfy((operation) -> {
            assertThat(operation.getOperationId()).isNotBlank();
            assertThat(operation.getSummary()).as(operation.getOperationId()).isNotBlank();
            assertThat(operation.getResponses()).as(operation.getOperationId()).containsKey("default");
            assertThat(operation.getResponses().keySet())
                    .as(operation.getOperationId())
                    .anyMatch(code -> code.startsWith("2"));
        });
    }

    @Test
    void operationIdsAreUnique() {
        assertThat(operations()).extracting(Operation::getOperationId).doesNotHaveDuplicates();
    }

    private static List<Operation> operations() {
        OpenAPI document = new OpenAPIV3Parser()
                .readContents(given().get("/openapi/v3").asString())
                .getOpenAPI();
        var all = new ArrayList<Operation>();
        document.getPaths().values().forEach(path -> all.addAll(path.readOperations()));
        return all;
    }
}
