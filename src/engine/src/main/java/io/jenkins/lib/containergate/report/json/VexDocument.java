package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.report.json.RequiredKeys.NullAllowed;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A VEX statement and who made it.
 *
 * @param status as OpenVEX writes it
 * @param origin {@code files}, {@code attestations} or {@code repository}
 */
record VexDocument(
        String status,
        @NullAllowed @Nullable String justification,
        @NullAllowed @Nullable String impact,
        @NullAllowed @Nullable String statedAt,
        String document,
        String author,
        String origin,
        String place,
        @NullAllowed @Nullable String signer) {
    static VexDocument of(VexStatement statement) {
        VexStatement.Source source = statement.source();
        return new VexDocument(
                statement.status().key(),
                Bounded.text(statement.justification()),
                Bounded.text(statement.impact()),
                statement.at().map(Instant::toString).orElse(null),
                Bounded.text(source.document()),
                Bounded.text(source.author()),
                source.origin().key(),
                Bounded.text(source.place()),
                Bounded.text(source.signer()));
    }

    VexStatement statement() {
        return new VexStatement(
                new VexStatement.Source(
                        called(VexStatement.Origin.values(), VexStatement.Origin::key, origin),
                        document,
                        author,
                        place,
                        Optional.ofNullable(signer)),
                called(VexStatement.Status.values(), VexStatement.Status::key, status),
                Optional.ofNullable(justification),
                Optional.ofNullable(impact),
                Optional.ofNullable(statedAt).map(Instant::parse));
    }

    private static <T> T called(T[] values, Function<T, String> key, String name) {
        return Arrays.stream(values)
                .filter(value -> key.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a VEX statement has an unknown status or origin"));
    }
}
