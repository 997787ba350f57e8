package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Measure;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What one unit of an extended resource is of a card: all of it, a slice (MIG), or a share of its time. Labels of machines are
 * those of NVIDIA's GPU feature discovery.
 */
final class CardUnits {
    static final String MODEL = "nvidia.com/gpu.product";
    private static final String REPLICAS = "nvidia.com/gpu.replicas";
    private static final String MEMORY_MEBIBYTES = "nvidia.com/gpu.memory";
    private static final long CARD = 1_000_000;
    private static final long MEBI = 1 << 20;
    private static final long GIBI = 1 << 30;

    private static final Pattern CARDS = Pattern.compile(
            "nvidia\\.com/(gpu(\\.shared)?|mig-.+)|amd\\.com/gpu|gpu\\.intel\\.com/(i915|xe)|huawei\\.com/Ascend.*"
                    + "|cambricon\\.com/.*mlu.*|hygon\\.com/dcu.*|metax-tech\\.com/gpu|iluvatar\\.ai/.*gpu|mthreads\\.com/.*gpu");
    private static final Pattern SLICE = Pattern.compile(".*mig-(\\d)g\\.(\\d+)gb.*", Pattern.CASE_INSENSITIVE);

    private CardUnits() {}

    static boolean isCards(String resource) {
        return CARDS.matcher(resource).matches();
    }

    /**
     * So many units of a resource on a machine with these labels. Slices of a card add up to at most the card; a card has
     * seven, an A30 four.
     */
    static Amounts of(String resource, long count, Map<String, String> labels) {
        var share = share(resource, labels);
        var amounts = Amounts.UNKNOWN.with(Measure.GPU, share * count);
        var memory = memory(resource, labels);
        return memory.isEmpty() ? amounts : amounts.with(Measure.GPU_MEMORY, memory.getAsLong() * count);
    }

    private static long share(String resource, Map<String, String> labels) {
        var slice = slice(resource, labels);
        if (slice.isPresent()) {
            var whole = labels.getOrDefault(MODEL, "").contains("A30") ? 4 : 7;
            return CARD * Long.parseLong(slice.get()) / whole;
        }
        return CARD / replicas(resource, labels);
    }

    private static OptionalLong memory(String resource, Map<String, String> labels) {
        var matcher = SLICE.matcher(resource);
        if (matcher.matches()) {
            return OptionalLong.of(Long.parseLong(matcher.group(2)) * GIBI);
        }
        var mebibytes = number(labels.get(MEMORY_MEBIBYTES));
        return mebibytes == 0 || !resource.startsWith("nvidia.com/")
                ? OptionalLong.empty()
                : OptionalLong.of(mebibytes * MEBI / replicas(resource, labels));
    }

    /** In the name where a machine has slices of several sizes, in the model where it has one. */
    private static Optional<String> slice(String resource, Map<String, String> labels) {
        var named = SLICE.matcher(resource);
        if (named.matches()) {
            return Optional.of(named.group(1));
        }
        var model = SLICE.matcher(labels.getOrDefault(MODEL, ""));
        return model.matches() && resource.startsWith("nvidia.com/") ? Optional.of(model.group(1)) : Optional.empty();
    }

    private static long replicas(String resource, Map<String, String> labels) {
        return resource.startsWith("nvidia.com/gpu") ? Math.max(1, number(labels.get(REPLICAS))) : 1;
    }

    private static long number(String text) {
        return text != null && text.matches("\\d{1,12}") ? Long.parseLong(text) : 0;
    }
}
