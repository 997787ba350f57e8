package io.kubesphere.ai.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Media types by the ending of a file's name, the same on every machine. */
public final class MediaTypes {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BY_ENDING = Stream.of(
                    "text/csv csv",
                    "text/tab-separated-values tsv",
                    "application/json json",
                    "application/x-ndjson jsonl ndjson",
                    "application/vnd.apache.parquet parquet",
                    "application/vnd.apache.arrow.file arrow feather",
                    "text/plain txt log",
                    "text/markdown md",
                    "application/yaml yaml yml",
                    "application/xml xml",
                    "text/html html htm",
                    "image/png png",
                    "image/jpeg jpg jpeg",
                    "image/gif gif",
                    "image/bmp bmp",
                    "image/webp webp",
                    "image/tiff tif tiff",
                    "image/svg+xml svg",
                    "audio/wav wav",
                    "audio/mpeg mp3",
                    "audio/flac flac",
                    "audio/ogg ogg oga",
                    "video/mp4 mp4",
                    "video/webm webm",
                    "video/x-msvideo avi",
                    "video/quicktime mov",
                    "video/x-matroska mkv",
                    "application/pdf pdf",
                    "application/zip zip",
                    "application/x-tar tar",
                    "application/gzip gz tgz",
                    "application/zstd zst")
            .map(line -> line.split(" "))
            .flatMap(line -> Stream.of(line).skip(1).map(ending -> Map.entry(ending, line[0])))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private MediaTypes() {}

    public static String of(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, UNKNOWN);
    }
}
