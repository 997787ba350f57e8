package io.kubesphere.ai.kernel.workload.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Archives as honest and as hostile people make them. */
final class Archives {
    private Archives() {}

    /** Something that writes entries. */
    interface Entries<S> {
        void into(S archive) throws IOException;
    }

    static byte[] tar(Entries<TarArchiveOutputStream> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        tar(bytes, entries);
        return bytes.toByteArray();
    }

    static byte[] tarGz(Entries<TarArchiveOutputStream> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GzipCompressorOutputStream(bytes)) {
            tar(gzip, entries);
        }
        return bytes.toByteArray();
    }

    private static void tar(OutputStream out, Entries<TarArchiveOutputStream> entries) throws IOException {
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            entries.into(tar);
        }
    }

    static void file(TarArchiveOutputStream tar, String name, int mode, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** A link, device or pipe, by tar's letter for it. */
    static void special(TarArchiveOutputStream tar, String name, byte kind, String to) throws IOException {
        var entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    static byte[] zip(Entries<ZipArchiveOutputStream> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            entries.into(zip);
        }
        return bytes.toByteArray();
    }

    static void file(ZipArchiveOutputStream zip, String name, int unixMode, String text) throws IOException {
        var entry = new ZipArchiveEntry(name);
        if (unixMode != 0) {
            entry.setUnixMode(unixMode);
        }
        zip.putArchiveEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }

    /** GNU tar's way to give the next entry a long name; here one of zeros. */
    static void longName(TarArchiveOutputStream tar, int length) throws IOException {
        var entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(length);
        tar.putArchiveEntry(entry);
        var zeros = new byte[1 << 20];
        for (var left = length; left > 0; left -= zeros.length) {
            tar.write(zeros, 0, Math.min(left, zeros.length));
        }
        tar.closeArchiveEntry();
    }
}
