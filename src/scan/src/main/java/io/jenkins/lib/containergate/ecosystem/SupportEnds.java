package io.jenkins.lib.containergate.ecosystem;

import io.jenkins.lib.containergate.ecosystem.DistributionEntry.Lifecycle;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * When the vendors of distributions end the support of their releases: a table that comes with the program, or one in the
 * form of endoflife.date.
 *
 * @see <a href="https://endoflife.date/docs/api/v1/">endoflife.date API, version 1: /products/full</a>
 */
public final class SupportEnds {
    /** More than the table of all products ever had. */
    public static final int MAX_BYTES = 32 << 20;

    private static final long MAX_TOKENS = 4_000_000;
    private static final String REMEDY = "fetch https://endoflife.date/api/v1/products/full anew, or remove the file";
    private static final String CENTOS_STREAM = "centos-stream";

    private final Map<String, Product> products;
    private final Optional<Instant> generatedAt;

    private record Product(String policy, Map<String, Release> releases) {
        Product over(Product before) {
            Map<String, Release> all = ordered();
            all.putAll(before.releases);
            releases.forEach((name, release) -> all.merge(name, release, (older, newer) -> newer.over(older)));
            return new Product(policy.isEmpty() ? before.policy : policy, all);
        }
    }

    /** @param ended by the table's word, for a release without a date; empty when it has none */
    private record Release(Optional<LocalDate> end, Optional<LocalDate> extendedEnd, Optional<Boolean> ended) {
        /** A table that leaves an end out does not take it back. */
        Release over(Release before) {
            return new Release(end.or(before::end), extendedEnd.or(before::extendedEnd), ended.or(before::ended));
        }
    }

    /** What is known about the support of one release. */
    public sealed interface Support {
        /**
         * @param last day of support
         * @param source where the vendor says so
         */
        record Until(LocalDate last, String source) implements Support {}

        /** It is over, and the table does not say since when. */
        record Over(String source) implements Support {}

        /** No end is announced, or the distribution has no releases that end. */
        record Open() implements Support {}

        /** The table has nothing about it. */
        record Unknown() implements Support {}
    }

    private SupportEnds(Map<String, Product> products, Optional<Instant> generatedAt) {
        this.products = Map.copyOf(products);
        this.generatedAt = generatedAt;
    }

    /** The table that comes with this version. */
    public static SupportEnds builtIn() {
        try (InputStream in = SupportEnds.class.getResourceAsStream("end-of-life.json")) {
            return read("the built-in table of support ends", in.readAllBytes());
        } catch (IOException | GateException e) {
            throw new IllegalStateException("the table of support ends is not as it was built", e);
        }
    }

    /** @throws GateException when the file is no such table */
    public static SupportEnds read(Path file) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            throw new GateException(file + " cannot be read: " + FileProblem.of(e), REMEDY, e);
        }
    }

    /**
     * A table that was fetched, over the built-in one: a product, release or end that is no longer published is what came with
     * the program. A table that is older than the program's, or does not say how old it is, only adds to that.
     *
     * @throws GateException when the file is no such table, or lists none of the distributions
     */
    public static SupportEnds published(Path file) throws GateException {
        SupportEnds fetched = read(file);
        SupportEnds builtIn = builtIn();
        Map<String, Product> all = new HashMap<>(builtIn.products);
        all.keySet().retainAll(fetched.products.keySet());
        if (all.isEmpty()) {
            throw new GateException(file + " lists none of the distributions", REMEDY);
        }
        all.putAll(builtIn.products);
        boolean newer = fetched.generatedAt
                .filter(time -> !time.isBefore(builtIn.generatedAt.orElseThrow()))
                .isPresent();
        fetched.products.forEach((name, product) ->
                all.merge(name, product, (before, now) -> newer ? now.over(before) : before.over(now)));
        return new SupportEnds(all, fetched.generatedAt);
    }

    /** When its publisher wrote it, if it says so. */
    public Optional<Instant> generatedAt() {
        return generatedAt;
    }

    private static Map<String, Release> ordered() {
        return new TreeMap<>(Collections.reverseOrder());
    }

    static SupportEnds read(String name, byte[] json) throws GateException {
        if (json.length > MAX_BYTES) {
            throw new LimitExceededException(name, "maxBytes", MAX_BYTES);
        }
        Map<String, Product> products = new HashMap<>();
        Optional<Instant> generated;
        try {
            StrictJson table = StrictJson.parse(json, name, MAX_TOKENS);
            generated = time(table, "generated_at");
            for (StrictJson product : table.required("result").elements()) {
                Map<String, Release> releases = ordered();
                for (StrictJson release : product.elementsOf("releases")) {
                    releases.put(
                            release.required("name").text(),
                            new Release(date(release, "eolFrom"), date(release, "eoesFrom"), flag(release, "isEol")));
                }
                Optional<StrictJson> links = product.member("links");
                String policy = links.isEmpty() ? "" : links.get().textOf("releasePolicy");
                products.put(product.required("name").text(), new Product(policy, releases));
            }
        } catch (GateException e) {
            throw new GateException(e.problem(), REMEDY, e);
        }
        if (products.isEmpty()) {
            throw new GateException(name + " has no product", REMEDY);
        }
        return new SupportEnds(products, generated);
    }

    public Support of(OsRelease os) {
        Optional<Lifecycle> lifecycle = Distribution.of(os).flatMap(Distribution::lifecycle);
        if (lifecycle.isEmpty()) {
            return new Support.Unknown();
        }
        if (lifecycle.get().product().isEmpty()) {
            return new Support.Open();
        }
        boolean stream = Distribution.isCentOsStream(os);
        Product product =
                products.get(stream ? CENTOS_STREAM : lifecycle.get().product().get());
        if (product == null || os.versionId().isEmpty()) {
            return new Support.Unknown();
        }
        return product.releases().entrySet().stream()
                .filter(release -> (os.versionId().get() + ".").startsWith(release.getKey() + "."))
                .findFirst()
                .map(release -> of(release.getValue(), lifecycle.get(), product))
                .orElse(new Support.Unknown());
    }

    /** Names of those that the table has dates of. */
    Set<String> products() {
        return products.keySet();
    }

    private static Support of(Release release, Lifecycle lifecycle, Product product) {
        Optional<LocalDate> last = lifecycle.extended() ? release.extendedEnd().or(release::end) : release.end();
        if (last.isPresent()) {
            return new Support.Until(last.get(), product.policy());
        }
        if (release.ended().isEmpty()) {
            return new Support.Unknown();
        }
        return release.ended().get() ? new Support.Over(product.policy()) : new Support.Open();
    }

    private static Optional<LocalDate> date(StrictJson release, String name) throws GateException {
        Optional<StrictJson> value = release.member(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value.get().text()));
        } catch (DateTimeException e) {
            throw new GateException(value.get().place() + " is not a date", REMEDY, e);
        }
    }

    private static Optional<Instant> time(StrictJson table, String name) throws GateException {
        Optional<StrictJson> value = table.member(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(value.get().text()).toInstant());
        } catch (DateTimeException e) {
            throw new GateException(value.get().place() + " is not a time", REMEDY, e);
        }
    }

    private static Optional<Boolean> flag(StrictJson release, String name) throws GateException {
        Optional<StrictJson> value = release.member(name);
        return value.isPresent() ? Optional.of(value.get().bool()) : Optional.empty();
    }
}
