package io.kubesphere.ai.standalone.ksapiserver;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kubesphere.ai.kernel.auth.ForRuns;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that people and their programs can call, found in the code: verb and path template, such as {@code GET /kapis/…/{name}}. */
final class Endpoints {

    private Endpoints() {}

    static List<String> all() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.kubesphere.ai")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .filter(type -> path(type).startsWith("/kapis"))
                        .flatMap(Endpoints::of)
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static Stream<String> of(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .filter(method -> !method.isAnnotationPresent(ForRuns.class))
                .flatMap(method -> verb(method).stream().map(verb -> verb + " " + path(resource) + path(method)));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation ->
                        Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Path.class))
                .map(Path::value)
                .filter(path -> !path.isEmpty())
                .map(path -> path.startsWith("/") ? path : "/" + path)
                .orElse("");
    }
}
