import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * What the platform's process holds while one file goes through it: {@code java Memory <door> <process> <log of -Xlog:gc> <MiB>}.
 * Peaks are the kernel's, begun anew for each file; the heap is what was left after each collection in that time.
 */
final class Memory {
    private static final int SMALL = 64;

    private final Door door;
    private final Path process;
    private final Path collections;
    private final long mebibytes;
    private String upload;

    private Memory(String[] arguments) throws Exception {
        door = new Door(URI.create(arguments[0]));
        process = Path.of("/proc", arguments[1]);
        collections = Path.of(arguments[2]);
        mebibytes = Long.parseLong(arguments[3]);
    }

    public static void main(String[] arguments) throws Exception {
        new Memory(arguments).measure();
    }

    private void measure() throws Exception {
        door.dataset("memory");
        upload = door.begin("memory", "");
        line("nothing", () -> Thread.sleep(10_000));
        for (var size : new long[] {SMALL, mebibytes}) {
            var digest = Door.digest(new Content(size << 20, 3));
            line("up, " + size + " MiB, digest announced", () ->
                    door.put("memory", upload, "a-" + size, "&digest=sha256:" + digest, known(size, 3)));
            line("up, " + size + " MiB, digest not known", () -> door.put("memory", upload, "b-" + size, "", known(size, 5)));
            line("up, " + size + " MiB, length not known either", () ->
                    door.put("memory", upload, "c-" + size, "", BodyPublishers.ofInputStream(() -> new Content(size << 20, 7))));
        }
        door.commit("memory", upload, "v1");
        line("down, " + mebibytes + " MiB", () ->
                door.read("datasets/memory/versions/v1/content?path=a-" + mebibytes, BodyHandlers.discarding()));
    }

    private void line(String what, Door.Work work) throws Exception {
        var seen = Files.readString(collections).length();
        Files.writeString(process.resolve("clear_refs"), "5");
        var seconds = Door.time(work);
        System.out.printf("  %-44s %7.1f s   most resident %4d MiB   most heap after a collection %s%n",
                what, seconds, resident(), heap(Files.readString(collections).substring(seen)));
    }

    private long resident() throws IOException {
        return Long.parseLong(Door.find("VmHWM:\\s*(\\d+)", Files.readString(process.resolve("status")))) >> 10;
    }

    private static String heap(String log) {
        var after = Pattern.compile("->(\\d+)M\\((\\d+)M\\)").matcher(log);
        var most = after.results().mapToInt(one -> Integer.parseInt(one.group(1))).max();
        return most.isPresent() ? "%4d MiB".formatted(most.getAsInt()) : "(none was needed)";
    }

    private static BodyPublisher known(long size, int seed) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Content(size << 20, seed)), size << 20);
    }

    /** Bytes of any length that take no room; each block differs from the one before. */
    private static final class Content extends InputStream {
        private final byte[] block = new byte[1 << 20];
        private final long length;
        private long done;

        Content(long length, int seed) {
            this.length = length;
            new Random(seed).nextBytes(block);
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) {
            if (done == length) {
                return -1;
            }
            var start = (int) (done & (block.length - 1));
            var count = (int) Math.min(Math.min(length - done, most), block.length - start);
            if (start == 0) {
                var number = Long.toString(done).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(number, 0, block, 0, number.length);
            }
            System.arraycopy(block, start, buffer, offset, count);
            done += count;
            return count;
        }
    }
}
