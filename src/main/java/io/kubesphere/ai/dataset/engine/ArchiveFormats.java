package io.kubesphere.ai.dataset.engine;

import com.github.luben.zstd.ZstdInputStream;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Tells archives apart by how they begin, whatever they are called. */
public final class ArchiveFormats {
    private static final int TAR_MAGIC = 257;

    private ArchiveFormats() {}

    /** Whether this beginning is that of a zip, which has to be read by its end. */
    public static boolean isZip(byte[] beginning) {
        return begins(beginning, 'P', 'K', 3, 4) || begins(beginning, 'P', 'K', 5, 6);
    }

    public static ArchiveEntries zip(SeekableByteChannel archive) throws IOException {
        return new ZipEntries(archive);
    }

    /** A tar, plain or compressed by gzip or zstd; a 422 when it is none of these. */
    public static ArchiveEntries tar(InputStream archive) throws IOException {
        var raw = new BufferedInputStream(archive, 1 << 16);
        var beginning = peek(raw);
        if (begins(beginning, 0x1f, 0x8b)) {
            var unzipped = GzipCompressorInputStream.builder()
                    .setInputStream(raw)
                    .setDecompressConcatenated(true)
                    .get();
            return plain(new BufferedInputStream(unzipped, 1 << 16));
        }
        if (begins(beginning, 0x28, 0xb5, 0x2f, 0xfd)) {
            return plain(new BufferedInputStream(new ZstdInputStream(raw), 1 << 16));
        }
        return plain(raw);
    }

    private static ArchiveEntries plain(BufferedInputStream in) throws IOException {
        var beginning = peek(in);
        var magic = new String(beginning, StandardCharsets.ISO_8859_1);
        if (magic.length() < TAR_MAGIC + 5 || !magic.startsWith("ustar", TAR_MAGIC)) {
            throw Problem.of(Problem.Code.INVALID, "this is no zip, tar, tar.gz or tar.zst archive");
        }
        return new TarEntries(in);
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(512);
        var beginning = in.readNBytes(512);
        in.reset();
        return beginning;
    }

    private static boolean begins(byte[] beginning, int... magic) {
        if (beginning.length < magic.length) {
            return false;
        }
        for (var i = 0; i < magic.length; i++) {
            if ((beginning[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
