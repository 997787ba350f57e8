package io.kubesphere.ai.dataset.engine.source;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.Answer;
import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.RefusedAddress;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Files of web servers. Asks for nothing but GET, the one method that presigned addresses are good for. */
public final class HttpSource implements ImportSource {
    private static final Map<String, String> FROM_THE_BEGINNING = Map.of("Range", "bytes=0-");

    private final OutboundHttp http;
    private final List<URI> addresses;
    private final Optional<String> authorization;

    /**
     * @param authorization header for the servers of the addresses, and for no server that these redirect to
     */
    public HttpSource(OutboundHttp http, List<URI> addresses, Optional<String> authorization) {
        this.http = http;
        this.addresses = List.copyOf(addresses);
        this.authorization = authorization;
    }

    @Override
    public void list(Consumer<SourceFile> each) {
        for (var address : addresses) {
            each.accept(look(address));
        }
    }

    /** A server that gives parts says so by giving one; what it says otherwise is not believed. */
    private SourceFile look(URI address) {
        var answer = ask(address, FROM_THE_BEGINNING);
        if (answer.status() == HttpParts.BEHIND_THE_END) {
            close(answer);
            answer = ask(address, Map.of());
        }
        try (var found = answer) {
            HttpParts.requireContent(address, found);
            var givesParts = found.status() == HttpParts.PARTIAL;
            var size = givesParts ? HttpParts.total(found) : found.length().orElse(-1);
            return new SourceFile(
                    HttpParts.fileName(address, found),
                    address.toString(),
                    size,
                    givesParts ? HttpParts.stamp(found) : "");
        } catch (IOException broken) {
            throw unreachable(address, broken);
        }
    }

    @Override
    public Part open(SourceFile file, long offset, long length) {
        var address = URI.create(file.location());
        var isWhole = offset == 0 && (length < 0 || length == file.size());
        var answer = ask(address, isWhole ? Map.of() : HttpParts.wanted(file, offset, length));
        try {
            HttpParts.requireContent(address, answer);
            HttpParts.requireSame(address, file, answer);
            var from = answer.status() == HttpParts.PARTIAL ? HttpParts.first(answer) : 0;
            return new Part(answer.content(), from);
        } catch (IOException broken) {
            close(answer);
            throw unreachable(address, broken);
        } catch (Problem refused) {
            close(answer);
            throw refused;
        }
    }

    private Answer ask(URI address, Map<String, String> headers) {
        try {
            return http.get(address, headers, authorization);
        } catch (IOException failed) {
            throw unreachable(address, failed);
        }
    }

    private static void close(Answer answer) {
        try {
            answer.close();
        } catch (IOException alreadyGone) {
            // Nothing was wanted of it any more.
            return;
        }
    }

    private static Problem unreachable(URI address, IOException failed) {
        return RefusedAddress.in(failed)
                .map(refusal -> Problem.of(Problem.Code.INVALID, "%s", refusal.getMessage()))
                .orElseGet(() -> Problem.of(
                        Problem.Code.UNAVAILABLE,
                        "%s does not answer: %s",
                        HttpParts.shown(address),
                        failed.getMessage()))
                .because(failed);
    }

    @Override
    public void close() {
        // Its connections belong to all sources.
    }
}
