package io.kubesphere.ai.kernel.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;

/** What a server of a user has answered; closing it ends the connection, so nothing more is read. */
public final class Answer implements AutoCloseable {
    private final URI address;
    private final ClassicHttpResponse response;

    Answer(URI address, ClassicHttpResponse response) {
        this.address = address;
        this.response = response;
    }

    /** Where it came from, after redirects. */
    public URI address() {
        return address;
    }

    public int status() {
        return response.getCode();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(header -> header.getValue());
    }

    /** Bytes that are to come; empty when the server does not say. */
    public OptionalLong length() {
        try {
            var text = header(HttpHeaders.CONTENT_LENGTH);
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException wrong) {
            return OptionalLong.empty();
        }
    }

    /** The content; the caller closes it, and with it this. */
    public InputStream content() throws IOException {
        var entity = response.getEntity();
        var content = entity == null ? InputStream.nullInputStream() : entity.getContent();
        return new FilterInputStream(content) {
            @Override
            public void close() throws IOException {
                // The stream's own close would read what is left, which may be much and slow.
                response.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        response.close();
    }
}
