package io.kubesphere.ai.kernel.workload.agent;

import static io.kubesphere.ai.kernel.workload.agent.GitServer.blob;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitCodeTest {
    @TempDir
    private Path directory;

    private PlayedService service;
    private GitServer git;
    private Pod pod;

    @BeforeEach
    void start() throws IOException {
        service = PlayedService.start();
        git = GitServer.start(directory.resolve("code.git"));
        pod = new Pod(directory, service);
    }

    @AfterEach
    void stop() {
        git.close();
        service.close();
    }

    private String commitOf(String text) throws IOException {
        return git.commit((tree, objects) -> tree.append("train.py", FileMode.REGULAR_FILE, blob(objects, text)));
    }

    @Test
    void exactlyTheCommitIsFetchedAndNothingElse() throws IOException {
        commitOf("1");
        var wanted = commitOf("2");
        commitOf("3");
        service.git(git.url(), wanted);

        assertThat(pod.prepare()).as(pod::err).isZero();

        assertThat(pod.code("train.py")).hasContent("2");
        assertThat(pod.code("")).isDirectoryNotContaining("glob:**/.*");
        assertThat(git.requests()).last().asString().contains("want " + wanted, "deepen 1");
    }

    @Test
    void serverThatGivesNoSingleCommitsGivesAllOfThem() throws IOException {
        var wanted = commitOf("1");
        commitOf("2");
        git.givesOnlyTipsOfBranches();
        service.git(git.url(), wanted);

        assertThat(pod.prepare()).as(pod::err).isZero();

        assertThat(pod.code("train.py")).hasContent("1");
        assertThat(pod.out()).contains("does not give a single commit");
        assertThat(git.requests()).last().asString().doesNotContain("deepen");
    }

    @Test
    void privateRepositoryIsReadWithTheLogin() throws IOException {
        git.isPrivateTo("me", "secret");
        service.git(git.url(), commitOf("1"));
        pod.with("AIP_GIT_USERNAME", "me").with("AIP_GIT_PASSWORD", "secret");

        assertThat(pod.prepare()).as(pod::err).isZero();
        assertThat(pod.code("train.py")).hasContent("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void refusedLoginIsToldAtOnce(String password) throws IOException {
        git.isPrivateTo("me", "secret");
        service.git(git.url(), commitOf("1"));
        pod.with("AIP_GIT_USERNAME", "me").with("AIP_GIT_PASSWORD", password);

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.lastWords())
                .isEqualTo("fetching %s failed: the repository wants another login".formatted(git.url()));
        assertThat(git.authorizations()).hasSizeLessThan(2);
    }

    @Test
    void loginStaysWithTheHostItIsFor() throws IOException {
        try (var elsewhere = GitServer.start(directory.resolve("elsewhere.git"))) {
            elsewhere.isPrivateTo("me", "secret");
            git.hasMovedTo(elsewhere.url());
            service.git(git.url(), commitOf("1"));
            pod.with("AIP_GIT_USERNAME", "me").with("AIP_GIT_PASSWORD", "secret");

            assertThat(pod.prepare()).isEqualTo(1);
            assertThat(elsewhere.authorizations()).isEmpty();
        }
    }

    @Test
    void publicRepositoryThatHasMovedIsFollowed() throws IOException {
        try (var elsewhere = GitServer.start(directory.resolve("elsewhere.git"))) {
            var commit = elsewhere.commit(
                    (tree, objects) -> tree.append("train.py", FileMode.REGULAR_FILE, blob(objects, "moved")));
            git.hasMovedTo(elsewhere.url());
            service.git(git.url(), commit);

            assertThat(pod.prepare()).as(pod::err).isZero();
            assertThat(pod.code("train.py")).hasContent("moved");
        }
    }

    @Test
    void serverThatIsAwayIsWaitedFor() throws IOException {
        service.git(git.url(), commitOf("1"));
        git.isAwayFor(2);

        assertThat(pod.prepare()).as(pod::err).isZero();
        assertThat(pod.code("train.py")).hasContent("1");
    }

    @Test
    void commitThatIsNotThereIsNamed() throws IOException {
        commitOf("1");
        service.git(git.url(), "0123456789".repeat(4));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).isEqualTo(git.url() + " has no commit " + "0123456789".repeat(4));
    }

    @Test
    void repositoryThatIsNotThereIsTold() throws IOException {
        service.git(git.url().replace("/team/", "/other/"), commitOf("1"));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).endsWith("there is no repository, or none without a login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"main", "HEAD", "0123abc", "0123456789012345678901234567890123456789012345678901234567890123"})
    void whatIsNoCommitIsRefused(String commit) {
        service.git(git.url(), commit);

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).startsWith(commit + " is not a commit that can be fetched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc", "/etc", "ssh://git@host/code.git", "git://host/code.git", "ext::sh -c id"})
    void onlyHttpIsSpoken(String url) {
        service.git(url, "0123456789".repeat(4));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).startsWith("code is fetched by https only");
    }

    @Test
    void passwordInTheAddressIsRefusedAndNotRepeated() {
        service.git("https://me:secret@example.com/code.git", "0123456789".repeat(4));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).contains("use a secret").doesNotContain("me:secret", "secret@");
        assertThat(pod.out()).doesNotContain("secret@");
    }

    @Test
    void executablesAndLinksInsideStayWhatTheyAreAndSubmodulesAreLeftOut() throws IOException {
        service.git(git.url(), git.commit((tree, objects) -> {
            var inner = new TreeFormatter();
            inner.append("again", FileMode.SYMLINK, blob(objects, "../run.sh"));
            tree.append("lib", FileMode.TREE, objects.insert(inner));
            tree.append("module", FileMode.GITLINK, ObjectId.fromString("0123456789".repeat(4)));
            tree.append("run.sh", FileMode.EXECUTABLE_FILE, blob(objects, "#!/bin/sh"));
        }));

        assertThat(pod.prepare()).as(pod::err).isZero();

        assertThat(Files.isExecutable(pod.code("run.sh"))).isTrue();
        assertThat(pod.code("lib/again")).isSymbolicLink().hasContent("#!/bin/sh");
        assertThat(pod.code("module")).doesNotExist();
        assertThat(pod.out()).contains("the submodule module is left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "a/../../outside"})
    void linkThatLeavesTheCodeIsRefused(String to) throws IOException {
        service.git(git.url(), git.commit((tree, objects) -> tree.append("link", FileMode.SYMLINK, blob(objects, to))));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).isEqualTo("the code cannot be used: link is a link that leads out of the code");
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        service.git(git.url(), git.commit((tree, objects) -> {
            var inner = new TreeFormatter();
            inner.append("passwd", FileMode.REGULAR_FILE, blob(objects, "x"));
            tree.append("a", FileMode.SYMLINK, blob(objects, "b"));
            tree.append("a", FileMode.TREE, objects.insert(inner));
        }));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.code("b")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a\\b", "a\u0007"})
    void nameThatIsUnsafeIsRefused(String name) throws IOException {
        service.git(
                git.url(), git.commit((tree, objects) -> tree.append(name, FileMode.REGULAR_FILE, blob(objects, "x"))));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).startsWith("the code cannot be used: ");
    }

    @Test
    void subdirectoryBecomesTheCode() throws IOException {
        service.git(git.url(), git.commit((tree, objects) -> {
            var inner = new TreeFormatter();
            inner.append("train.py", FileMode.REGULAR_FILE, blob(objects, "inner"));
            tree.append("project", FileMode.TREE, objects.insert(inner));
            tree.append("train.py", FileMode.REGULAR_FILE, blob(objects, "outer"));
        }));
        var source = (ObjectNode) service.plan().at("/code/git");

        source.put("subdirectory", "project");
        assertThat(pod.prepare()).as(pod::err).isZero();
        assertThat(pod.code("train.py")).hasContent("inner");

        source.put("subdirectory", "../project");
        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).endsWith("has no directory ../project");
    }
}
