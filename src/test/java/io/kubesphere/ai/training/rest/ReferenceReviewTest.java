package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.rest.TrainingUser.JOBS;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.KsApiserverForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may create jobs and may not read datasets cannot read them by a job. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(KsApiserverForTests.class)
class ReferenceReviewTest {
    private static final String WITH_DATASET =
            """
            {"metadata": {"name": "%s"}, "spec": {"container": {"image": "any"},
             "inputs": [{"name": "data", "dataset": {"name": "secret", "version": "v1"}}]}}""";

    private final TrainingUser user = new TrainingUser();

    @BeforeEach
    void start() {
        Service.awaitMigration();
    }

    @Test
    void datasetThatRolesHideIsRefusedByItsField() {
        submit("blind", WITH_DATASET.formatted("peeping"))
                .then()
                .statusCode(422)
                .body("details.causes[0].field", equalTo("spec.inputs"))
                .body("details.causes[0].message", containsString("do not let you read datasets"));

        user.as("blind").get(JOBS + "/peeping").then().statusCode(404);
    }

    @Test
    void refusalDoesNotTellWhetherTheDatasetExists() {
        submit("blind", WITH_DATASET.formatted("probing")).then().body("message", not(containsString("secret")));
    }

    @Test
    void whoMayReadDatasetsHearsWhatIsWrongWithThem() {
        submit("ada", WITH_DATASET.formatted("missing"))
                .then()
                .statusCode(422)
                .body("details.causes[0].field", equalTo("spec.inputs[0].dataset"));
    }

    @Test
    void jobWithoutReferencesNeedsNoReview() {
        submit("unlucky", "{\"metadata\": {\"name\": \"plain\"}, \"spec\": {\"container\": {\"image\": \"any\"}}}")
                .then()
                .statusCode(201);
    }

    @Test
    void nothingIsCreatedWhileKsApiserverCannotAnswer() {
        submit("unlucky", WITH_DATASET.formatted("waiting"))
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());

        user.as("unlucky").get(JOBS + "/waiting").then().statusCode(404);
    }

    private Response submit(String who, String body) {
        return user.as(who).contentType("application/json").body(body).post(JOBS);
    }
}
