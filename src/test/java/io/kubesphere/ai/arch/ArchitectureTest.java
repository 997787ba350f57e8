package io.kubesphere.ai.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The map of docs/architecture.md, as rules. A new arrow is a line in {@link Modules} plus an ADR. */
class ArchitectureTest {
    private static final String ROOT = "io.kubesphere.ai";
    private static final Path SOURCES = Path.of("src/main/java/io/kubesphere/ai");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void packagesAndModulesHaveNoCycles() {
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void kernelKnowsNoModule() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".kernel..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT + ".kernel..")))));
    }

    /** It runs in users' pods with a small heap, without Quarkus, Kubernetes client or database. */
    @Test
    void agentIsAPlainProgram() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".kernel.workload.agent..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                                "java..",
                                "com.fasterxml.jackson..",
                                "com.google.errorprone.annotations..",
                                "org.apache.commons.compress..",
                                "org.apache.commons.io..",
                                "org.eclipse.jgit..",
                                ROOT + ".kernel.workload.agent..")
                        .or(assignableTo(Digest.class))
                        .or(assignableTo(Manifest.class))
                        .or(assignableTo(Manifest.File.class))
                        .or(assignableTo(TreePath.class))
                        .or(assignableTo(Problem.class))
                        .or(assignableTo(Problem.Code.class)))));
    }

    @Test
    void nobodyImportsTheEmbeddedEnvironment() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".standalone..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".standalone.."));
    }

    static Set<String> modules() {
        return Modules.ARROWS.keySet();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleTouchesOnlyTheDoorsThatItsArrowsNameAndTheKernel(String module) {
        var own = ROOT + "." + module + "..";
        var doors = Modules.ARROWS.get(module).stream()
                .map(other -> ROOT + "." + other)
                .toList();
        var allowed = describe(
                "itself, the kernel or a door it may see",
                (JavaClass target) ->
                        resideInAnyPackage(own, ROOT + ".kernel..").test(target)
                                || doors.contains(target.getPackageName()));
        check(noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(allowed))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest:", "control:", "engine:control", "store:control", "crd:control engine"})
    void roleIsUsedOnlyByItself(String line) {
        var role = line.substring(0, line.indexOf(':'));
        var users = Stream.of(line.substring(line.indexOf(':') + 1).split(" "))
                .filter(user -> !user.isEmpty())
                .toList();
        for (var module : modules()) {
            var base = ROOT + "." + module + ".";
            var allowed = users.stream().map(user -> base + user + "..").collect(Collectors.toSet());
            allowed.add(base + role + "..");
            allowed.add(ROOT + ".standalone..");
            check(noClasses()
                    .that(not(resideInAnyPackage(allowed.toArray(String[]::new))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(base + role + ".."));
        }
    }

    @Test
    void restSeesNeitherKubernetesNorSql() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".*.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "java.sql..", "org.jdbi.."));
    }

    /** Verifying a caller may block, so resource methods run on worker threads: none returns a Uni, Multi or stage. */
    @Test
    void resourceMethodsAreBlocking() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".*.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.smallrye.mutiny..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.CompletionStage"));
    }

    @Test
    void enginesAreObjectsInAndOutWithoutAClient() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".training.engine..")
                .should()
                .dependOnClassesThat(assignableTo("io.fabric8.kubernetes.client.Client")));
    }

    @Test
    void namesSayWhatAClassIs() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Support|Constants)(\\$.*)?")
                .because("such a name says nothing; whose idea is it?"));
    }

    @Test
    void onlyTheKernelReadsTheWallClock() {
        var now = describe("reading the wall clock", (JavaCall<?> call) -> {
            var method = call.getTarget().getOwner().getName() + "."
                    + call.getTarget().getName();
            return method.matches(
                            "java\\.time\\.(\\w+)\\.now|java\\.time\\.Clock\\.system.*|java\\.lang\\.System\\.currentTimeMillis")
                    && !call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Clock.class));
        });
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".kernel.time..", ROOT + ".standalone..", ROOT + ".kernel.workload.agent..")
                .should()
                .callMethodWhere(now)
                .because("inject java.time.Clock"));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty"));
    }

    @Test
    void noStateIsStatic() {
        check(fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT + "..")
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal());
    }

    @Test
    void controlEnginesAndStoresThrowOnlyProblems() {
        DescribedPredicate<JavaConstructorCall> otherThrowable = describe(
                "making another Throwable",
                call -> call.getTargetOwner().isAssignableTo(Throwable.class)
                        && !call.getTargetOwner().isEquivalentTo(Problem.class)
                        // What javac puts into a switch over an enum that names all constants.
                        && !call.getTargetOwner().isEquivalentTo(IncompatibleClassChangeError.class)
                        && !call.getOriginOwner().isAssignableTo(Throwable.class));
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".*.control..", ROOT + ".*.engine..", ROOT + ".*.store..")
                .should()
                .callConstructorWhere(otherThrowable));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (var directories = Files.walk(SOURCES)) {
            var silent = directories
                    .filter(Files::isDirectory)
                    .filter(ArchitectureTest::holdsClasses)
                    .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                    .toList();
            assertThat(silent).as("packages without package-info.java").isEmpty();
        }
    }

    @Test
    void filesAreShortEnoughToRead() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var long250 = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > 250)
                    .toList();
            assertThat(long250).as("files of more than 250 lines").isEmpty();
        }
    }

    private static boolean holdsClasses(Path directory) {
        try (var files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
