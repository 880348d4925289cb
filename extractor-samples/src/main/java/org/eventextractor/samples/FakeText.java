package org.eventextractor.samples;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Plausible text for a field's name. Personal data are obviously fake: addresses of the documentation networks (RFC
 * 5737), hosts below example.org (RFC 2606).
 *
 * @param random where the choice comes from
 */
record FakeText(SplittableRandom random) {

    private static final List<String> BOOKS = List.of("algebra", "biology-2e", "calculus-volume-1", "psychology-2e");

    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.4 Safari/605.1.15",
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/111.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148");

    private static final Map<String, List<String>> CHOICES = Map.ofEntries(
            Map.entry("scheme", List.of("https")),
            Map.entry("host", List.of("books.example.org", "rex.example.org", "staging.example.org")),
            Map.entry("user_agent", BROWSERS),
            Map.entry("referrer", List.of("", "https://www.example.org/", "https://search.example.org/?q=cell+wall")),
            Map.entry("platform", List.of("web", "ios", "android")),
            Map.entry("service_worker", List.of("active", "inactive", "unsupported")),
            Map.entry("objectType", List.of("Agent", "Activity")),
            Map.entry("color", List.of("yellow", "green", "blue", "purple", "pink")),
            Map.entry("state_type", List.of("visibility", "selection", "focus")),
            Map.entry("current", List.of("visible", "hidden", "{\"open\":true,\"tab\":\"summary\"}")),
            Map.entry("previous", List.of("visible", "hidden", "")),
            Map.entry("source_type", List.of("openstax_page")),
            Map.entry("target_type", List.of("button", "a", "input", "details")),
            Map.entry("context_type", List.of("main", "dialog", "nav")),
            Map.entry("context_region", List.of("toolbar", "sidebar", "content")),
            Map.entry("annotation", List.of("", "remember this", "größer als – 見る", "line one\nline \"two\"")),
            Map.entry("medium", List.of("in-app", "email")),
            Map.entry("language", List.of("en-US", "es", "pl")),
            Map.entry("duration", List.of("PT4S", "PT1M30S")),
            Map.entry("mbox", List.of("mailto:learner@example.org", "mailto:class@example.org")),
            Map.entry("version", List.of("1.0.3")));

    /** A value of the field; the same field has few or many different ones as it would in production. */
    String of(String field) {
        List<String> choices = CHOICES.get(field);
        return choices == null ? composed(field) : oneOf(choices);
    }

    /** The n-th key of a map in the field. */
    String mapKey(String field, int n) {
        return field.equals("query") ? List.of("modal", "utm_source", "q").get(n) : "data-" + field + "-" + n;
    }

    private String composed(String field) {
        return switch (field) {
            case "path" -> "/books/" + oneOf(BOOKS) + "/pages/" + number(40) + "-section";
            case "ip_address" -> oneOf(List.of("192.0.2.", "198.51.100.", "203.0.113.")) + number(256);
            case "location_strategies" ->
                String.format(
                        Locale.ROOT, "[{\"type\":\"TextPositionSelector\",\"start\":%d,\"end\":%d}]", number(500), 900);
            case "id" -> "https://xapi.example.org/things/" + number(1_000);
            case "anchor" -> "fs-id" + (1_167_339_000_000L + number(100_000));
            default -> field.replace('_', '-') + "-" + number(10_000);
        };
    }

    private int number(int bound) {
        return random.nextInt(bound);
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
