package io.jenkins.lib.containergate.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag that counts: {@code 3.20}, {@code v1.27.3-alpine3.20}, {@code bookworm-20241016-slim}. Two can be compared when they differ in
 * their numbers alone, and have as many.
 *
 * @param texts what is around the numbers
 * @param numbers each with its parts between dots; a date with hyphens is one as well
 */
public record VersionTag(String tag, List<String> texts, List<List<Long>> numbers) {
    private static final int LONGEST_NUMBER = 15;
    /** A number of that many digits is a date, or a count, and no version. */
    private static final long SHORTEST_DATE = 100_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]+(?:\\.[0-9]+)*");

    /** Empty for a tag without a number, such as {@code latest}. */
    public static Optional<VersionTag> of(String tag) {
        List<String> texts = new ArrayList<>();
        List<List<Long>> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(tag);
        int end = 0;
        while (matcher.find()) {
            texts.add(tag.substring(end, matcher.start()));
            List<Long> parts = new ArrayList<>();
            for (String part : matcher.group().split("[.-]")) {
                if (part.length() > LONGEST_NUMBER) {
                    return Optional.empty();
                }
                parts.add(Long.valueOf(part));
            }
            numbers.add(List.copyOf(parts));
            end = matcher.end();
        }
        texts.add(tag.substring(end));
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(new VersionTag(tag, List.copyOf(texts), List.copyOf(numbers)));
    }

    /** No number is lower, and one is higher. */
    private boolean newerThan(VersionTag other) {
        if (!texts.equals(other.texts)) {
            return false;
        }
        boolean higher = false;
        for (int i = 0; i < numbers.size(); i++) {
            if (!alike(numbers.get(i), other.numbers.get(i))) {
                return false;
            }
            int order = compare(numbers.get(i), other.numbers.get(i));
            if (order < 0) {
                return false;
            }
            higher |= order > 0;
        }
        return higher;
    }

    private static boolean alike(List<Long> one, List<Long> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            long longer = Math.max(one.get(i), other.get(i));
            long shorter = Math.min(one.get(i), other.get(i));
            if (longer >= SHORTEST_DATE
                    && String.valueOf(longer).length()
                            != String.valueOf(shorter).length()) {
                return false;
            }
        }
        return true;
    }

    private static int compare(List<Long> one, List<Long> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compareAll(VersionTag one, VersionTag other) {
        for (int i = 0; i < one.numbers.size(); i++) {
            int order = compare(one.numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /**
     * Of the tags that are newer than one, at most three: the newest that keeps all of the first number but its last part, the newest that
     * keeps its first part, and the newest of all.
     */
    public static List<String> newer(String tag, Collection<String> tags) {
        Optional<VersionTag> own = of(tag);
        if (own.isEmpty()) {
            return List.of();
        }
        List<VersionTag> all = tags.stream()
                .flatMap(each -> of(each).stream())
                .filter(each -> each.newerThan(own.get()))
                .sorted(VersionTag::compareAll)
                .toList();
        List<Long> first = own.get().numbers.get(0);
        Set<String> chosen = new LinkedHashSet<>();
        newest(all, each -> each.keeps(first, first.size() - 1)).ifPresent(chosen::add);
        newest(all, each -> each.keeps(first, 1)).ifPresent(chosen::add);
        newest(all, each -> true).ifPresent(chosen::add);
        return List.copyOf(chosen);
    }

    private boolean keeps(List<Long> first, int parts) {
        return numbers.get(0).subList(0, parts).equals(first.subList(0, parts));
    }

    private static Optional<String> newest(List<VersionTag> sorted, Predicate<VersionTag> wanted) {
        return sorted.stream().filter(wanted).reduce((one, later) -> later).map(VersionTag::tag);
    }
}
