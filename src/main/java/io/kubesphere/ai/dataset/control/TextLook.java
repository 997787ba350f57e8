package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.Preview.TextHead;
import io.kubesphere.ai.dataset.StoredFile;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The beginning of a text and the number of its lines. */
final class TextLook {
    private static final int HEAD = 64 * 1024;

    private TextLook() {}

    /**
     * @param most lines of larger files are not counted
     */
    static TextHead of(StoredFile file, long most) {
        var size = file.file().size();
        if (size == 0) {
            return new TextHead("", Optional.of(0L));
        }
        try {
            var head = decoded(head(file, Math.min(HEAD, size)));
            return new TextHead(head, size > most ? Optional.empty() : Optional.of(lines(file, size)));
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
    }

    private static byte[] head(StoredFile file, long size) throws IOException {
        try (var in = file.open().apply(new ByteRange(0, size))) {
            return in.readNBytes((int) size);
        }
    }

    /** Refuses what is no text; a character that the end cuts in two is left out. */
    private static String decoded(byte[] bytes) throws CharacterCodingException {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        for (var cut = 0; cut < 4 && cut <= bytes.length; cut++) {
            try {
                var text = decoder.decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut))
                        .toString();
                if (text.indexOf('\u0000') < 0) {
                    return text;
                }
                break;
            } catch (CharacterCodingException perhapsCut) {
                if (cut == 3) {
                    break;
                }
            }
        }
        throw Problem.of(Problem.Code.INVALID, "the file is no UTF-8 text");
    }

    private static long lines(StoredFile file, long size) throws IOException {
        try (var in = file.open().apply(new ByteRange(0, size))) {
            return lines(in);
        }
    }

    private static long lines(InputStream in) throws IOException {
        var buffer = new byte[1 << 16];
        var lines = 0L;
        var last = (byte) '\n';
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (var i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
            last = read > 0 ? buffer[read - 1] : last;
        }
        return lines + (last == '\n' ? 0 : 1);
    }
}
