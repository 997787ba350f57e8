package io.kubesphere.ai.kernel.workload.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPack.RequestValidator;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;

/** A Git server that speaks smart HTTP: public or private, generous with single commits or not, sometimes away. */
final class GitServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Repository repository;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger outages = new AtomicInteger();
    private volatile Optional<String> login = Optional.empty();
    private volatile Optional<String> movedTo = Optional.empty();
    private volatile RequestValidator policy = new UploadPack.AnyRequestValidator();

    /** Writes a tree's objects. */
    interface Tree {
        void into(TreeFormatter tree, ObjectInserter objects) throws IOException;
    }

    private GitServer(HttpServer server, Repository repository) {
        this.server = server;
        this.repository = repository;
    }

    static GitServer start(Path directory) throws IOException {
        var repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build();
        repository.create(true);
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        var git = new GitServer(http, repository);
        http.createContext("/", git::handle);
        http.setExecutor(git.threads);
        http.start();
        return git;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/team/code.git";
    }

    void isPrivateTo(String username, String password) {
        var both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        login = Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
    }

    void hasMovedTo(String url) {
        movedTo = Optional.of(url);
    }

    void isAwayFor(int times) {
        outages.set(times);
    }

    void givesOnlyTipsOfBranches() {
        policy = (pack, wants) -> {
            var tips = pack.getAdvertisedRefs().values().stream()
                    .map(Ref::getObjectId)
                    .toList();
            for (var want : wants) {
                if (!tips.contains(want)) {
                    throw new PackProtocolException("want " + want.name() + " not valid");
                }
            }
        };
    }

    /** What came in the header Authorization. */
    List<String> authorizations() {
        return authorizations;
    }

    /** The bodies of the requests for objects. */
    List<String> requests() {
        return requests;
    }

    /** Commits on top of the main branch. */
    String commit(Tree content) throws IOException {
        try (var objects = repository.newObjectInserter()) {
            var tree = new TreeFormatter();
            content.into(tree, objects);
            var commit = new CommitBuilder();
            commit.setTreeId(objects.insert(tree));
            Optional.ofNullable(repository.resolve(Constants.HEAD)).ifPresent(commit::setParentId);
            commit.setAuthor(new PersonIdent("a", "a@example.com"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("change");
            var id = objects.insert(commit);
            objects.flush();
            var head = repository.updateRef(Constants.HEAD);
            head.setNewObjectId(id);
            var unused = head.forceUpdate();
            return id.name();
        }
    }

    static ObjectId blob(ObjectInserter objects, String text) throws IOException {
        return objects.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            authorization.ifPresent(authorizations::add);
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (movedTo.isPresent()) {
                exchange.getResponseHeaders().set("Location", movedTo.get() + "/info/refs?service=git-upload-pack");
                exchange.sendResponseHeaders(302, -1);
            } else if (login.isPresent() && !login.equals(authorization)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"code\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (!exchange.getRequestURI().getPath().startsWith("/team/code.git/")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                serve(exchange);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var answer = new ByteArrayOutputStream();
        try (var pack = new UploadPack(repository)) {
            pack.setBiDirectionalPipe(false);
            pack.setRequestValidator(policy);
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                    .ifPresent(version -> pack.setExtraParameters(List.of(version.split(":"))));
            if (exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(answer)), "git-upload-pack");
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
                var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                var body = exchange.getRequestBody();
                var request = (zipped ? new GZIPInputStream(body) : body).readAllBytes();
                requests.add(new String(request, StandardCharsets.ISO_8859_1));
                upload(pack, request, answer);
            }
        }
        exchange.sendResponseHeaders(200, answer.size());
        answer.writeTo(exchange.getResponseBody());
    }

    private static void upload(UploadPack pack, byte[] request, ByteArrayOutputStream answer) throws IOException {
        try {
            pack.upload(new ByteArrayInputStream(request), answer, null);
        } catch (UploadPackInternalServerErrorException told) {
            // The answer tells the client already.
            answer.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        repository.close();
    }
}
