package io.kubesphere.ai.dataset.engine;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Looks at images without ever holding more than a bounded number of pixels. */
public final class ImageLook {
    private static final long MOST_PIXELS = 200_000_000;
    private static final int MOST_DECODED = 4_000_000;

    private ImageLook() {}

    /** Width and height in pixels, and the format by its content. */
    public record Size(int width, int height, String format) {}

    public static Size size(InputStream image) {
        return with(image, reader -> new Size(reader.getWidth(0), reader.getHeight(0), reader.getFormatName()));
    }

    /** A PNG that fits into a square of {@code most} pixels. */
    public static byte[] thumbnail(InputStream image, int most) {
        return with(image, reader -> {
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw Problem.of(Problem.Code.INVALID, "the image is too large: %d x %d pixels", width, height);
            }
            var step = 1;
            while ((long) (width / step) * (height / step) > MOST_DECODED) {
                step++;
            }
            var parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return png(scaled(reader.read(0, parameters), most));
        });
    }

    private static BufferedImage scaled(BufferedImage image, int most) {
        var factor = Math.min(1.0, (double) most / Math.max(image.getWidth(), image.getHeight()));
        var width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        var height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var canvas = small.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(image, 0, 0, width, height, new Color(0, true), null);
        } finally {
            canvas.dispose();
        }
        return small;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** Something that reads an image. */
    private interface Reading<R> {
        R from(ImageReader reader) throws IOException;
    }

    private static <R> R with(InputStream image, Reading<R> reading) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(image)) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw Problem.of(Problem.Code.INVALID, "this is no image of a known format");
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return reading.from(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw Problem.of(Problem.Code.INVALID, "the image is damaged: %s", damaged.getMessage())
                    .because(damaged);
        }
    }
}
